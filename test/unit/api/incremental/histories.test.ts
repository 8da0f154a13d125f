import * as late from '../../../../nodes/IspringLearn/api/incremental/late';
import { SeenSet } from '../../../../nodes/IspringLearn/api/incremental/seenSet';
import { seedOf } from '../../../faults/support/random';
import type { EventName } from './model/account';
import type { Told } from './model/history';
import { play } from './model/history';
import { LATE } from './model/schedule';
import { complaints, expected } from './model/verdict';

/** HISTORIES=… plays more, SEED=… others, SEED=fresh those that nobody has seen. */
const HISTORIES = Number(process.env.HISTORIES ?? 100);
const EVENTS: EventName[] = ['moduleAssigned', 'moduleCompleted', 'moduleOverdue'];
/** The same every time, so that a change that is tested is judged by what it does and not by luck. */
const USUAL_SEED = 20_261_125;
const SEED = seedOf('histories of the trigger', USUAL_SEED);

afterEach(() => jest.restoreAllMocks());

/** The seeds of so many histories of which something is not as it has to be. */
async function failing(
	event: EventName,
	count: number,
	lowered: Partial<Told> = {},
): Promise<string[]> {
	const wrong: string[] = [];
	for (let n = 0; n < count; n++) {
		const history = await play(event, SEED + n, lowered);
		const said = complaints(history);
		if (said.length > 0) wrong.push(`SEED=${SEED + n}: ${said.join('; ')}`);
	}
	return wrong;
}

describe.each(EVENTS)('%s', (event) => {
	test(`is given exactly once in ${HISTORIES} histories, but for what the API cannot tell`, async () => {
		const tally = { once: 0, never: 0, untellable: 0 };
		let longest = 0;
		let lateOnes = 0;
		for (let n = 0; n < HISTORIES; n++) {
			const history = await play(event, SEED + n);
			const said = complaints(history);
			if (said.length > 0) throw new Error(`SEED=${SEED + n}: ${said.slice(0, 3).join('; ')}`);
			for (const one of history.happenings) {
				const wanted = expected(history, one);
				tally[wanted] += 1;
				if (wanted === 'once' && one.lag > history.overlap) lateOnes += 1;
			}
			longest = Math.max(longest, history.toSettle);
		}
		// The histories are about something.
		expect(tally.once).toBeGreaterThan(5 * HISTORIES);
		expect(lateOnes).toBeGreaterThan(HISTORIES);
		expect(tally.never).toBeGreaterThan(HISTORIES);
		expect(tally.untellable).toBeLessThan(2 * tally.once);
		expect(longest).toBeLessThan(100);
	}, 600_000);

	test('is given twice by a trigger that forgets what it gave: the histories notice', async () => {
		jest.spyOn(SeenSet.prototype, 'add').mockReturnValue(true);
		expect((await failing(event, 30)).join()).toMatch(/: [2-9]\d* times/);
	});

	test('is missed by a trigger that does not look back: the histories notice', async () => {
		expect((await failing(event, 60, { overlap: 0, late: 0 })).join()).toMatch(
			/: 0 times, expected once/,
		);
	});

	test('is missed where it arrives later than a sweep looks back: the histories notice', async () => {
		const wrong = await failing(event, 60, { late: LATE / 3 });
		expect(wrong.join()).toMatch(/: 0 times, expected once/);
	});

	test('is given by sweeps that do not learn first what was there: the histories notice', async () => {
		const { nothingLate } = late;
		jest
			.spyOn(late, 'nothingLate')
			.mockImplementation((...given) => ({ ...nothingLate(...given), knownFrom: 0 }));
		expect((await failing(event, 60)).join()).toMatch(/: 1 times, expected never/);
	});

	test('is never given twice where more happens than can be remembered', async () => {
		const wrong = await failing(event, HISTORIES / 4, { remembered: 8 });
		expect(wrong.filter((said) => /: [2-9]\d* times|expected never|invented/.test(said))).toEqual(
			[],
		);
	}, 600_000);
});
