/**
 * The session token that n8n stores with the credential and passes to all its workers: an access token, whose it is,
 * and how to send it. iSpring's token page and OpenAPI send a token after the word Bearer, the pages of its endpoints
 * send it alone.
 */

/** How a token is sent: after the word Bearer, or alone. */
export type TokenFormat = 'bearer' | 'bare';

/** A token, and how it is sent. */
export interface SentToken {
	token: string;
	format: TokenFormat;
}

/** A token; `format` is null while it is not known how the host wants it. */
export interface Session {
	token: string;
	format: TokenFormat | null;
}

/** The Authorization header that sends a token. */
export const authorizationOf = ({ token, format }: SentToken): string =>
	format === 'bare' ? token : `Bearer ${token}`;

/** The way to send a token when a host rejects this one. */
export const otherFormat = (format: TokenFormat): TokenFormat =>
	format === 'bare' ? 'bearer' : 'bare';

/** The owner of the session of a pasted token, which is not part of the session: it is in the credential already. */
export const PASTED = 'pasted';

/** @param owner the fingerprint of an account, or PASTED: no dot and no colon */
export const encodeSession = (owner: string, { token, format }: Session): string =>
	`${owner}${format === null ? '' : `.${format}`}:${token}`;

/** Returns the session in a stored session token; null when there is none, or when it belongs to another owner. */
export function readSession(owner: string, stored: string): Session | null {
	const [, found, format, token] = /^([^.:]+)(?:\.(bearer|bare))?:(.*)$/s.exec(stored) ?? [];
	if (found !== owner || token === undefined) return null;
	return { token, format: format === 'bearer' || format === 'bare' ? format : null };
}

/** The token in a stored session token of any owner. */
export const tokenIn = (stored: string): string => stored.slice(stored.indexOf(':') + 1);
