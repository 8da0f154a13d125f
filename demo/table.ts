/** Draws a table as text. The first row is the header. */
export function table(rows: readonly string[][]): string {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const line = (row: readonly string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd();
	const [head, ...body] = rows;
	return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join(
		'\n',
	);
}

/** Counts how often each value occurs, the most frequent first. */
export function counts(values: readonly string[]): Array<[string, number]> {
	const tally = new Map<string, number>();
	for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
	return [...tally].sort(([, one], [, other]) => other - one);
}
