/**
 * Keeps an account signed in. n8n stores one session token in the credential and asks for a new one
 * when there is none or after a 401; it asks once for every item that runs in parallel, and it keeps
 * the old token when the credential is edited to another account. Hence a token is stored together
 * with the fingerprint of its account, and what was just fetched is shared.
 */
import { createHash } from 'node:crypto';
import type { Account, Send, Token } from './token';
import { requestToken } from './token';

/** What the Authorization header says when there is no token of this account: it brings a 401, and the 401 a renewal. */
const NO_TOKEN = 'expired';

/** Stored in the place of a session token when the token was pasted: so it is tried once, not before every request. */
export const STATIC = 'pasted:';

/** A token is not started with when it has less than this left. */
const MARGIN_MS = 60_000;

interface Held {
	token: string;
	endsAtMs: number;
	/** The session tokens it took the place of. Another refused one may be younger, from another worker of n8n. */
	replaces: ReadonlySet<string>;
}

interface Renewal {
	token: Promise<string>;
	replaces: Set<string>;
}

/** Tokens of an account that are remembered in order to mask them: longer than any of them lives. */
const MOST_REMEMBERED = 50;

const held = new Map<string, Held>();
const fetched = new Map<string, string[]>();
const underWay = new Map<string, Renewal>();

/** Stands for an account without telling its key. */
function fingerprintOf({ baseUrl, clientId, clientSecret }: Account): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, clientId, clientSecret]))
		.digest('hex')
		.slice(0, 24);
}

const seal = (fingerprint: string, token: string): string => `${fingerprint}:${token}`;

/** The token in a stored session token, whichever account it is of. */
export const decodeSession = (sessionToken: string): string =>
	sessionToken.slice(sessionToken.indexOf(':') + 1);

/** The token that was stored for this account; null when the stored one is of another. */
function unseal(fingerprint: string, sessionToken: string): string | null {
	const mark = `${fingerprint}:`;
	return sessionToken.startsWith(mark) ? sessionToken.slice(mark.length) : null;
}

function keep(
	fingerprint: string,
	{ accessToken, lifeMs }: Token,
	replaces: ReadonlySet<string>,
): string {
	const earlier = fetched.get(fingerprint) ?? [];
	fetched.set(fingerprint, [...earlier, accessToken].slice(-MOST_REMEMBERED));
	held.set(fingerprint, {
		token: accessToken,
		endsAtMs: Date.now() + lifeMs - Math.min(MARGIN_MS, lifeMs / 2),
		replaces,
	});
	return accessToken;
}

/**
 * Tokens that must not be shown: those that this process has fetched for an account, and one that is
 * sent for it.
 */
export const tokensOf = (account: Account, sent = NO_TOKEN): string[] =>
	[sent, ...(fetched.get(fingerprintOf(account)) ?? [])].filter((token) => token !== NO_TOKEN);

function startRenewal(send: Send, account: Account, fingerprint: string): Renewal {
	const replaces = new Set<string>();
	const secrets = [...(account.secrets ?? []), ...tokensOf(account)];
	const token = requestToken(send, { ...account, secrets })
		.then((answer) => keep(fingerprint, answer, replaces))
		.finally(() => {
			if (underWay.get(fingerprint) === renewal) underWay.delete(fingerprint);
		});
	const renewal = { token, replaces };
	underWay.set(fingerprint, renewal);
	return renewal;
}

/**
 * The session token of a sign-in that begins now, whatever is cached or under way: a key that was
 * deleted a moment ago gets none.
 * @throws TokenRefused when iSpring Learn gives none
 */
export async function signInAnew(send: Send, account: Account): Promise<string> {
	const fingerprint = fingerprintOf(account);
	const { token, replaces } = startRenewal(send, account, fingerprint);
	const known = held.get(fingerprint);
	// Those who hold an older token are served by this one, once theirs is refused.
	for (const older of known?.replaces ?? []) replaces.add(older);
	if (known) replaces.add(seal(fingerprint, known.token));
	return seal(fingerprint, await token);
}

/**
 * The session token to store after `refused`, the one stored until now ('' when there was none).
 * @throws TokenRefused when iSpring Learn gives none
 */
export async function renewSession(send: Send, account: Account, refused: string): Promise<string> {
	const fingerprint = fingerprintOf(account);
	const latest = held.get(fingerprint);
	if (latest && latest.endsAtMs > Date.now() && latest.replaces.has(refused)) {
		return seal(fingerprint, latest.token);
	}
	const renewal = underWay.get(fingerprint) ?? startRenewal(send, account, fingerprint);
	renewal.replaces.add(refused);
	return seal(fingerprint, await renewal.token);
}

/** The access token to send: the stored one if it is of this account, never another account's. */
export function readAccessToken(account: Account, sessionToken: string): string {
	const fingerprint = fingerprintOf(account);
	return unseal(fingerprint, sessionToken) ?? held.get(fingerprint)?.token ?? NO_TOKEN;
}
