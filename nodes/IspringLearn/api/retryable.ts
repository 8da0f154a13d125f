/**
 * Statuses after which the same read may succeed: timeout, too early, too many requests, and those of an API or
 * a gateway that is down (520 to 524: Cloudflare; 529: overloaded).
 */
export const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([
	408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529,
]);

/** Statuses that pause all requests when they come with a Retry-After. 429 does so without one. */
export const BUSY_STATUSES: ReadonlySet<number> = new Set([429, 503, 529]);

export const TOO_MANY_REQUESTS = 429;
