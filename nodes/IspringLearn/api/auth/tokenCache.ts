/**
 * Keeps accounts signed in. n8n stores one session token in the credential, and requests a new one when there
 * is none or after a 401: once for every item that runs in parallel, so items share the token that was just
 * fetched. n8n also keeps the old token when the credential is changed to another account, so a session token
 * starts with the fingerprint of its account.
 */
import { createHash } from 'node:crypto';
import type { Plan } from './renewalPlan';
import { planRenewal } from './renewalPlan';
import type { SentToken, Session, TokenFormat } from './session';
import { authorizationOf, encodeSession, otherFormat, readSession } from './session';
import type { Account, Send } from './token';
import { requestToken } from './token';

/** Sent when there is no token of this account. It causes a 401, and the 401 a renewal. */
const NO_TOKEN = 'expired';

/** A renewal does not return a cached token with less life left than this. */
const MARGIN_MS = 60_000;

interface CachedToken extends Session {
	endsAtMs: number;
	/** The format was switched, and the host has not accepted the token since. */
	isTrial: boolean;
	/** What this token replaced. Another worker renewed later if a 401 is for anything else: sign in again. */
	replaces: ReadonlySet<string>;
}

interface Renewal {
	session: Promise<Session>;
	replaces: Set<string>;
}

/** What this process knows about an account. */
interface AccountState {
	cached?: CachedToken;
	/** The token that the host accepted last. */
	accepted?: SentToken;
	renewal?: Renewal;
	/** Tokens to mask in messages. */
	fetched: string[];
}

/** A request was refused with this token. */
export interface RefusedToken extends SentToken {
	/** Whether the answer was certainly a 401. */
	isUnauthorized: boolean;
}

/** Finds out whether the host accepts a token; null when it gave no answer that says so. */
export type TryToken = (sent: SentToken) => Promise<boolean | null>;

/** Maximum tokens of an account to remember for masking. A token expires long before fifty newer ones are fetched. */
const MAX_MASKED_TOKENS = 50;

/** Identifies an account without revealing its key. */
function fingerprintOf({ baseUrl, clientId, clientSecret }: Account): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, clientId, clientSecret]))
		.digest('hex')
		.slice(0, 24);
}

const isFresh = ({ endsAtMs }: CachedToken): boolean => endsAtMs > Date.now();

/** How a session's token is to be sent; null when that is not known. This process may know more than the session. */
const formatOf = (
	{ cached, accepted }: AccountState,
	session: Session | null | undefined,
): TokenFormat | null =>
	(session && session.token === cached?.token ? cached.format : session?.format) ??
	accepted?.format ??
	null;

/** What to do about a session; without a refused token, there is only the sign-in. */
function planFor(
	state: AccountState,
	format: TokenFormat | null,
	refused: RefusedToken | undefined,
): Plan {
	if (!refused) return 'signIn';
	const { cached, accepted } = state;
	return planRenewal({
		isAccepted: accepted?.token === refused.token,
		isFresh: cached?.token === refused.token && isFresh(cached),
		isFormatKnown: format !== null,
		isUnauthorized: refused.isUnauthorized,
	});
}

/** The tokens of all accounts that a process signs in to. */
export class TokenCache {
	private readonly accounts = new Map<string, AccountState>();

	/** Tokens to mask in messages: all that this process has fetched for an account, and the one sent now. */
	tokensOf(account: Account, sent = NO_TOKEN): string[] {
		const { fetched } = this.stateOf(fingerprintOf(account));
		return [sent, ...fetched].filter((token) => token !== NO_TOKEN);
	}

	/** The token to send, and how: the stored one if it belongs to this account, else the cached one. */
	readToken(account: Account, stored: string): SentToken {
		const fingerprint = fingerprintOf(account);
		const state = this.stateOf(fingerprint);
		const session = readSession(fingerprint, stored) ?? state.cached;
		return { token: session?.token ?? NO_TOKEN, format: formatOf(state, session) ?? 'bearer' };
	}

	/** Whether it is a guess that the host wants this token in this format. */
	isTrial(account: Account, { token }: SentToken): boolean {
		const { cached } = this.stateOf(fingerprintOf(account));
		return cached?.token === token && cached.isTrial;
	}

