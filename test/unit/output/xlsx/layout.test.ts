/** What a person sees of an Excel file before the cells: checked in its XML, against the names of ECMA-376. */
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { Column } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import { createXlsxEncoder } from '../../../../nodes/IspringLearn/output/xlsx/xlsxEncoder';

const COLUMNS: Column[] = [
	{ name: 'userName', type: 'text' },
	{ name: 'score', type: 'number' },
	{ name: 'dueDate', type: 'dateTime' },
];

/** The files of an export, by their paths. */
async function partsOf(rows: RawRecord[]): Promise<Record<string, string>> {
	const encoder = createXlsxEncoder(COLUMNS, { records: 'users', timezone: 'UTC' });
	const bytes = [await encoder.encode(rows), await encoder.end()].map((part) => Buffer.from(part));
	const parts = Object.entries(unzipSync(Buffer.concat(bytes)));
	return Object.fromEntries(parts.map(([path, content]) => [path, strFromU8(content)]));
}

const ROWS: RawRecord[] = [
	{ userName: 'Anna Smith', score: 1, dueDate: '2026-01-31T18:00:00Z' },
	{ userName: `${'long '.repeat(30)}name`, score: 2, dueDate: null },
];

let parts: Record<string, string>;
let sheet: string;
beforeAll(async () => {
	parts = await partsOf(ROWS);
	sheet = parts['xl/worksheets/sheet1.xml'];
});

test('every part is well-formed, and the content types name each of them', () => {
	for (const [path, xml] of Object.entries(parts)) {
		const parser = new SaxesParser();
		parser.on('error', (error) => {
			throw new Error(`${path}: ${error.message}`);
		});
		parser.write(xml).close();
	}
	const { '[Content_Types].xml': types, ...others } = parts;
	const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, path]) => path);
	expect(named.sort()).toEqual(
		Object.keys(others)
			.filter((path) => !path.endsWith('.rels'))
			.sort(),
	);
});

test('the header is frozen, bold and has a filter over all rows', () => {
	expect(sheet).toContain(
		'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
	);
	expect(sheet).toContain('<autoFilter ref="A1:C3"/>');
	const [, style] = /<c r="A1" s="(\d+)"/.exec(sheet) ?? [];
	const formats = [...parts['xl/styles.xml'].matchAll(/<xf [^>]*xfId="0"[^>]*>/g)];
	const [, font] = /fontId="(\d+)"/.exec(formats[Number(style)][0]) ?? [];
	const fonts = [...parts['xl/styles.xml'].matchAll(/<font>.*?<\/font>/g)];
	expect(fonts[Number(font)][0]).toContain('<b/>');
});

test('columns are as wide as the first rows need, within limits', () => {
	const widths = [...sheet.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width));
	expect(widths).toEqual([60, 'score'.length + 5, '2026-01-31 18:00'.length + 2]);
});

test('Chinese names take two characters of width each', async () => {
	const { 'xl/worksheets/sheet1.xml': wide } = await partsOf([{ userName: '大小'.repeat(5) }]);
	expect(wide).toContain('<col min="1" max="1" width="22" customWidth="1"/>');
});

test('the file begins with a part by which programs recognize an Office file', () => {
	expect(Object.keys(parts)[0]).toBe('_rels/.rels');
});
