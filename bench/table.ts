/** Writes the measurements as a Markdown page. */

/** One comparison: a row of the table. */
export interface Line {
	work: string;
	against: string;
	ours: number;
	theirs: number;
	unit: 'ms' | 'MB';
	/** The highest acceptable ratio. */
	goal: number;
}

/** Where the measurements were made. */
export interface Environment {
	n8n: string;
	/** The version of Node that decodes single pages. n8n runs on its own. */
	node: string;
	machine: string;
}

const amount = (value: number, unit: string): string =>
	`${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US')} ${unit}`;

function row({ work, against, ours, theirs, unit, goal }: Line): string {
	const ratio = ours / theirs;
	const met = ratio <= goal ? 'yes' : 'no';
	const cells = [work, against, amount(ours, unit), amount(theirs, unit), ratio.toFixed(2)];
	return `| ${[...cells, goal.toFixed(2), met].join(' | ')} |`;
}

/** Writes the page with the table, in the order of the lines. */
export function toMarkdown(lines: readonly Line[], { n8n, node, machine }: Environment): string {
	return `# Results

\`npm run bench\`: n8n ${n8n}, single pages on Node ${node}; ${machine}.
Medians of five alternating rounds (three for 1,000,000 results; for memory three, each in a new n8n). Both sides read the same responses,
which come from memory without delay. Times are those of whole nodes.

| work | against | ours | theirs | ratio | goal | met |
| --- | --- | --- | --- | --- | --- | --- |
${lines.map(row).join('\n')}
`;
}
