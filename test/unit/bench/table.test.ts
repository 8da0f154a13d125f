import type { Line } from '../../../bench/line';
import type { Measurement } from '../../../bench/rounds';
import type { Row } from '../../../bench/table';
import { toMarkdown, updateMarkdown } from '../../../bench/table';

const ENVIRONMENT = { n8n: '2.41.1', node: 'v20.0.0', machine: '2 cores' };

const lineOf = (work: string): Line => ({
	work,
	against: 'the rest',
	goal: 1,
	measure: async () => await Promise.reject(new Error('Not measured')),
});
const LINES = ['first', 'first of all', 'second', 'third'].map(lineOf);

const rowOf = (line: Line, ...ratios: number[]): Row => ({
	line,
	outcomes: ratios.map(
		(ratio): Measurement => ({
			ours: ratio,
			theirs: 1,
			ratio,
			range: { low: ratio, high: ratio },
			rounds: 9,
		}),
	),
});
const page = (...rows: Row[]) => toMarkdown(rows, ENVIRONMENT);
const [FIRST, OF_ALL, SECOND, THIRD] = LINES.map((line) => rowOf(line, 0.5));

test('lines that were measured again replace their rows, and new ones get their place', () => {
	const again = rowOf(LINES[0], 2);
	expect(updateMarkdown(page(FIRST, OF_ALL, THIRD), [again, SECOND], ENVIRONMENT, LINES)).toBe(
		page(again, OF_ALL, SECOND, THIRD),
	);
});

test('rows of lines that are no longer measured go', () => {
	const gone = rowOf(lineOf('gone'), 1);
	expect(updateMarkdown(page(FIRST, gone), [SECOND], ENVIRONMENT, LINES)).toBe(page(FIRST, SECOND));
});

test.each([
	['another version', { ...ENVIRONMENT, n8n: '2.41.2' }, SECOND],
	['another machine', { ...ENVIRONMENT, machine: '4 cores' }, SECOND],
	['another number of runs', ENVIRONMENT, rowOf(LINES[2], 1, 1)],
])('figures of %s are not mixed', (_, environment, row) => {
	expect(updateMarkdown(page(FIRST), [row], environment, LINES)).toBeNull();
});
