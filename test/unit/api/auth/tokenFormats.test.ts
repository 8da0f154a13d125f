/** How a host wants its tokens: found out once, and remembered. */
import type { TokenFormat } from '../../../../nodes/IspringLearn/api/auth/session';
import { authorizationOf } from '../../../../nodes/IspringLearn/api/auth/session';
import type { TryToken } from '../../../../nodes/IspringLearn/api/auth/tokenCache';
import { TokenCache } from '../../../../nodes/IspringLearn/api/auth/tokenCache';

const MINUTE = 60_000;
const ACCOUNT = { baseUrl: 'https://api.example', clientId: 'client', clientSecret: 's3cr3t' };

/** A host that accepts some Authorization headers, used by processes that store one session token. */
class Host {
	readonly log: string[] = [];
	stored = '';
	accepts: (header: string) => boolean;
	private made = 0;

	constructor(format: TokenFormat | 'none') {
		this.accepts = (header) => {
			const isBearer = header.startsWith('Bearer ');
			return isBearer === (format === 'bearer') && format !== 'none' && this.isLatest(header);
		};
	}

	private isLatest = (header: string): boolean => header.endsWith(`token-${this.made}`);

	/** Makes the latest token expire. */
	expire(): void {
		this.made++;
	}

	readonly send = async () => {
		this.log.push('sign-in');
		const body = { access_token: `token-${++this.made}`, expires_in: 1800 };
		return await Promise.resolve({ statusCode: 200, body: JSON.stringify(body) });
	};

	readonly tryToken: TryToken = async (sent) => {
		this.log.push(`try ${authorizationOf(sent)}`);
		return await Promise.resolve(this.accepts(authorizationOf(sent)));
	};

	/**
	 * Sends a request as n8n does: repeated once after a renewal. Only the node's own requests report success.
	 * @returns whether the host accepted it
	 */
	async request(cache: TokenCache, isOwn = true, isOtherError = false): Promise<boolean> {
		if (this.stored === '') this.stored = await cache.renewSession(this.send, ACCOUNT, '');
		let { stored } = this;
		for (const isLast of [false, true]) {
			const sent = cache.readToken(ACCOUNT, stored);
			const header = authorizationOf(sent);
			this.log.push(header);
			await Promise.resolve();
			if (this.accepts(header) && !isOtherError) {
				if (isOwn) cache.noteAccepted(ACCOUNT, sent);
				return true;
			}
			if (isLast) break;
			const refused = { ...sent, isUnauthorized: isOwn };
			stored = await cache.renewSession(this.send, ACCOUNT, stored, refused, this.tryToken);
			this.stored = stored;
		}
		return false;
	}

	/** Returns what was sent since the last call. */
	seen(): string[] {
		return this.log.splice(0);
	}
}

