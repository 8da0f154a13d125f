import type { Slot } from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import {
	HostLimiter,
	HostLimiters,
} from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import { CancelledError } from '../../../../nodes/IspringLearn/api/requester/abort';
import { rejectionOf } from '../../support/thrown';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** Runs everything that does not wait for time. */
const settle = async () => await jest.advanceTimersByTimeAsync(0);

const names = (count: number, letter = 'r') =>
	Array.from({ length: count }, (_, at) => `${letter}${at}`);

/** Requests to one host, each of which holds its slot until the test releases it. */
function requests(limiter: HostLimiter) {
	const started: string[] = [];
	const slots: Slot[] = [];
	const owners: Record<string, object> = {};
	const start = (name: string, more: { tries?: number; signal?: AbortSignal } = {}) => {
		const owner = (owners[name[0]] ??= {});
		return limiter.acquire({ owner, tries: 0, ...more }).then((slot) => {
			started.push(name);
			slots.push(slot);
		});
	};
	const answer = async () => {
		slots.shift()?.release({ isAnswered: true });
		await settle();
	};
	return { started, slots, start, answer };
}

it('runs four requests at once, and the others in turn', async () => {
	const { started, start, answer } = requests(new HostLimiter());
	for (const name of names(9)) void start(name);
	await settle();
	expect(started).toEqual(names(4));
	for (let count = 1; count <= 5; count++) {
		await answer();
		expect(started).toEqual(names(4 + count));
	}
});

it('frees the slot of a failed request', async () => {
	const { started, slots, start } = requests(new HostLimiter());
	for (const name of names(5)) void start(name);
	await settle();
	slots[0].release({ isAnswered: false });
	await settle();
	expect(started).toEqual(names(5));
});

it('lets owners take turns', async () => {
	const { started, start, answer } = requests(new HostLimiter());
	for (const name of [...names(20, 'a'), ...names(2, 'b'), 'c0']) void start(name);
	await settle();
	for (let count = 0; count < 6; count++) await answer();
	expect(started.slice(4)).toEqual(['a4', 'b0', 'c0', 'a5', 'b1', 'a6']);
});

it('starts requests with the most tries first', async () => {
	const { started, start, answer } = requests(new HostLimiter());
	for (const name of names(6)) void start(name);
	void start('r once', { tries: 1 });
	void start('r twice', { tries: 2 });
	void start('r once more', { tries: 1 });
	await settle();
	for (let count = 0; count < 5; count++) await answer();
	expect(started.slice(4)).toEqual(['r twice', 'r once', 'r once more', 'r4', 'r5']);
});

describe('a pause', () => {
	it('delays all requests, then lets one go ahead', async () => {
		const { started, slots, start, answer } = requests(new HostLimiter());
		for (const name of names(9)) void start(name);
		await settle();
		expect(slots.shift()?.releaseForPause(1000, null)).toBe(1);
		for (let count = 0; count < 3; count++) await answer();
		await jest.advanceTimersByTimeAsync(999);
		expect(started).toHaveLength(4);
		await jest.advanceTimersByTimeAsync(1);
		expect(started).toHaveLength(5 + 3);
	});

	it('counts once for all running requests, and ends with the longest', async () => {
		const { started, slots, start, answer } = requests(new HostLimiter());
		for (const name of names(12)) void start(name);
		await settle();
		const counts = [1000, 3000, 1000, 0].map((wait) => slots.shift()?.releaseForPause(wait, null));
		expect(counts).toEqual([1, 1, 1, 1]);
		await jest.advanceTimersByTimeAsync(2999);
		expect(started).toHaveLength(4);
		await jest.advanceTimersByTimeAsync(1);
		expect(started).toHaveLength(5);
		await answer();
		expect(started).toHaveLength(7);
		await answer();
		await answer();
		expect(started).toHaveLength(11);
	});

	it('counts pauses in a row until the host answers', async () => {
		const { slots, start, answer } = requests(new HostLimiter());
		// A request always waits, so that the count is kept.
		const pause = async () => {
			void start('waits');
			const count = slots.shift()?.releaseForPause(10, null);
			await jest.advanceTimersByTimeAsync(10);
			return count;
		};
		void start('first');
		await settle();
		expect([await pause(), await pause(), await pause()]).toEqual([1, 2, 3]);
		void start('last');
		await answer();
		expect(await pause()).toBe(1);
	});

	it('rejects requests that have no time for it with its reason, and no others', async () => {
		const limiter = new HostLimiter();
		const { started, slots, start } = requests(limiter);
		await start('a');
		const reason = new Error('busy');
		slots.shift()?.releaseForPause(10_000, reason);
		const hasTimeFor = (milliseconds: number) => milliseconds <= 5000;
		const late = { owner: {}, tries: 0, hasTimeFor };
		await expect(limiter.acquire(late)).rejects.toBe(reason);
		void start('b');
		await jest.advanceTimersByTimeAsync(5000);
		void limiter.acquire(late).then(() => started.push('late'));
		await jest.advanceTimersByTimeAsync(5000);
		expect(started).toEqual(['a', 'b']);
		slots.shift()?.release({ isAnswered: true });
		await settle();
		expect(started).toEqual(['a', 'b', 'late']);
	});

	it('ends at once for cancelled requests, and only for them', async () => {
		const limiter = new HostLimiter();
		const { started, slots, start } = requests(limiter);
		await start('a0');
		slots.shift()?.releaseForPause(60_000, null);
		const cancel = new AbortController();
		const { signal } = cancel;
		const cancelled = names(20, 'b').map((name) =>
			rejectionOf(CancelledError, start(name, { signal })),
		);
		void start('c0');
		await settle();
		cancel.abort();
		expect(await Promise.all(cancelled)).toHaveLength(20);
		await rejectionOf(CancelledError, start('b late', { signal }));
		await jest.advanceTimersByTimeAsync(60_000);
		expect(started).toEqual(['a0', 'c0']);
	});
});

it('does not affect running requests when their signal aborts', async () => {
	const { started, start, answer } = requests(new HostLimiter());
	const cancel = new AbortController();
	const { signal } = cancel;
	const running = names(4).map(async (name) => await start(name, { signal }));
	await Promise.all(running);
	cancel.abort();
	void start('late');
	await answer();
	expect(started).toEqual([...names(4), 'late']);
});

it('adds one listener to a signal, however many requests wait on it', async () => {
	const cancel = new AbortController();
	const added = jest.spyOn(cancel.signal, 'addEventListener');
	const removed = jest.spyOn(cancel.signal, 'removeEventListener');
	const { start, answer } = requests(new HostLimiter());
	for (const name of names(30)) void start(name, { signal: cancel.signal });
	await settle();
	for (let count = 0; count < 30; count++) await answer();
	expect(added.mock.calls.length).toBe(removed.mock.calls.length);
	expect(added.mock.calls.length).toBeLessThanOrEqual(5);
});

it('creates one limiter per host, however the URL is written', () => {
	const limiters = new HostLimiters();
	const limiter = limiters.forHost('https://d.example');
	expect(limiters.forHost('HTTPS://D.example/api/v3')).toBe(limiter);
	expect(limiters.forHost('https://d.example/')).toBe(limiter);
	expect(limiters.forHost('https://d.example:8443')).not.toBe(limiter);
	expect(limiters.forHost('https://e.example')).not.toBe(limiter);
	expect(limiters.forHost('__proto__')).toBe(limiters.forHost('__proto__'));
	expect(limiters.forHost('')).not.toBe(limiter);
});
