/** Reads the sheets that LibreOffice saves as flat XML: each cell with its type. OpenDocument 1.3 part 3, 9.1. */
import type { SaxesTagPlain } from 'saxes';
import { SaxesParser } from 'saxes';
import type { Cell, Sheet } from './xlsx';

/** LibreOffice keeps a boolean of an Excel file as a formula that returns it. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
	['of:=TRUE()', true],
	['of:=FALSE()', false],
]);

/** The value of a cell. The text is that of its paragraphs. */
function valueOf({ attributes: all }: SaxesTagPlain, text: string): Cell {
	const formula = all['table:formula'];
	if (formula !== undefined) {
		const boolean = BOOLEANS.get(formula);
		if (boolean === undefined) throw new Error(`A cell has the formula ${formula}`);
		return boolean;
	}
	switch (all['office:value-type']) {
		case undefined:
			return null;
		case 'float':
			return Number(all['office:value']);
		case 'date':
			return { date: new Date(`${all['office:date-value']}Z`).toISOString().slice(0, -1) };
		case 'string':
			return text;
		default:
			throw new Error(`A cell has the type ${all['office:value-type']}`);
	}
}

/** What an empty element in a paragraph stands for. */
const CHARACTERS: Readonly<Record<string, string>> = {
	'text:s': ' ',
	'text:tab': '\t',
	'text:line-break': '\n',
};

const repeatOf = ({ attributes }: SaxesTagPlain, name: string): number =>
	Number(attributes[name] ?? 1);

/** Leaves out the empty cells at the end: a sheet has them to its last column. */
function trimRow(row: Cell[]): Cell[] {
	const last = row.findLastIndex((cell) => cell !== null);
	return row.slice(0, last + 1);
}

/** The sheets of a file. */
export function readOpenDocument(xml: string): Sheet[] {
	const sheets: Array<{ name: string; all: Cell[][] }> = [];
	let row: Cell[] = [];
	let cell: SaxesTagPlain | null = null;
	let paragraphs: string[] = [];
	let depth = 0;
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', (tag) => {
		if (tag.name === 'table:table') sheets.push({ name: tag.attributes['table:name'], all: [] });
		if (tag.name === 'table:table-row') row = [];
		if (tag.name === 'table:table-cell') {
			cell = tag;
			paragraphs = [];
		}
		if (tag.name === 'text:p' && cell) {
			paragraphs.push('');
			depth += 1;
		}
		const character = CHARACTERS[tag.name];
		if (depth > 0 && character) {
			paragraphs[paragraphs.length - 1] += character.repeat(repeatOf(tag, 'text:c'));
		}
	});
	parser.on('text', (text) => {
		if (depth > 0) paragraphs[paragraphs.length - 1] += text;
	});
	parser.on('closetag', (tag) => {
		if (tag.name === 'text:p' && cell) depth -= 1;
		if (tag.name === 'table:table-cell' && cell) {
			const value = valueOf(cell, paragraphs.join('\n'));
			const times = repeatOf(cell, 'table:number-columns-repeated');
			if (value !== null || times < 1000) row.push(...Array<Cell>(times).fill(value));
			cell = null;
		}
		if (tag.name === 'table:table-row') {
			const times = repeatOf(tag, 'table:number-rows-repeated');
			const trimmed = trimRow(row);
			if (trimmed.length > 0 || times < 1000) {
				sheets.at(-1)?.all.push(...Array.from({ length: times }, () => trimmed));
			}
		}
	});
	parser.write(xml).close();
	return sheets.map(({ name, all: [header = [], ...rows] }) => ({
		name,
		header,
		rows: rows.map((cells) =>
			[...cells, ...Array<null>(header.length).fill(null)].slice(0, header.length),
		),
	}));
}
