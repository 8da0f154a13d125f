import type { IHttpRequestOptions } from 'n8n-workflow';
import { TokenCache } from '../../../../nodes/IspringLearn/api/auth/tokenCache';
import type { Account } from '../../../../nodes/IspringLearn/api/auth/token';
import { AuthenticationError } from '../../../../nodes/IspringLearn/api/auth/authenticationError';
import { rejectionOf } from '../../support/thrown';

const MINUTE = 60_000;
let accounts = 0;
let cache: TokenCache;
beforeEach(() => {
	cache = new TokenCache();
});

const newAccount = (): Account => ({
	baseUrl: `https://host-${accounts++}.example`,
	clientId: 'client',
	clientSecret: 's3cr3t',
});

/** The token to send. */
const tokenFor = (account: Account, stored: string): string =>
	cache.readToken(account, stored).token;

/** A server that returns token-1, token-2 … when it is released. */
function server(expiresIn = 1800) {
	const waiting: Array<() => void> = [];
	const state = { held: false, status: 200, made: 0 };
	const send = jest.fn<Promise<unknown>, [IHttpRequestOptions]>(async () => {
		if (state.held) await new Promise<void>((resolve) => waiting.push(resolve));
		if (state.status >= 300) return { statusCode: state.status, body: 'no' };
		state.made++;
		return {
			statusCode: 200,
			body: JSON.stringify({ access_token: `token-${state.made}`, expires_in: expiresIn }),
		};
	});
	const release = () => {
		state.held = false;
		for (const go of waiting.splice(0)) go();
	};
	return { send, state, release };
}

