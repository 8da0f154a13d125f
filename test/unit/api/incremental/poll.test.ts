import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { EVENTS } from '../../../../nodes/IspringLearn/api/incremental/events';
import type { PollConfig } from '../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { poll } from '../../../../nodes/IspringLearn/api/incremental/poll';
import type { State } from '../../../../nodes/IspringLearn/api/incremental/state';
import { restoreState, storeState } from '../../../../nodes/IspringLearn/api/incremental/state';
import { completed, HOUR, NOW, sending } from './sending';

const order: PollConfig = {
	event: EVENTS.moduleCompleted,
	source: 'account',
	filters: '',
	start: () => ({ from: 'everything' }),
	overlap: 720 * HOUR,
	late: { span: 0, every: HOUR },
	readAt: null,
};

/** Polls until everything is read, little at a time; the users of what was given, and the state. */
async function pollAll(
	stored: State | null,
	all: readonly RawRecord[],
	more: Partial<PollConfig> = {},
): Promise<{ users: string[]; state: State }> {
	const limits = { rows: 500, remembered: 100_000, isLate: () => false };
	const users: string[] = [];
	let state = stored;
	do {
		const polled = await poll(state, { ...order, ...more }, sending([[...all]]), limits);
		for (const { userId } of polled.records) users.push(String(userId));
		state = polled.state;
	} while (state.scan !== null);
	return { users, state };
}

/** So many hours, five results in each. */
const past = Array.from({ length: 3000 }, (_, n) =>
	completed(`past ${n}`, NOW - HOUR * Math.ceil((n + 1) / 5)),
);

test('a shorter overlap gives nothing again, also where it takes several windows to read', async () => {
	const { users, state } = await pollAll(null, past);
	expect(users).toHaveLength(3000);
	expect((await pollAll(state, past, { overlap: HOUR })).users).toEqual([]);
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
		const given = all.filter((one) => event.counts(one)).map((one) => event.keyOf(one));
		expect(new Set(given).size).toBe(2);
	});

	test('both are given, once', async () => {
		const { users, state } = await pollAll(null, twice);
		expect(users).toEqual(['u', 'u']);
		expect((await pollAll(state, twice)).users).toEqual([]);
	});
});

test('thirty thousand results within the days of a sweep, more than can be remembered: bounded, few requests, nothing twice', async () => {
	const span = 168 * HOUR;
	const crowd = Array.from({ length: 30_000 }, (_, n) =>
		completed(`c${n}`, NOW - 2 * HOUR - 20 * n),
	);
	const clock = { now: NOW };
	const asked = { pages: 0 };
	const late = {
		overlap: HOUR,
		late: { span, every: HOUR },
		start: () => ({ from: 'now' as const }),
	};
	let state: State | null = null;
	let stored = '';
	const turn = async (all: readonly RawRecord[]): Promise<unknown[]> => {
		let left = 30;
		const source = sending([[...all]], asked, clock, () => (left -= 1));
		const limits = { rows: 3000, remembered: 25_000, isLate: () => left <= 0 };
		const polled = await poll(state, { ...order, ...late }, source, limits);
		stored = JSON.stringify(storeState(polled.state));
		state = restoreState(JSON.parse(stored));
		expect(stored.length).toBeLessThan(330_000);
		return polled.records.map(({ userId }) => userId);
	};
	// It learns what is there, in several polls, as far as it can be remembered.
	for (let n = 0; n < 12; n++) expect(await turn(crowd)).toEqual([]);
	asked.pages = 0;
	const arrived = completed('late', NOW - 72 * HOUR);
	const given: unknown[] = [];
	for (let hour = 0; hour < 60; hour++) {
		clock.now += HOUR;
		given.push(...(await turn([...crowd, arrived])));
	}
	expect(given).toEqual(['late']);
	expect(asked.pages).toBeLessThan(60 * 6);
}, 60_000);

test('a second with more results than a poll has time for, long ago: the sweep passes over it and what is older', async () => {
	const crowd = Array.from({ length: 40_000 }, (_, n) => completed(`c${n}`, NOW - 72 * HOUR));
	const clock = { now: NOW };
	const config: PollConfig = {
		...order,
		overlap: HOUR,
		late: { span: 168 * HOUR, every: HOUR },
		start: () => ({ from: 'now' }),
	};
	let state: State | null = null;
	let most = 0;
	const turn = async (all: readonly RawRecord[]): Promise<unknown[]> => {
		const asked = { pages: 0 };
		const source = sending([[...all]], asked, clock);
		const limits = { rows: 3000, remembered: 100_000, isLate: () => asked.pages >= 18 };
		const polled = await poll(state, config, source, limits);
		state = polled.state;
		most = Math.max(most, asked.pages);
		return polled.records.map(({ userId }) => userId);
	};
	for (let n = 0; n < 20; n++) expect(await turn(crowd)).toEqual([]);
	const late = [completed('newer', NOW - 48 * HOUR), completed('older', NOW - 100 * HOUR)];
	const given: unknown[] = [];
	for (let hour = 0; hour < 48; hour++) {
		clock.now += HOUR;
		given.push(...(await turn([...crowd, ...late])));
	}
	expect(given).toEqual(['newer']);
	expect(most).toBeLessThanOrEqual(20);
});
