/** What was filled into the credential's form, as the API needs it. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { secretsIn } from '../nodes/IspringLearn/api/auth/credentialData';
import { readBaseUrl } from '../nodes/IspringLearn/api/auth/host';
import { withoutInvisible } from '../nodes/IspringLearn/api/invisible';
import type { Account } from '../nodes/IspringLearn/api/auth/token';

const text = (value: unknown): string =>
	withoutInvisible(typeof value === 'string' ? value : '').trim();

/** The account, without blanks around what was typed and characters that nobody sees. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const { host, baseUrl, clientId, clientSecret } = credentials;
	return {
		baseUrl: readBaseUrl({ host: text(host), baseUrl: text(baseUrl) }),
		clientId: text(clientId),
		clientSecret: text(clientSecret),
		secrets: secretsIn(credentials),
	};
}

/** The pasted access token, also when it was pasted with the word Bearer or with line breaks in it. */
export const pastedToken = ({ accessToken }: ICredentialDataDecryptedObject): string =>
	text(accessToken)
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
