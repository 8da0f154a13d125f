/** What was measured, as a page for people. */

export interface Line {
	work: string;
	against: string;
	ours: number;
	theirs: number;
	unit: 'ms' | 'MB';
	/** The ratio is to be no higher. */
	goal: number;
}

export interface Where {
	n8n: string;
	/** The Node that decodes and shapes single pages; n8n has its own. */
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

/** As Markdown. */
export function asTable(lines: readonly Line[], { n8n, node, machine }: Where): string {
	return `# Results

\`npm run bench\`: n8n ${n8n}, single pages on Node ${node}; ${machine}.
Medians of five rounds in turns (of three for 1,000,000 results; memory: of three, each in an n8n of its own). Both sides read the same answers,
which the simulator made before and which come from memory without delay; times are of whole nodes.

| work | against | ours | theirs | ratio | goal | met |
| --- | --- | --- | --- | --- | --- | --- |
${lines.map(row).join('\n')}
`;
}
