/** What is not accepted is sent again for a day, by the clock of the simulator. */
import fc from 'fast-check';
import type { Simulator } from '../../../simulator/server';
import { WORLD_NOW } from '../../../simulator/world';
import { closeEverything, info, startSubscribed, webhook, type Answer } from './receiver';

afterEach(closeEverything);

const TYPE = 'USER_REGISTERED';
const HOUR = 3600;
const DAY = 24 * HOUR;
/** A subscriber in an account whose clock only moves when time is passed. */
const started = async (): ReturnType<typeof startSubscribed> => {
	const all = await startSubscribed({ types: [TYPE] });
	all.simulator.setClock(() => new Date(WORLD_NOW * 1000));
	return all;
};

async function fire(simulator: Simulator, n: number): Promise<void> {
	simulator.webhooks.fire(TYPE, { n });
	await simulator.webhooks.idle();
}
const state = async (simulator: Simulator): Promise<unknown[]> =>
	Object.values((await info(simulator, 'n8n')).json as object);

const SUSPENDED = ['ACTIVE', 'CONFIRMED', 'SUSPENDED'];
const DELIVERING = ['ACTIVE', 'CONFIRMED', 'ACTIVE'];
const LOST = ['ACTIVE', 'UNCONFIRMED', 'INACTIVE'];

describe('a failed call', () => {
	it.each<[string, Answer]>([
		['401', () => 401],
		['201', () => 201],
		['204', () => 204],
		['302', () => 302],
		['500', () => 500],
		['no answer', () => undefined],
	])('is one with %s, and what follows waits', async (_, answer) => {
		const { simulator, receiver } = await started();
		receiver.answer = answer;
		await fire(simulator, 1);
		await fire(simulator, 2);
		expect(receiver.messages).toEqual([{ n: 1 }]);
		expect(await state(simulator)).toEqual(SUSPENDED);
		await simulator.passTime(599);
		expect(receiver.received).toHaveLength(1);
		receiver.answer = () => 200;
		await simulator.passTime(1);
		expect(receiver.messages).toEqual([{ n: 1 }, { n: 1 }, { n: 2 }]);
		expect(await state(simulator)).toEqual(DELIVERING);
		await fire(simulator, 3);
		expect(receiver.messages.at(-1)).toEqual({ n: 3 });
	});

	it('is one without an answer in time', async () => {
		const { simulator, receiver } = await started();
		simulator.rules.deliveryTimeoutMs = 50;
		receiver.answer = () => new Promise(() => undefined);
		await fire(simulator, 1);
		expect(await state(simulator)).toEqual(SUSPENDED);
	});

	it('may have another status where the host accepts it', async () => {
		const { simulator, receiver } = await started();
		simulator.rules.acceptedStatuses = [200, 204];
		receiver.answer = () => 204;
		await fire(simulator, 1);
		expect(await state(simulator)).toEqual(DELIVERING);
		simulator.rules.idleProcess = 'INACTIVE';
		expect(await state(simulator)).toEqual(['ACTIVE', 'CONFIRMED', 'INACTIVE']);
	});

	it.each([
		['lostAnswer', [{ n: 1 }, { n: 1 }]],
		['lost', [{ n: 1 }]],
	])('on demand: %s', async (fault, received) => {
		const { simulator, receiver } = await started();
		simulator.webhooks.faults.add({ [fault]: true });
		await fire(simulator, 1);
		expect(await state(simulator)).toEqual(SUSPENDED);
		await simulator.passTime(600);
		expect(receiver.messages).toEqual(received);
		expect(await state(simulator)).toEqual(DELIVERING);
	});
});