beforeEach(() => {
	jest.useFakeTimers({ now: Date.UTC(2026, 0, 31), doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

describe('a session', () => {
	it('starts with a request, and is stored with the fingerprint of its account', async () => {
		const account = newAccount();
		const { send } = server();
		const stored = await cache.renewSession(send, account, '');
		expect(send).toHaveBeenCalledTimes(1);
		expect(stored).toMatch(/^[0-9a-f]{24}:token-1$/);
		expect(tokenFor(account, stored)).toBe('token-1');
	});

	it('does not reveal the API key', async () => {
		const stored = await cache.renewSession(server().send, newAccount(), '');
		expect(stored).not.toContain('s3cr3t');
		expect(stored).not.toContain('client');
	});

	it('is shared until its token expires', async () => {
		const account = newAccount();
		const { send } = server();
		const first = await cache.renewSession(send, account, '');
		expect(await cache.renewSession(send, account, '')).toBe(first);
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('keeps a token with a colon in it', async () => {
		const account = newAccount();
		const send = async () => ({ statusCode: 200, body: '{"access_token":"a:b:c"}' });
		expect(tokenFor(account, await cache.renewSession(send, account, ''))).toBe('a:b:c');
	});
});

describe('a rejected token', () => {
	it('is renewed even if it has not expired', async () => {
		const account = newAccount();
		const { send } = server();
		const first = await cache.renewSession(send, account, '');
		const second = await cache.renewSession(send, account, first);
		expect(send).toHaveBeenCalledTimes(2);
		expect(tokenFor(account, second)).toBe('token-2');
	});

	it('is replaced by one fetched in the meantime, without a request', async () => {
		const account = newAccount();
		const { send } = server();
		const first = await cache.renewSession(send, account, '');
		const second = await cache.renewSession(send, account, first);
		expect(await cache.renewSession(send, account, first)).toBe(second);
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('of another process is renewed, not replaced by an older token', async () => {
		const account = newAccount();
		const { send } = server();
		const stored = await cache.renewSession(send, account, '');
		const younger = stored.replace('token-1', 'token-of-another-worker');
		expect(tokenFor(account, younger)).toBe('token-of-another-worker');
		const renewed = await cache.renewSession(send, account, younger);
		expect(tokenFor(account, renewed)).toBe('token-2');
		expect(await cache.renewSession(send, account, younger)).toBe(renewed);
		expect(send).toHaveBeenCalledTimes(2);
	});
});

describe('the expiry of a token', () => {
	it.each([
		[1800, 29 * MINUTE],
		[3600, 59 * MINUTE],
		[120, MINUTE],
	])('of %d seconds is heeded a minute before', async (expiresIn, lastMs) => {
		const account = newAccount();
		const { send } = server(expiresIn);
		const start = Date.now();
		const first = await cache.renewSession(send, account, '');
		jest.setSystemTime(start + lastMs - 1);
		expect(await cache.renewSession(send, account, '')).toBe(first);
		expect(send).toHaveBeenCalledTimes(1);
		jest.setSystemTime(start + lastMs);
		expect(tokenFor(account, await cache.renewSession(send, account, ''))).toBe('token-2');
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('is half the life of a token that lives less than two minutes', async () => {
		const account = newAccount();
		const { send } = server(30);
		const start = Date.now();
		await cache.renewSession(send, account, '');
		jest.setSystemTime(start + 14_999);
		expect(await cache.renewSession(send, account, '')).toContain('token-1');
		jest.setSystemTime(start + 15_000);
		expect(await cache.renewSession(send, account, '')).toContain('token-2');
	});

	it('is half an hour if the answer does not state it', async () => {
		const account = newAccount();
		const send = jest.fn(async () => ({ statusCode: 200, body: '{"access_token":"a"}' }));
		const start = Date.now();
		await cache.renewSession(send, account, '');
		jest.setSystemTime(start + 29 * MINUTE - 1);
		await cache.renewSession(send, account, '');
		expect(send).toHaveBeenCalledTimes(1);
		jest.setSystemTime(start + 29 * MINUTE);
		await cache.renewSession(send, account, '');
		expect(send).toHaveBeenCalledTimes(2);
	});
});

describe('many items at once', () => {
	it('make one request when there is no token', async () => {
		const account = newAccount();
		const { send, state, release } = server();
		state.held = true;
		const all = Array.from({ length: 300 }, async () =>
			cache.renewSession(send, { ...account }, ''),
		);
		release();
		const stored = await Promise.all(all);
		expect(send).toHaveBeenCalledTimes(1);
		expect(new Set(stored).size).toBe(1);
	});

	it('make one request when their token is rejected, late ones included', async () => {
		const account = newAccount();
		const { send, state, release } = server();
		const first = await cache.renewSession(send, account, '');
		state.held = true;
		const early = [
			cache.renewSession(send, account, first),
			cache.renewSession(send, account, first),
		];
		release();
		const [second] = await Promise.all(early);
		expect(await cache.renewSession(send, account, first)).toBe(second);
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('make one request for each account', async () => {
		const { send, state, release } = server();
		state.held = true;
		const [one, two] = [newAccount(), newAccount()];
		const all = [one, two, one, two].map(async (account) => cache.renewSession(send, account, ''));
		release();
		const [ofOne = '', ofTwo = '', again, againTwo] = await Promise.all(all);
		expect(send).toHaveBeenCalledTimes(2);
		expect([again, againTwo]).toEqual([ofOne, ofTwo]);
		expect(tokenFor(one, ofOne)).not.toBe(tokenFor(two, ofTwo));
	});

	it('all fail without a token, and the next item requests one again', async () => {
		const account = newAccount();
		const { send, state, release } = server();
		state.held = true;
		state.status = 503;
		const all = [1, 2, 3].map(async () =>
			rejectionOf(AuthenticationError, cache.renewSession(send, account, '')),
		);
		release();
		const refused = await Promise.all(all);
		expect(refused.map(({ data }) => data.answerStatus)).toEqual([503, 503, 503]);
		expect(send).toHaveBeenCalledTimes(1);
		state.status = 200;
		expect(await cache.renewSession(send, account, '')).toContain('token-1');
		expect(send).toHaveBeenCalledTimes(2);
	});
});

describe('an account that was edited', () => {
	const edits: Array<[string, Partial<Account>]> = [
		['host', { baseUrl: 'https://other.example' }],
		['client id', { clientId: 'other' }],
		['client secret', { clientSecret: 'other' }],
		['fields run into one another', { clientId: 'clients3', clientSecret: 'cr3t' }],
	];

	it.each(edits)('never gets the token of the earlier account: %s', async (_name, edit) => {
		const before = newAccount();
		const { send } = server();
		const stored = await cache.renewSession(send, before, '');
		const after = { ...before, ...edit, baseUrl: edit.baseUrl ?? before.baseUrl };
		expect(tokenFor(after, stored)).toBe('expired');
		const renewed = await cache.renewSession(send, after, stored);
		expect(tokenFor(after, renewed)).toBe('token-2');
		expect(tokenFor(before, renewed)).toBe('token-1');
		expect(renewed.split(':')[0]).not.toBe(stored.split(':')[0]);
	});

	it('gets its own cached token instead of the stored one', async () => {
		const [one, two] = [newAccount(), newAccount()];
		const { send } = server();
		const ofOne = await cache.renewSession(send, one, '');
		await cache.renewSession(send, two, '');
		expect(tokenFor(two, ofOne)).toBe('token-2');
	});
});

describe('a stored token in another format', () => {
	it.each(['', 'token', ':token', 'a:token', '0'.repeat(24), `${'0'.repeat(24)}:token`])(
		'%j is not sent',
		(stored) => {
			expect(tokenFor(newAccount(), stored)).toBe('expired');
		},
	);
});

describe('signInAnew', () => {
	it('requests a token although one is cached, and caches the new one', async () => {
		const account = newAccount();
		const { send } = server();
		const first = await cache.renewSession(send, account, '');
		const second = await cache.signInAnew(send, account);
		expect(tokenFor(account, second)).toBe('token-2');
		expect(await cache.renewSession(send, account, '')).toBe(second);
		expect(await cache.renewSession(send, account, first)).toBe(second);
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('requests a token during another renewal, which ends as usual', async () => {
		const account = newAccount();
		const { send, state, release } = server();
		state.held = true;
		const others = [cache.renewSession(send, account, ''), cache.renewSession(send, account, '')];
		const anew = cache.signInAnew(send, account);
		const late = cache.renewSession(send, account, '');
		release();
		expect(new Set(await Promise.all(others)).size).toBe(1);
		expect(await late).toBe(await anew);
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('keeps the cached token if it fails', async () => {
		const account = newAccount();
		const { send, state } = server();
		const first = await cache.renewSession(send, account, '');
		state.status = 401;
		await rejectionOf(AuthenticationError, cache.signInAnew(send, account));
		expect(await cache.renewSession(send, account, '')).toBe(first);
	});
});

describe('the tokens of an account', () => {
	it('are those fetched for it and the one sent now, never the placeholder', async () => {
		const [account, other] = [newAccount(), newAccount()];
		const { send } = server();
		const first = await cache.renewSession(send, account, '');
		await cache.renewSession(send, account, first);
		await cache.renewSession(send, other, '');
		expect(cache.tokensOf(account, 'of-another-worker')).toEqual([
			'of-another-worker',
			'token-1',
			'token-2',
		]);
		expect(cache.tokensOf(account, tokenFor(newAccount(), ''))).toEqual(['token-1', 'token-2']);
		expect(cache.tokensOf(newAccount())).toEqual([]);
	});

	it('are kept in bounded memory', async () => {
		const account = newAccount();
		const { send } = server();
		for (let n = 0; n < 200; n++) await cache.signInAnew(send, account);
		expect(cache.tokensOf(account).length).toBeLessThan(100);
		expect(cache.tokensOf(account)).toContain('token-200');
	});
});
