import type { RawRecord } from '../../../../nodes/IspringLearn/source/record/schema';
import { EVENTS } from '../../../../nodes/IspringLearn/source/trigger/events';
import { Given } from '../../../../nodes/IspringLearn/source/trigger/given';
import type { Order } from '../../../../nodes/IspringLearn/source/trigger/poll';
import { poll } from '../../../../nodes/IspringLearn/source/trigger/poll';
import type { State } from '../../../../nodes/IspringLearn/source/trigger/state';
import { completed, HOUR, NOW, sending } from './sending';

const order: Order = {
	event: EVENTS.moduleCompleted,
	source: 'account',
	filters: '',
	start: () => ({ from: 'everything' }),
	overlap: 720 * HOUR,
	readAt: null,
};

/** Polls until everything is read, little at a time; the users of what was given, and the state. */
async function pollAll(
	stored: State | null,
	all: readonly RawRecord[],
	more: Partial<Order> = {},
): Promise<{ users: string[]; state: State }> {
	const limits = { rows: 500, isLate: () => false };
	const users: string[] = [];
	let state = stored;
	do {
		const polled = await poll(state, { ...order, ...more }, sending([[...all]]), limits);
		for (const { userId } of polled.records) users.push(String(userId));
		state = polled.state;
	} while (state.pass !== null);
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

	test('what a state of before knows is not given anew; what it does not know is', async () => {
		const { state } = await pollAll(null, []);
		const given = new Given();
		given.add(NOW - HOUR, 'u:c:m:|passed');
		const before = { ...state, cursor: NOW - HOUR, given };
		expect((await pollAll(before, twice.slice(0, 1))).users).toEqual([]);
		const others = twice.map((one) => ({ ...one, moduleId: 'n' }));
		expect((await pollAll(before, others)).users).toEqual(['u', 'u']);
	});
});
