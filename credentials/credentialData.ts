/** Turns the values of the credential's form into what the API needs. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { secretsIn } from '../nodes/IspringLearn/api/auth/credentialData';
import { readBaseUrl } from '../nodes/IspringLearn/api/auth/host';
import { withoutInvisible } from '../nodes/IspringLearn/api/pastedText';
import type { Account } from '../nodes/IspringLearn/api/auth/token';

const text = (value: unknown): string =>
	withoutInvisible(typeof value === 'string' ? value : '').trim();

/** The account, without surrounding blanks and invisible characters. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const { host, baseUrl, clientId, clientSecret } = credentials;
	return {
		baseUrl: readBaseUrl({ host: text(host), baseUrl: text(baseUrl) }),
		clientId: text(clientId),
		clientSecret: text(clientSecret),
		secrets: secretsIn(credentials),
	};
}

/** The pasted access token, without the word Bearer and line breaks that were pasted with it. */
export const pastedToken = ({ accessToken }: ICredentialDataDecryptedObject): string =>
	text(accessToken)
		.replace(/^Bearer\s+/i, '')
		.replace(/\s+/g, '');

/** The session token that n8n stores with the credential; '' when there is none. */
export const storedSession = ({ sessionToken }: ICredentialDataDecryptedObject): string =>
	text(sessionToken);
