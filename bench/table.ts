/** Writes the measurements as a Markdown page. */
import type { Line, Unit } from './line';
import { isMet } from './line';
import type { Measurement } from './rounds';
import { isWide } from './rounds';

/** What a line has yielded in one run, or why it has not. */
export type Outcome = Measurement | Error;

/** A line with its outcomes, one of each run. */
export interface Row {
	line: Line;
	outcomes: readonly Outcome[];
}

/** Where the measurements were made. */
export interface Environment {
	n8n: string;
	/** The version of Node that decodes single pages and runs n8n-core. n8n runs on its own. */
	node: string;
	machine: string;
}

function amount(value: number, unit: Unit): string {
	if (unit === 'results' || unit === 'requests') return value.toLocaleString('en-US');
	return `${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US')} ${unit}`;
}

/** Writes both sides. */
export const describeSides = ({ ours, theirs }: Measurement, { unit = 'ms' }: Line): string[] => [
	amount(ours, unit),
	amount(theirs, unit),
];

/** Writes a ratio, and in parentheses its range and the number of rounds. */
export function describeOutcome(outcome: Outcome): string {
	if (outcome instanceof Error) return 'failed';
	const { ratio, range, rounds } = outcome;
	if (rounds === 1) return ratio.toFixed(2);
	const mark = isWide(range) ? '*' : '';
	return `${ratio.toFixed(2)}${mark} (${range.low.toFixed(2)}–${range.high.toFixed(2)}, ${rounds})`;
}

/** The cells that identify a line. */
const startOfRow = ({ work, against }: Line): string => `| ${work} | ${against} |`;

function toRow({ line, outcomes }: Row): string {
	const { goal, moreIsBetter = false } = line;
	const measured = outcomes.filter(
		(outcome): outcome is Measurement => !(outcome instanceof Error),
	);
	const last = measured.at(-1);
	const sides = last ? describeSides(last, line) : ['', ''];
	const ratios = measured.map(({ ratio }) => ratio);
	const isComplete = measured.length === outcomes.length;
	const difference =
		isComplete && ratios.length > 1
			? [(Math.max(...ratios) - Math.min(...ratios)).toFixed(2)]
			: outcomes.slice(1).map(() => '');
	const met = isComplete && ratios.every((ratio) => isMet(line, ratio));
	const cells = [
		...sides,
		...outcomes.map(describeOutcome),
		...difference.slice(0, 1),
		`${moreIsBetter ? 'at least' : 'at most'} ${goal.toFixed(2)}`,
		met ? 'yes' : 'no',
	];
	return `${startOfRow(line)} ${cells.join(' | ')} |`;
}

/** Writes the page with the table, in the order of the lines. */
export function toMarkdown(rows: readonly Row[], { n8n, node, machine }: Environment): string {
	const runs = rows[0].outcomes.map((_, run) => `run ${run + 1}`);
	const difference = runs.length > 1 ? ['difference'] : [];
	const head = ['work', 'against', 'ours', 'theirs', ...runs, ...difference, 'goal', 'met'];
	return `# Results

\`npm run bench\`: n8n ${n8n}, single pages and n8n-core on Node ${node}; ${machine}.

- Both sides of a line read the same responses from a server of their own, which has them in memory. In n8n, both
  run in the same process, in alternating rounds, after runs that aren't counted and a garbage collection before each.
  The number of items is checked. Times are those of whole nodes.
- A ratio is the median of the ratios of all rounds. In parentheses: the range that contains the true median with a
  probability of 95% (of fewer than six rounds, all ratios), and the number of rounds. A wide range is measured
  longer. One that stays wider than 0.15 has an asterisk.
- Each run starts its own n8n. The sides are medians of the last run. Lines may be measured on different days, but only
  in the same environment.
- The memory that results hold: heap and external memory after a garbage collection while n8n still has the output of
  every node, less the same before the workflow.
- The results that n8n survives: the highest number, in steps of 10%, that a new n8n returns with about the smallest
  heap that it starts with. The account has 100,000, the most that Get Many returns.
- Memory above idle: the peak of resident memory in a new n8n.

| ${head.join(' | ')} |
|${head.map(() => ' --- |').join('')}
${rows.map(toRow).join('\n')}
`;
}

const DELIMITER = ' --- |\n';

/** Everything above the rows of the table. */
const topOf = (page: string): string =>
	page.slice(0, page.lastIndexOf(DELIMITER) + DELIMITER.length);

/**
 * Replaces rows of a page, or inserts them, in the order of all lines.
 * @returns null if the page was measured in another environment, or with another number of runs
 */
export function updateMarkdown(
	page: string,
	rows: readonly Row[],
	environment: Environment,
	lines: readonly Line[],
): string | null {
	const measured = toMarkdown(rows, environment);
	const top = topOf(measured);
	if (topOf(page) !== top) return null;
	const texts = [...measured.split('\n'), ...page.split('\n')];
	const table = lines.flatMap(
		(line) => texts.find((text) => text.startsWith(startOfRow(line))) ?? [],
	);
	return `${top}${table.join('\n')}\n`;
}
