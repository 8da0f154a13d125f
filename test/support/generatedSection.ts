/** Parts of documents that are written from the code. */

/** The lines around a part. */
const linesOf = (name: string): [start: string, end: string] => [
	`<!-- ${name}:start -->`,
	`<!-- ${name}:end -->`,
];

/** A part, with the lines around it. */
export const sectionOf = (name: string, blocks: readonly string[]): string => {
	const [start, end] = linesOf(name);
	return [start, ...blocks, end].join('\n\n');
};

/** The document, with a new part in place of its own. */
export function replaceSection(text: string, name: string, blocks: readonly string[]): string {
	const [start, end] = linesOf(name);
	const [before, rest] = text.split(start);
	const [, after] = (rest ?? '').split(end);
	if (after === undefined) throw new Error(`The document lacks the lines around "${name}"`);
	return before + sectionOf(name, blocks) + after;
}
