/**
 * Statuses after which the same read may go well: a timeout, too early, too many requests, and what the
 * API or a gateway in front of it answers while it is down (520 to 524: Cloudflare; 529: overloaded).
 */
export const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([
	408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529,
]);

/** Statuses that, with a Retry-After, ask everybody to wait; 429 does so without one. */
export const BUSY_STATUSES: ReadonlySet<number> = new Set([429, 503, 529]);

/** The status of a client that makes too many requests. */
export const TOO_MANY_REQUESTS = 429;
