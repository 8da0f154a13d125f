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

/**
 * Plays histories until one has such a violation.
 * @returns the violations of that history, or null if none of them has one
 */
async function findViolation(
	event: EventName,
	count: number,
	kind: RegExp,
	settings: Partial<Settings> = {},
): Promise<string | null> {
	for (let n = 0; n < count; n++) {
		const texts = violations(await play(event, SEED + n, settings));
		const text = `SEED=${SEED + n}: ${texts.join('; ')}`;
		if (kind.test(text)) return text;
	}
	return null;
}

const MISSED = /: 0 times, expected once/;

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
		expect(await findViolation(event, 30, /: [2-9]\d* times/)).not.toBeNull();
	});

	test('a trigger without lookback and sweeps is caught: it misses events', async () => {
		const settings = { lookback: 0, lateReach: 0 };
		expect(await findViolation(event, 60, MISSED, settings)).not.toBeNull();
	});

	test('a trigger whose sweeps do not reach back far enough is caught: it misses events', async () => {
		const settings = { lateReach: LATE_REACH / 3 };
		expect(await findViolation(event, 60, MISSED, settings)).not.toBeNull();
	});

	test('a trigger whose first sweep does not suppress what was there is caught: it returns old events', async () => {
		const { resumeState } = pollConfig;
		jest.spyOn(pollConfig, 'resumeState').mockImplementation(async (stored, ...more) => {
			const state = await resumeState(stored, ...more);
			return stored ? state : { ...state, late: { ...state.late, knownFrom: 0 } };
		});
		expect(await findViolation(event, 60, /: 1 times, expected never/)).not.toBeNull();
	});

	test('nothing is returned twice, even if more happens than the seen set can hold', async () => {
		const wrong = /: [2-9]\d* times|expected never|unknown/;
		expect(await findViolation(event, HISTORIES / 4, wrong, { maxSeen: 8 })).toBeNull();
	}, 600_000);
});