	/** Notes that the host accepted a token, sent in this format. */
	noteAccepted(account: Account, { token, format }: SentToken): void {
		const state = this.stateOf(fingerprintOf(account));
		state.accepted = { token, format };
		if (state.cached?.token === token) state.cached = { ...state.cached, format, isTrial: false };
	}

	/**
	 * Signs in now, whatever is cached or under way, so that a key that was just deleted fails.
	 * @returns the session token
	 * @throws AuthenticationError when iSpring Learn returns no token
	 */
	async signInAnew(send: Send, account: Account): Promise<string> {
		const fingerprint = fingerprintOf(account);
		const state = this.stateOf(fingerprint);
		const { cached } = state;
		const { session, replaces } = this.startRenewal(send, account, formatOf(state, cached));
		// Items that still hold an older token get this one once theirs is refused.
		for (const older of cached?.replaces ?? []) replaces.add(older);
		if (cached) replaces.add(authorizationOf(this.readToken(account, '')));
		return encodeSession(fingerprint, await session);
	}

	/**
	 * Renews a session. Returns the cached token if it replaced the refused one, and joins a renewal that is
	 * under way.
	 * @param stored the session token stored until now; '' when there was none
	 * @param refused the token that a request was just refused with, if that is why n8n wants a session token
	 * @param tryToken finds out how the host wants a new token, where that is in doubt
	 * @returns the session token to store
	 * @throws AuthenticationError when iSpring Learn returns no token
	 */
	async renewSession(
		send: Send,
		account: Account,
		stored: string,
		refused?: RefusedToken,
		tryToken?: TryToken,
	): Promise<string> {
		const fingerprint = fingerprintOf(account);
		const state = this.stateOf(fingerprint);
		const { cached } = state;
		const own = readSession(fingerprint, stored);
		const sent = refused ?? (own && this.readToken(account, stored));
		const replaced = sent ? authorizationOf(sent) : stored;
		if (cached && isFresh(cached) && cached.replaces.has(replaced)) {
			return encodeSession(fingerprint, cached);
		}
		const format = formatOf(state, sent?.token === cached?.token ? cached : own);
		const plan = planFor(state, format, refused);
		if (plan === 'switchFormat' && cached && sent && !state.renewal) {
			const replaces = new Set(cached.replaces).add(replaced);
			state.cached = { ...cached, format: otherFormat(sent.format), isTrial: true, replaces };
			return encodeSession(fingerprint, state.cached);
		}
		const attempt = plan === 'signIn' ? undefined : tryToken;
		const renewal = state.renewal ?? this.startRenewal(send, account, format, attempt);
		renewal.replaces.add(replaced);
		return encodeSession(fingerprint, await renewal.session);
	}

	private stateOf(fingerprint: string): AccountState {
		const known = this.accounts.get(fingerprint);
		if (known) return known;
		const state: AccountState = { fetched: [] };
		this.accounts.set(fingerprint, state);
		return state;
	}

	private startRenewal(
		send: Send,
		account: Account,
		format: TokenFormat | null,
		tryToken?: TryToken,
	): Renewal {
		const state = this.stateOf(fingerprintOf(account));
		const replaces = new Set<string>();
		const session = this.signIn(send, account, format, replaces, tryToken).finally(() => {
			if (state.renewal === renewal) state.renewal = undefined;
		});
		const renewal = { session, replaces };
		state.renewal = renewal;
		return renewal;
	}

	private async signIn(
		send: Send,
		account: Account,
		format: TokenFormat | null,
		replaces: ReadonlySet<string>,
		tryToken?: TryToken,
	): Promise<Session> {
		const state = this.stateOf(fingerprintOf(account));
		const secrets = [...(account.secrets ?? []), ...this.tokensOf(account)];
		const { accessToken: token, lifeMs } = await requestToken(send, { ...account, secrets });
		state.fetched = [...state.fetched, token].slice(-MAX_MASKED_TOKENS);
		const endsAtMs = Date.now() + lifeMs - Math.min(MARGIN_MS, lifeMs / 2);
		const sent = { token, format: format ?? 'bearer' };
		const isAccepted = (await tryToken?.(sent)) ?? null;
		const found =
			isAccepted === null ? format : isAccepted ? sent.format : otherFormat(sent.format);
		state.cached = { token, format: found, isTrial: false, endsAtMs, replaces };
		if (isAccepted) this.noteAccepted(account, sent);
		return state.cached;
	}
}
