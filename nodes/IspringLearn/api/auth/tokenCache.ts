/**
 * Keeps accounts signed in. n8n stores one session token in the credential, and requests a new one when there
 * is none or after a 401: once for every item that runs in parallel, so items share the token that was just
 * fetched. n8n also keeps the old token when the credential is changed to another account, so a session token
 * starts with the fingerprint of its account.
 */
import { createHash } from 'node:crypto';
import type { Account, Send, Token } from './token';
import { requestToken } from './token';

/** Sent when there is no token of this account. It causes a 401, and the 401 a renewal. */
const NO_TOKEN = 'expired';

/** Stored instead of a session token for a pasted token, so that it is verified once, not before every request. */
export const STATIC = 'pasted:';

/** A renewal does not return a cached token with less life left than this. */
const MARGIN_MS = 60_000;

interface CachedToken {
	token: string;
	endsAtMs: number;
	/** Session tokens this one replaced. A 401 for any other means that another worker renewed later: sign in again. */
	replaces: ReadonlySet<string>;
}

interface Renewal {
	token: Promise<string>;
	replaces: Set<string>;
}

/** Maximum tokens of an account to remember for masking. A token expires long before fifty newer ones are fetched. */
const MAX_MASKED_TOKENS = 50;

/** Identifies an account without revealing its key. */
function fingerprintOf({ baseUrl, clientId, clientSecret }: Account): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, clientId, clientSecret]))
		.digest('hex')
		.slice(0, 24);
}

const encodeSession = (fingerprint: string, token: string): string => `${fingerprint}:${token}`;

/** The token in a session token, of any account. */
export const decodeSession = (sessionToken: string): string =>
	sessionToken.slice(sessionToken.indexOf(':') + 1);

/** The token in a session token; null when it belongs to another account. */
function tokenOf(fingerprint: string, sessionToken: string): string | null {
	const mark = `${fingerprint}:`;
	return sessionToken.startsWith(mark) ? sessionToken.slice(mark.length) : null;
}

/** The tokens of all accounts that a process signs in to. */
export class TokenCache {
	private readonly cached = new Map<string, CachedToken>();
	private readonly fetched = new Map<string, string[]>();
	private readonly renewals = new Map<string, Renewal>();

	/** Tokens to mask in messages: all that this process has fetched for an account, and the one sent now. */
	tokensOf(account: Account, sent = NO_TOKEN): string[] {
		const fetched = this.fetched.get(fingerprintOf(account)) ?? [];
		return [sent, ...fetched].filter((token) => token !== NO_TOKEN);
	}

	/**
	 * Signs in now, whatever is cached or under way, so that a key that was just deleted fails.
	 * @returns the session token
	 * @throws AuthenticationError when iSpring Learn returns no token
	 */
	async signInAnew(send: Send, account: Account): Promise<string> {
		const fingerprint = fingerprintOf(account);
		const { token, replaces } = this.startRenewal(send, account, fingerprint);
		const known = this.cached.get(fingerprint);
		// Items that still hold an older token get this one once theirs is refused.
		for (const older of known?.replaces ?? []) replaces.add(older);
		if (known) replaces.add(encodeSession(fingerprint, known.token));
		return encodeSession(fingerprint, await token);
	}

	/**
	 * Renews a session. Returns the cached token if it replaced the refused one, and joins a renewal that is
	 * under way.
	 * @param refused the session token stored until now; '' when there was none
	 * @returns the session token to store
	 * @throws AuthenticationError when iSpring Learn returns no token
	 */
	async renewSession(send: Send, account: Account, refused: string): Promise<string> {
		const fingerprint = fingerprintOf(account);
		const latest = this.cached.get(fingerprint);
		if (latest && latest.endsAtMs > Date.now() && latest.replaces.has(refused)) {
			return encodeSession(fingerprint, latest.token);
		}
		const renewal = this.renewals.get(fingerprint) ?? this.startRenewal(send, account, fingerprint);
		renewal.replaces.add(refused);
		return encodeSession(fingerprint, await renewal.token);
	}

	/** The access token to send: the stored one if it belongs to this account, else the cached one. */
	readAccessToken(account: Account, sessionToken: string): string {
		const fingerprint = fingerprintOf(account);
		const stored = tokenOf(fingerprint, sessionToken);
		return stored ?? this.cached.get(fingerprint)?.token ?? NO_TOKEN;
	}

	private startRenewal(send: Send, account: Account, fingerprint: string): Renewal {
		const replaces = new Set<string>();
		const secrets = [...(account.secrets ?? []), ...this.tokensOf(account)];
		const token = requestToken(send, { ...account, secrets })
			.then((answer) => this.keep(fingerprint, answer, replaces))
			.finally(() => {
				if (this.renewals.get(fingerprint) === renewal) this.renewals.delete(fingerprint);
			});
		const renewal = { token, replaces };
		this.renewals.set(fingerprint, renewal);
		return renewal;
	}

	private keep(
		fingerprint: string,
		{ accessToken, lifeMs }: Token,
		replaces: ReadonlySet<string>,
	): string {
		const earlier = this.fetched.get(fingerprint) ?? [];
		this.fetched.set(fingerprint, [...earlier, accessToken].slice(-MAX_MASKED_TOKENS));
		this.cached.set(fingerprint, {
			token: accessToken,
			endsAtMs: Date.now() + lifeMs - Math.min(MARGIN_MS, lifeMs / 2),
			replaces,
		});
		return accessToken;
	}
}
