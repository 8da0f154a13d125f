/** Reads the stored values of a credential: its secrets, which messages must not show, and its account. */
import { createHash } from 'node:crypto';
import { SHORTEST_SECRET } from '../redact';
import { readBaseUrl } from './host';
import { tokenIn } from './session';

/** The values of the credential's form, decrypted. */
export type StoredValues = Readonly<Record<string, unknown>>;

const toText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The secrets in a credential, as stored. */
export function secretsIn({ accessToken, clientSecret, sessionToken }: StoredValues): string[] {
	const stored = [toText(accessToken), toText(clientSecret), tokenIn(toText(sessionToken))];
	return stored.filter((secret) => secret.trim().length >= SHORTEST_SECRET);
}

/** The address that requests with a credential start with. */
export const addressOf = ({ host, baseUrl }: StoredValues): string =>
	readBaseUrl({ host: toText(host), baseUrl: toText(baseUrl) });

/**
 * Identifies the account of a credential without revealing its key. Caches use it: where a credential has
 * expressions, two input items may belong to two accounts.
 */
export function accountKeyOf(stored: StoredValues): string {
	const { authentication, clientId, clientSecret, accessToken } = stored;
	const key = authentication === 'accessToken' ? [accessToken] : [clientId, clientSecret];
	return createHash('sha256')
		.update(JSON.stringify([addressOf(stored), authentication, ...key]))
		.digest('base64url');
}

/** Whether to ignore the host's certificate. An expression may return text instead of a boolean. */
export const skipsCertificates = ({ allowUnauthorizedCerts }: StoredValues): boolean =>
	String(allowUnauthorizedCerts).trim().toLowerCase() === 'true';
