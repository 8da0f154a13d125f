import { Given } from '../../../../nodes/IspringLearn/source/trigger/given';
import { seedOf } from '../../../faults/support/random';
import type { EventName } from './model/account';
import { play } from './model/history';
import { complaints, expected } from './model/verdict';

/** HISTORIES=… plays more, SEED=… others, SEED=fresh those that nobody has seen. */
const HISTORIES = Number(process.env.HISTORIES ?? 1000);
const EVENTS: EventName[] = ['moduleAssigned', 'moduleCompleted', 'moduleOverdue'];
/** The same every time, so that a change that is tested is judged by what it does and not by luck. */
const USUAL_SEED = 20_261_125;
const SEED = seedOf('histories of the trigger', USUAL_SEED);

afterEach(() => jest.restoreAllMocks());

/** The seeds of so many histories of which something is not as it has to be. */
async function failing(event: EventName, count: number, overlap?: number): Promise<string[]> {
	const wrong: string[] = [];
	for (let n = 0; n < count; n++) {
		const history = await play(event, SEED + n, overlap);
		const said = complaints(history);
		if (said.length > 0) wrong.push(`SEED=${SEED + n}: ${said.join('; ')}`);
	}
	return wrong;
}

describe.each(EVENTS)('%s', (event) => {
	test(`is given exactly once in ${HISTORIES} histories, but for what the API cannot tell`, async () => {
		const tally = { once: 0, never: 0, untellable: 0 };
		let longest = 0;
		for (let n = 0; n < HISTORIES; n++) {
			const history = await play(event, SEED + n);
			const said = complaints(history);
			if (said.length > 0) throw new Error(`SEED=${SEED + n}: ${said.slice(0, 3).join('; ')}`);
			for (const one of history.happenings) tally[expected(history, one)] += 1;
			longest = Math.max(longest, history.toSettle);
		}
		// The histories are about something.
		expect(tally.once).toBeGreaterThan(5 * HISTORIES);
		expect(tally.never).toBeGreaterThan(HISTORIES);
		expect(tally.untellable).toBeLessThan(2 * tally.once);
		expect(longest).toBeLessThan(100);
	}, 600_000);

	test('is given twice by a trigger that forgets what it gave: the histories notice', async () => {
		jest.spyOn(Given.prototype, 'add').mockReturnValue(true);
		expect((await failing(event, 30)).join()).toMatch(/: [2-9]\d* times/);
	});

	test('is missed by a trigger that does not look back: the histories notice', async () => {
		expect((await failing(event, 60, 0)).join()).toMatch(/: 0 times, expected once/);
	});
});
