import type { RawRecord } from '../../../../nodes/IspringLearn/source/record/schema';
import { EVENTS } from '../../../../nodes/IspringLearn/source/trigger/events';
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
	late: { span: 0, every: HOUR },
	readAt: null,
};

/** Polls until everything is read, little at a time; the users of what was given, and the state. */
async function pollAll(
	stored: State | null,
	all: readonly RawRecord[],
	more: Partial<Order> = {},
): Promise<{ users: string[]; state: State }> {
	const limits = { rows: 500, remembered: 100_000, isLate: () => false };
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
