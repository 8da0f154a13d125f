/** What was filled into the credential's form, as the API needs it. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { secretsIn } from '../nodes/IspringLearn/source/account/credentialData';
import { baseUrlOf } from '../nodes/IspringLearn/source/account/host';
import type { Account } from '../nodes/IspringLearn/source/account/token';
import { INVISIBLE } from '../nodes/IspringLearn/source/secrets';

const text = (value: unknown): string => (typeof value === 'string' ? value : '').trim();

/** Without what was copied along: blanks around it, and characters that nobody sees. */
const secret = (value: unknown): string => text(text(value).replace(INVISIBLE, ''));

/** The account, with what was copied along with its key left out. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const { host, baseUrl, clientId, clientSecret } = credentials;
	return {
		baseUrl: baseUrlOf({ host: text(host), baseUrl: text(baseUrl) }),
		clientId: secret(clientId),
		clientSecret: secret(clientSecret),
		secrets: secretsIn(credentials),
	};
}

/** The pasted access token, also when it was pasted with the word Bearer or with line breaks in it. */
export const pastedToken = ({ accessToken }: ICredentialDataDecryptedObject): string =>
	secret(accessToken)
		.replace(/^Bearer\s+/i, '')
		.replace(/\s+/g, '');

/** The session token that n8n keeps with the credential; empty when there is none. */
export const storedSession = ({ sessionToken }: ICredentialDataDecryptedObject): string =>
	text(sessionToken);

/** The Authorization header, as Token Format says. */
export const authorizationOf = (
	credentials: ICredentialDataDecryptedObject,
	token: string,
): string => (credentials.tokenFormat === 'bare' ? token : `Bearer ${token}`);
