import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { EVENTS } from '../../../../nodes/IspringLearn/triggers/polling/events';
import type { PollConfig } from '../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { poll } from '../../../../nodes/IspringLearn/api/incremental/poll';
import type { State } from '../../../../nodes/IspringLearn/api/incremental/state';
import {
	restoreState,
	storeState,
} from '../../../../nodes/IspringLearn/api/incremental/storedState';
import { completed, fakeSource, HOUR, NOW } from './fakeSource';

const base: PollConfig = {
	event: EVENTS.moduleCompleted,
	source: 'account',
	filters: '',
	start: () => ({ from: 'everything' }),
	lookback: 720 * HOUR,
	late: { reach: 0, every: HOUR },
	readAt: null,
};

/** Polls with small slices until the scan is complete. Returns the users of the new results, and the state. */
async function pollAll(
	stored: State | null,
	all: readonly RawRecord[],
	changes: Partial<PollConfig> = {},
): Promise<{ users: string[]; state: State }> {
	const limits = { maxRows: 500, maxSeen: 100_000, isTimeUp: () => false };
	const users: string[] = [];
	let state = stored;
	do {
		const result = await poll(state, { ...base, ...changes }, fakeSource([[...all]]), limits);
		for (const { userId } of result.records) users.push(String(userId));
		state = result.state;
	} while (state.scan !== null);
	return { users, state };
}

/** 600 hours with five results each. */
const past = Array.from({ length: 3000 }, (_, n) =>
	completed(`past ${n}`, NOW - HOUR * Math.ceil((n + 1) / 5)),
);

test('a shorter lookback returns nothing twice, even if the scan takes several slices', async () => {
	const { users, state } = await pollAll(null, past);
	expect(users).toHaveLength(3000);
	expect((await pollAll(state, past, { lookback: HOUR })).users).toEqual([]);
});

describe('results without an enrollment', () => {
	const twice = ['2026-01-01T00:00:00+00:00', '2026-02-01T00:00:00+00:00'].map((accessDate) => ({
		...completed('u', NOW - HOUR),
		courseId: 'c',
		moduleId: 'm',
		accessDate,
	}));

	test.each(Object.values(EVENTS))('two assignments are two events: $date', async (event) => {
		const date = '2026-05-31T23:00:00+00:00';
		const all = twice.map((one) => ({
			...one,
			completionDate: event.date === 'completionDate' ? date : undefined,
			dueDate: date,
			completionStatus: event.date === 'completionDate' ? 'passed' : 'in_progress',
		}));
		const keys = all.filter((one) => event.counts(one)).map((one) => event.keyOf(one));
		expect(new Set(keys).size).toBe(2);
	});

	test('both are returned, once', async () => {
		const { users, state } = await pollAll(null, twice);
		expect(users).toEqual(['u', 'u']);
		expect((await pollAll(state, twice)).users).toEqual([]);
	});
});

test('ten thousand results within the reach of a sweep, more than the seen set holds: bounded state, few requests, nothing twice', async () => {
	const reach = 168 * HOUR;
	const crowd = Array.from({ length: 10_000 }, (_, n) =>
		completed(`c${n}`, NOW - 2 * HOUR - 60 * n),
	);
	const clock = { now: NOW };
	const sent = { pages: 0 };
	const config: PollConfig = {
		...base,
		lookback: HOUR,
		late: { reach, every: HOUR },
		start: () => ({ from: 'now' }),
	};
	let state: State | null = null;
	let stored = '';
	const pollOnce = async (all: readonly RawRecord[]): Promise<unknown[]> => {
		let left = 30;
		const source = fakeSource([[...all]], sent, clock, () => (left -= 1));
		const limits = { maxRows: 1000, maxSeen: 8_000, isTimeUp: () => left <= 0 };
		const result = await poll(state, config, source, limits);
		stored = JSON.stringify(storeState(result.state));
		state = restoreState(JSON.parse(stored));
		expect(stored.length).toBeLessThan(110_000);
		return result.records.map(({ userId }) => userId);
	};
	// Several polls learn what is there, as far as the seen set can hold it.
	for (let n = 0; n < 12; n++) expect(await pollOnce(crowd)).toEqual([]);
	sent.pages = 0;
	const lateResult = completed('late', NOW - 72 * HOUR);
	const returned: unknown[] = [];
	for (let hour = 0; hour < 60; hour++) {
		clock.now += HOUR;
		returned.push(...(await pollOnce([...crowd, lateResult])));
	}
	expect(returned).toEqual(['late']);
	expect(sent.pages).toBeLessThan(60 * 6);
}, 60_000);

test('an old second with more results than a poll has time for: the sweep gives up that second and everything older', async () => {
	const crowd = Array.from({ length: 40_000 }, (_, n) => completed(`c${n}`, NOW - 72 * HOUR));
	const clock = { now: NOW };
	const config: PollConfig = {
		...base,
		lookback: HOUR,
		late: { reach: 168 * HOUR, every: HOUR },
		start: () => ({ from: 'now' }),
	};
	let state: State | null = null;
	let maxPages = 0;
	const pollOnce = async (all: readonly RawRecord[]): Promise<unknown[]> => {
		const sent = { pages: 0 };
		const source = fakeSource([[...all]], sent, clock);
		const limits = { maxRows: 3000, maxSeen: 100_000, isTimeUp: () => sent.pages >= 18 };
		const result = await poll(state, config, source, limits);
		state = result.state;
		maxPages = Math.max(maxPages, sent.pages);
		return result.records.map(({ userId }) => userId);
	};
	for (let n = 0; n < 20; n++) expect(await pollOnce(crowd)).toEqual([]);
	const lateResults = [completed('newer', NOW - 48 * HOUR), completed('older', NOW - 100 * HOUR)];
	const returned: unknown[] = [];
	for (let hour = 0; hour < 48; hour++) {
		clock.now += HOUR;
		returned.push(...(await pollOnce([...crowd, ...lateResults])));
	}
	expect(returned).toEqual(['newer']);
	expect(maxPages).toBeLessThanOrEqual(20);
});