beforeEach(() => {
	jest.useFakeTimers({ now: Date.UTC(2026, 0, 31), doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

describe('a host that wants the bare token', () => {
	it('costs one request more at first, and none later, also after renewals', async () => {
		const host = new Host('bare');
		const cache = new TokenCache();
		expect(await host.request(cache)).toBe(true);
		expect(host.seen()).toEqual(['sign-in', 'Bearer token-1', 'token-1']);
		expect(await host.request(cache)).toBe(true);
		expect(host.seen()).toEqual(['token-1']);
		host.expire();
		expect(await host.request(cache)).toBe(true);
		expect(host.seen()).toEqual(['token-1', 'sign-in', 'token-3']);
	});

	it('is known to other processes by the stored session, also after renewals', async () => {
		const host = new Host('bare');
		await host.request(new TokenCache());
		host.seen();
		const other = new TokenCache();
		expect(await host.request(other)).toBe(true);
		expect(host.seen()).toEqual(['token-1']);
		host.expire();
		expect(await host.request(new TokenCache())).toBe(true);
		expect(host.seen()).toEqual(['token-1', 'sign-in', 'token-3']);
	});

	it('is found out by many items together', async () => {
		const host = new Host('bare');
		const cache = new TokenCache();
		host.stored = await cache.renewSession(host.send, ACCOUNT, '');
		const all = Array.from({ length: 50 }, async () => await host.request(cache));
		expect(await Promise.all(all)).not.toContain(false);
		const seen = host.seen();
		expect(seen.filter((what) => what === 'sign-in')).toHaveLength(1);
		expect(seen.filter((what) => what === 'token-1')).toHaveLength(50);
		expect(seen).toHaveLength(101);
	});

	it('is found out with a token that another process stored, even if that has expired', async () => {
		const host = new Host('bare');
		host.stored = await new TokenCache().renewSession(host.send, ACCOUNT, '');
		host.expire();
		host.seen();
		expect(await host.request(new TokenCache())).toBe(true);
		expect(host.seen()).toEqual(['Bearer token-1', 'sign-in', 'try Bearer token-3', 'token-3']);
	});

	it('is found out by the HTTP Request node, whose errors do not tell what they are', async () => {
		const host = new Host('bare');
		expect(await host.request(new TokenCache(), false)).toBe(true);
		expect(host.seen()).toEqual([
			'sign-in',
			'Bearer token-1',
			'sign-in',
			'try Bearer token-2',
			'token-2',
		]);
		expect(await host.request(new TokenCache(), false)).toBe(true);
		expect(host.seen()).toEqual(['token-2']);
	});
});

describe('a host that wants the word Bearer', () => {
	it('gets one sign-in for an expired token, and nothing else', async () => {
		const host = new Host('bearer');
		const cache = new TokenCache();
		await host.request(cache);
		for (const [before, after] of [
			[1, 3],
			[3, 5],
		]) {
			host.seen();
			host.expire();
			expect(await host.request(cache)).toBe(true);
			expect(host.seen()).toEqual([`Bearer token-${before}`, 'sign-in', `Bearer token-${after}`]);
		}
	});

	it('gets one sign-in for an expired token of another process, once the session says Bearer', async () => {
		const host = new Host('bearer');
		const cache = new TokenCache();
		await host.request(cache);
		host.expire();
		await host.request(cache);
		host.expire();
		host.seen();
		expect(await host.request(new TokenCache())).toBe(true);
		expect(host.seen()).toEqual(['Bearer token-3', 'sign-in', 'Bearer token-5']);
	});

	it('gets no bare token because of an error of the HTTP Request node', async () => {
		const host = new Host('bearer');
		const cache = new TokenCache();
		await host.request(cache, false, true);
		expect(host.seen().filter((what) => !/Bearer|sign-in/.test(what))).toEqual([]);
		expect(await host.request(cache, false)).toBe(true);
	});

	it('gets no bare token when the token of the HTTP Request node has expired', async () => {
		const host = new Host('bearer');
		const cache = new TokenCache();
		await host.request(cache, false);
		host.seen();
		host.expire();
		jest.advanceTimersByTime(30 * MINUTE);
		expect(await host.request(cache, false)).toBe(true);
		expect(host.seen()).toEqual([
			'Bearer token-1',
			'sign-in',
			'try Bearer token-3',
			'Bearer token-3',
		]);
		host.expire();
		jest.advanceTimersByTime(30 * MINUTE);
		expect(await host.request(cache, false)).toBe(true);
		expect(host.seen()).toEqual(['Bearer token-3', 'sign-in', 'Bearer token-5']);
	});
});

describe('a host that accepts no token', () => {
	it('gets a bounded number of requests, and is used again once it accepts tokens', async () => {
		const host = new Host('none');
		const cache = new TokenCache();
		for (let n = 0; n < 5; n++) {
			expect(await host.request(cache)).toBe(false);
			const seen = host.seen();
			expect(seen.length).toBeLessThanOrEqual(4);
			expect(seen.filter((what) => what === 'sign-in').length).toBeLessThanOrEqual(1);
		}
		host.accepts = (header) => header.startsWith('Bearer ');
		expect(await host.request(cache)).toBe(true);
	});
});

it.each([
	['bearer', 'bare'],
	['bare', 'bearer'],
] as const)('a host may change its mind from %s to %s', async (before, after) => {
	const cache = new TokenCache();
	const host = new Host(before);
	await host.request(cache);
	host.accepts = (header) => header.startsWith('Bearer ') === (after === 'bearer');
	const answers = [await host.request(cache), await host.request(cache)];
	expect(answers[1]).toBe(true);
	host.seen();
	expect(await host.request(cache)).toBe(true);
	expect(host.seen()).toHaveLength(1);
});

it('a token is not taken for rejected when a try gets no answer', async () => {
	const host = new Host('bearer');
	host.stored = await new TokenCache().renewSession(host.send, ACCOUNT, '');
	host.expire();
	const cache = new TokenCache();
	const refused = { ...cache.readToken(ACCOUNT, host.stored), isUnauthorized: true };
	const tryToken = async () => await Promise.resolve(null);
	const stored = await cache.renewSession(host.send, ACCOUNT, host.stored, refused, tryToken);
	expect(cache.readToken(ACCOUNT, stored)).toEqual({ token: 'token-3', format: 'bearer' });
	expect(stored).toMatch(/^[0-9a-f]{24}:token-3$/);
});
