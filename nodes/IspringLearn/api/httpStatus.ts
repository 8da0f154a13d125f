/** HTTP statuses (RFC 9110, section 15) by name, and the groups of them that the package treats alike. */

/** iSpring Learn sends it for an unknown ID as well. */
export const BAD_REQUEST = 400;
export const UNAUTHORIZED = 401;
export const FORBIDDEN = 403;
export const NOT_FOUND = 404;
export const CONFLICT = 409;
export const TOO_MANY_REQUESTS = 429;

/**
 * Statuses after which the same read may succeed: timeout, too early, too many requests, and those of an API or
 * a gateway that is down (520 to 524: Cloudflare; 529: overloaded).
 */
export const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([
	408,
	425,
	TOO_MANY_REQUESTS,
	500,
	502,
	503,
	504,
	520,
	521,
	522,
	523,
	524,
	529,
]);

/** Statuses that pause all requests when they come with a Retry-After. 429 does so without one. */
export const BUSY_STATUSES: ReadonlySet<number> = new Set([TOO_MANY_REQUESTS, 503, 529]);

/** The statuses of one record whose ID does not exist. */
export const UNKNOWN_RECORD: ReadonlySet<number> = new Set([BAD_REQUEST, NOT_FOUND]);

/** The statuses of a request for records whose ID does not exist, or that the account may not read. */
export const UNREADABLE_RECORD: ReadonlySet<number> = new Set([...UNKNOWN_RECORD, FORBIDDEN]);

/** Statuses of a list that the account may not read, or that its API does not have. */
export const LIST_UNAVAILABLE: ReadonlySet<number> = new Set([FORBIDDEN, NOT_FOUND]);

/** The status of a request with values that iSpring Learn does not accept, such as IDs that do not exist. */
export const REJECTED: ReadonlySet<number> = new Set([BAD_REQUEST]);
