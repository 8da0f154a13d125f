import * as pollConfig from '../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { SeenSet } from '../../../../nodes/IspringLearn/api/incremental/seenSet';
import { seedOf } from '../../../support/random';
import type { EventName } from './model/account';
import type { Settings } from './model/history';
import { play } from './model/history';
import { expected, violations } from './model/invariants';
import { LATE_REACH } from './model/schedule';

/** HISTORIES=… plays more of them. SEED=… plays others, SEED=fresh new ones. */
const HISTORIES = Number(process.env.HISTORIES ?? 40);
const EVENTS: EventName[] = ['moduleAssigned', 'moduleCompleted', 'moduleOverdue'];
/** The same in every run, so that a test fails because of a change and not by chance. */
const DEFAULT_SEED = 20_261_125;
const SEED = seedOf('histories of the trigger', DEFAULT_SEED);

afterEach(() => jest.restoreAllMocks());

/** Plays histories and returns their violations, one text per history. */
async function violationsOf(
	event: EventName,
	count: number,
	settings: Partial<Settings> = {},
): Promise<string[]> {
	const found: string[] = [];
	for (let n = 0; n < count; n++) {
		const history = await play(event, SEED + n, settings);
		const texts = violations(history);
		if (texts.length > 0) found.push(`SEED=${SEED + n}: ${texts.join('; ')}`);
	}
	return found;
}

describe.each(EVENTS)('%s', (event) => {
	test(`is returned exactly once in ${HISTORIES} histories, except where the API hides it`, async () => {
		const tally = { once: 0, never: 0, undecidable: 0 };
		let maxToSettle = 0;
		let lateEvents = 0;
		for (let n = 0; n < HISTORIES; n++) {
			const history = await play(event, SEED + n);
			const texts = violations(history);
			if (texts.length > 0) throw new Error(`SEED=${SEED + n}: ${texts.slice(0, 3).join('; ')}`);
			for (const one of history.occurrences) {
				const outcome = expected(history, one);
				tally[outcome] += 1;
				if (outcome === 'once' && one.lag > history.lookback) lateEvents += 1;
			}
			maxToSettle = Math.max(maxToSettle, history.toSettle);
		}
		// The histories contain enough of each kind.
		expect(tally.once).toBeGreaterThan(5 * HISTORIES);
		expect(lateEvents).toBeGreaterThan(HISTORIES);
		expect(tally.never).toBeGreaterThan(HISTORIES);
		expect(tally.undecidable).toBeLessThan(2 * tally.once);
		expect(maxToSettle).toBeLessThan(100);
	}, 600_000);

	test('a trigger whose seen set forgets everything is caught: it returns events twice', async () => {
		jest.spyOn(SeenSet.prototype, 'add').mockReturnValue(true);
		expect((await violationsOf(event, 30)).join()).toMatch(/: [2-9]\d* times/);
	});

	test('a trigger without lookback and sweeps is caught: it misses events', async () => {
		expect((await violationsOf(event, 60, { lookback: 0, lateReach: 0 })).join()).toMatch(
			/: 0 times, expected once/,
		);
	});

	test('a trigger whose sweeps do not reach back far enough is caught: it misses events', async () => {
		const found = await violationsOf(event, 60, { lateReach: LATE_REACH / 3 });
		expect(found.join()).toMatch(/: 0 times, expected once/);
	});

	test('a trigger whose first sweep does not suppress what was there is caught: it returns old events', async () => {
		const { resumeState } = pollConfig;
		jest.spyOn(pollConfig, 'resumeState').mockImplementation(async (stored, ...more) => {
			const state = await resumeState(stored, ...more);
			return stored ? state : { ...state, late: { ...state.late, knownFrom: 0 } };
		});
		expect((await violationsOf(event, 60)).join()).toMatch(/: 1 times, expected never/);
	});

	test('nothing is returned twice, even if more happens than the seen set can hold', async () => {
		const found = await violationsOf(event, HISTORIES / 4, { maxSeen: 8 });
		const isWrong = (text: string) => /: [2-9]\d* times|expected never|unknown/.test(text);
		expect(found.filter(isWrong)).toEqual([]);
	}, 600_000);
});