describe('a receiver that is down', () => {
	it('gets everything in order if it comes back within a day, at the next attempt', async () => {
		const { simulator, receiver } = await started();
		receiver.answer = () => 503;
		await fire(simulator, 1);
		for (let n = 2; n < 5; n++) {
			await simulator.passTime(5 * HOUR);
			await fire(simulator, n);
		}
		const { length } = receiver.received;
		expect(length).toBe(1 + (15 * HOUR) / 600);
		receiver.answer = () => 200;
		await simulator.passTime(9 * HOUR - 1);
		expect(receiver.received).toHaveLength(length + 1);
		expect(receiver.received.at(-1)?.payloads).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
		expect(simulator.webhooks.log.at(-1)?.at).toBe(WORLD_NOW + 15 * HOUR + 600);
		expect(await state(simulator)).toEqual(DELIVERING);
	});

	it('is unconfirmed after a day, and what waited is lost', async () => {
		const { simulator, receiver } = await started();
		receiver.answer = () => 503;
		await fire(simulator, 1);
		await simulator.passTime(DAY - 1);
		expect(await state(simulator)).toEqual(SUSPENDED);
		const { length } = receiver.received;
		await simulator.passTime(1);
		expect(await state(simulator)).toEqual(LOST);
		receiver.answer = () => 200;
		await fire(simulator, 2);
		await simulator.passTime(DAY);
		expect(receiver.received).toHaveLength(length);

		await webhook(simulator, 'code/send', 'n8n');
		await simulator.webhooks.idle();
		const code = simulator.webhooks.subscribers.get('n8n')?.code;
		await webhook(simulator, 'confirm', 'n8n', { code });
		await fire(simulator, 3);
		expect(receiver.messages.at(-1)).toEqual({ n: 3 });
		expect(receiver.messages).not.toContainEqual({ n: 2 });
	});

	it('gets the attempts of all the time that passed at once', async () => {
		const { simulator, receiver } = await started();
		receiver.answer = () => (receiver.received.length < 20 ? 503 : 200);
		await fire(simulator, 1);
		await simulator.passTime(2 * DAY);
		expect(receiver.received).toHaveLength(20);
		expect(await state(simulator)).toEqual(DELIVERING);
	});

	it('gets nothing more once it is removed or disabled', async () => {
		const { simulator, receiver } = await started();
		receiver.answer = () => 503;
		await fire(simulator, 1);
		await webhook(simulator, 'disable', 'n8n');
		await simulator.passTime(HOUR);
		expect(receiver.received).toHaveLength(1);
		await webhook(simulator, 'enable', 'n8n');
		await simulator.webhooks.idle();
		expect(receiver.received).toHaveLength(2);
		await webhook(simulator, 'remove', 'n8n');
		await simulator.passTime(HOUR);
		expect(receiver.received).toHaveLength(2);
	});
});

test('whatever fails and however time passes: each message arrives, or its queue was lost after a day', async () => {
	const step = fc.oneof(
		fc.record({ what: fc.constant('fire' as const), count: fc.integer({ min: 1, max: 5 }) }),
		fc.record({ what: fc.constant('time' as const), hours: fc.integer({ min: 1, max: 30 }) }),
		fc.record({ what: fc.constant('answer' as const), status: fc.constantFrom(200, 200, 500) }),
		fc.record({
			what: fc.constant('fault' as const),
			fault: fc.constantFrom({ lostAnswer: true }, { lost: true }, { twice: true }),
		}),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (history) => {
			const { simulator, receiver } = await started();
			simulator.rules.retrySeconds = HOUR;
			simulator.rules.maxBatch = 3;
			let fired = 0;
			// Hours in which attempts may have failed, one after another. A fault costs an attempt, too.
			let failingHours = 0;
			let [isDown, mayBeLost] = [false, false];
			for (const one of history) {
				if (one.what === 'answer') {
					isDown = one.status !== 200;
					receiver.answer = () => one.status;
				} else if (one.what === 'fault') simulator.webhooks.faults.add(one.fault);
				else if (one.what === 'time') {
					const mayFail = isDown || simulator.webhooks.faults.pending.length > 0;
					failingHours = mayFail ? failingHours + one.hours : 0;
					mayBeLost ||= failingHours >= 23;
					await simulator.passTime(one.hours * HOUR);
				} else for (let n = 0; n < one.count; n++) await fire(simulator, ++fired);
			}
			receiver.answer = () => 200;
			simulator.webhooks.faults.clear();
			await simulator.passTime(2 * HOUR);
			const got = (receiver.messages as Array<{ n: number }>).map(({ n }) => n);
			const firsts = [...new Set(got)];
			expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
			const { isConfirmed } = simulator.webhooks.subscribers.get('n8n') ?? {};
			if (!mayBeLost) expect([firsts.length, isConfirmed]).toEqual([fired, true]);
			await closeEverything();
		}),
		{ numRuns: 30 },
	);
});
