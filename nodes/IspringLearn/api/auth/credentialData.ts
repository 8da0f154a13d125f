/** What of a credential's stored values the node itself needs: its secrets, to mask them, and whose account it is. */
import { createHash } from 'node:crypto';
import { SHORTEST_SECRET } from '../redact';
import { readBaseUrl } from './host';
import { decodeSession } from './tokenCache';

/** The values of the credential's form, decrypted. */
export type StoredValues = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The secrets in a credential, in the form in which they were stored. */
export function secretsIn({ accessToken, clientSecret, sessionToken }: StoredValues): string[] {
	const stored = [textOf(accessToken), textOf(clientSecret), decodeSession(textOf(sessionToken))];
	return stored.filter((secret) => secret.trim().length >= SHORTEST_SECRET);
}

/** The address that requests to the account of a credential start with. */
export const addressOf = ({ host, baseUrl }: StoredValues): string =>
	readBaseUrl({ host: textOf(host), baseUrl: textOf(baseUrl) });

/**
 * Stands for the account of a credential: two input items whose credential has expressions may be of
 * two. What outlives an item is kept under it. It tells nothing of the key.
 */
export function accountKeyOf(stored: StoredValues): string {
	const { authentication, clientId, clientSecret, accessToken } = stored;
	const key = authentication === 'accessToken' ? [accessToken] : [clientId, clientSecret];
	return createHash('sha256')
		.update(JSON.stringify([addressOf(stored), authentication, ...key]))
		.digest('base64url');
}

/** Whether the certificate of the host is not looked at, also as the text that an expression may give. */
export const skipsCertificates = ({ allowUnauthorizedCerts }: StoredValues): boolean =>
	String(allowUnauthorizedCerts).trim().toLowerCase() === 'true';
