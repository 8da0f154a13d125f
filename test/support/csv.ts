/** Parses CSV as RFC 4180 defines it: comma-separated cells, quoted if they contain commas, quotes or line breaks. */
export function readCsv(text: string): Array<Record<string, string>> {
	const lines = linesOf(text.replace(/^\ufeff/, ''));
	const [header = [], ...rows] = lines;
	return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function linesOf(text: string): string[][] {
	const lines: string[][] = [];
	let line: string[] = [];
	CELL.lastIndex = 0;
	while (CELL.lastIndex < text.length) {
		const at = CELL.lastIndex;
		const found = CELL.exec(text);
		if (found === null)
			throw new Error(`Not CSV from character ${at} on: ${text.slice(at, at + 60)}`);
		const [, quoted, plain, end] = found;
		line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === ',' && CELL.lastIndex < text.length) continue;
		if (end === ',') line.push('');
		lines.push(line);
		line = [];
	}
	return lines;
}
