/**
 * Random histories of the trigger: its functions, with n8n and the vendor in memory. Each event has to reach the workflow,
 * and none of them twice.
 */
import { ProcessedData } from '../../../support/engine/instant/processedData';
import { seedOf } from '../../../support/random';
import type { EngineOptions } from './model/engine';
import { play } from './model/history';
import { expectedOf, violationsOf } from './model/invariants';

/** HISTORIES=… plays more of them. SEED=… plays others, SEED=fresh new ones. */
const HISTORIES = Number(process.env.HISTORIES ?? 5);
const SEED = seedOf('histories of the instant trigger', 20_261_129);

const DAY = 86_400;

/** Plays histories until one has such a violation. */
async function findViolation(
	count: number,
	kind: RegExp,
	options: Partial<EngineOptions> = {},
): Promise<string | null> {
	for (let n = 0; n < count; n++) {
		const text = violationsOf(await play(SEED + n, options)).find((one) => kind.test(one));
		if (text !== undefined) return `SEED=${SEED + n}: ${text}`;
	}
	return null;
}

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

test(`each event is returned once in ${HISTORIES} histories`, async () => {
	let once = 0;
	let late = 0;
	for (let n = 0; n < HISTORIES; n++) {
		const history = await play(SEED + n);
		const texts = violationsOf(history);
		if (texts.length > 0) throw new Error(`SEED=${SEED + n}: ${texts.slice(0, 3).join('; ')}`);
		const certain = history.completions.filter((one) => expectedOf(history, one) === 'once');
		once += certain.length;
		late += certain.filter(({ at, date }) => at - date > DAY / 2).length;
	}
	// The histories contain enough of each kind.
	expect(once).toBeGreaterThan(100 * HISTORIES);
	expect(late).toBeGreaterThan(HISTORIES);
}, 3_600_000);

test('a trigger that does not catch up is caught: it misses events', async () => {
	expect(await findViolation(30, /^0 times, expected once/, { catchUp: false })).not.toBeNull();
}, 600_000);

test('a trigger without a memory is caught: it returns events twice', async () => {
	jest
		.spyOn(ProcessedData.prototype, 'checkProcessedAndRecord')
		.mockImplementation(async (items) => await Promise.resolve({ new: items, processed: [] }));
	expect(await findViolation(30, /^[2-9]\d* times/)).not.toBeNull();
}, 600_000);
