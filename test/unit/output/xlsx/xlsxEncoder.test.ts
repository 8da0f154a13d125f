import fc from 'fast-check';
import type { RawRecord, Value } from '../../../../nodes/IspringLearn/api/schema/record';
import type { Column } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import { HeaderChanged } from '../../../../nodes/IspringLearn/output/tableColumns';
import type { ExcelLimits } from '../../../../nodes/IspringLearn/output/xlsx/limits';
import {
	EXCEL_LIMITS,
	ExcelLimitExceeded,
} from '../../../../nodes/IspringLearn/output/xlsx/limits';
import { createXlsxEncoder } from '../../../../nodes/IspringLearn/output/xlsx/xlsxEncoder';
import type { Cell } from '../../../support/xlsx';
import { readTable, readXlsx } from '../../../support/xlsx';

const COLUMNS: Column[] = [
	{ name: 'title', type: 'text' },
	{ name: 'score', type: 'number' },
	{ name: 'isOverdue', type: 'boolean' },
	{ name: 'dueDate', type: 'dateTime' },
];

const STYLE = { records: 'module results', timezone: 'Europe/Berlin' };

const createEncoder = (columns = COLUMNS, limits: Partial<ExcelLimits> = {}) =>
	createXlsxEncoder(columns, STYLE, { ...EXCEL_LIMITS, ...limits });

/** The file of these chunks of rows. */
async function fileOf(
	chunks: ReadonlyArray<readonly RawRecord[]>,
	{ encode, end } = methodsOf(createEncoder()),
): Promise<Buffer> {
	const parts: Array<string | Uint8Array> = [];
	for (const rows of chunks) parts.push(await encode(rows));
	parts.push(await end());
	return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** The encoder's methods, bound to it. */
function methodsOf(encoder: ReturnType<typeof createEncoder>) {
	return {
		encode: async (rows: readonly RawRecord[]) => await encoder.encode(rows),
		end: async () => await encoder.end(),
	};
}

async function cellOf(name: string, value: Value): Promise<Cell> {
	const [row] = readTable(await fileOf([[{ title: null, [name]: value }]]));
	return row[name];
}

describe('a cell', () => {
	it.each<[string, Value, Cell]>([
		['text', 'Fire Drill 12', 'Fire Drill 12'],
		['text that looks like a number', '007', '007'],
		['text that looks like a formula', '=1+1', '=1+1'],
		['text that looks like a date', '2026-01-31', '2026-01-31'],
		['text that looks like XML', '<b>&amp;]]></b>', '<b>&amp;]]></b>'],
		['text that looks like an escaped character', '_x0041_', '_x0041_'],
		['text that looks like one before a real one', '_x0041\u0001', '_x0041\u0001'],
		['white space around text', ' \t a\n ', ' \t a\n '],
		['a carriage return', 'a\r\nb', 'a\r\nb'],
		[
			'characters that XML forbids',
			'a\u0000\u0008\u001f\ufffe\uffff',
			'a\u0000\u0008\u001f\ufffe\uffff',
		],
		['half of a character', 'a\ud83cb', 'a\ud83cb'],
		['letters of all scripts', 'Größe 大小 🎓 شكرا', 'Größe 大小 🎓 شكرا'],
		['a number', -0.5, -0.5],
		['a boolean', false, false],
		['null', null, null],
		['undefined', undefined, null],
		['an empty text', '', null],
		['an empty list', [], null],
		['a list of names', ['Sales', 'Berlin, Mitte'], 'Sales, Berlin, Mitte'],
		['an object', { a: ['b', 1] }, '{"a":["b",1]}'],
		['a number that Excel cannot hold', 1.5e308, '1.5e+308'],
		['a number that Excel takes for 0', 5e-324, '5e-324'],
	])('holds %s', async (_name, value, cell) => {
		expect(await cellOf('title', value)).toBe(cell);
	});

	it.each<[Value, Cell]>([
		['85', 85],
		[' 85.50\n', 85.5],
		['-1e3', -1000],
		['123456789012345', 123_456_789_012_345],
		['12345678901234567', '12345678901234567'],
		['1e308', '1e308'],
		['many', 'many'],
	])('in a numeric column holds %j of an XML record as %j', async (value, cell) => {
		expect(await cellOf('score', value)).toBe(cell);
	});

	it.each<[Value, string]>([
		['2026-01-31T17:00:00+00:00', '2026-01-31T18:00:00.000'],
		['2026-07-01T22:30:15Z', '2026-07-02T00:30:15.000'],
		['2026-07-01T22:30:15.250Z', '2026-07-02T00:30:15.250'],
		['2026-01-31 18:00:00', '2026-01-31T18:00:00.000'],
		['2026-01-31', '2026-01-31T00:00:00.000'],
		['1900-03-01', '1900-03-01T00:00:00.000'],
		['9999-12-31', '9999-12-31T00:00:00.000'],
	])('in a date column holds %s as the date %s of the workflow', async (value, date) => {
		expect(await cellOf('dueDate', value)).toEqual({ date });
	});

	it.each<Value>([
		'soon',
		'2026-02-30',
		'2026-02-30T00:00:00Z',
		'1900-02-28T12:00:00Z',
		'0999-01-01T00:00:00Z',
		'9999-12-31T23:00:00Z',
		5,
		true,
	])('in a date column keeps %j, which is no date of Excel', async (value) => {
		expect(await cellOf('dueDate', value)).toBe(value);
	});
});

describe('any rows', () => {
	const text = fc.string({ unit: 'binary', minLength: 1 });
	const hostile = fc.string({
		unit: fc.constantFrom(...'_x0041F<>&"\'=\r\n\t \u0001\u001f\ud800\udc00\ufffe'),
		minLength: 1,
	});
	const number = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
	const value = fc.oneof(text, hostile, number, fc.boolean(), fc.constant(null));
	const row = fc.record({ title: value, score: fc.oneof(number, fc.constant(null)) });
	const isNormal = ({ title, score }: { title: Value; score: Value }) =>
		[title, score].every((one) => typeof one !== 'number' || one === 0 || Math.abs(one) > 1e-300);

	it('are read back unchanged, whatever the chunks', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(row.filter(isNormal), { maxLength: 8 }),
				fc.nat(8),
				async (rows, first) => {
					const columns = COLUMNS.slice(0, 2);
					const file = await fileOf(
						[rows.slice(0, first), rows.slice(first)],
						methodsOf(createEncoder(columns)),
					);
					expect(readXlsx(file)[0].rows).toEqual(
						// -0 is 0 in a file.
						rows.map(({ title, score }) => [title === 0 ? 0 : title, score === 0 ? 0 : score]),
					);
				},
			),
			{ numRuns: 300 },
		);
	});
});

describe('the columns', () => {
	it('include other fields of the first rows, and the header is there without rows', async () => {
		const [{ header, rows }] = readXlsx(await fileOf([[{ mood: 'glad', '=1': 1 }]]));
		expect(header).toEqual([...COLUMNS.map(({ name }) => name), 'mood', '=1']);
		expect(rows).toEqual([[null, null, null, null, 'glad', 1]]);
		const [empty] = readXlsx(await fileOf([]));
		expect(empty).toMatchObject({ header: COLUMNS.map(({ name }) => name), rows: [] });
	});

	it('are reported at the end if later rows have new fields', async () => {
		const { encode, end } = methodsOf(createEncoder());
		await encode([{ title: 'a' }]);
		for (const row of [{ mood: 'glad' }, { title: 'a' }, { pace: 1 }]) {
			expect(await encode([row])).toHaveLength(0);
		}
		const error: unknown = await end().catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(HeaderChanged);
		const names = (error as HeaderChanged).columns.map(({ name }) => name);
		expect(names).toEqual([...COLUMNS.map(({ name }) => name), 'mood', 'pace']);
	});

	it('have letters beyond Z', async () => {
		const columns = Array.from(
			{ length: 800 },
			(_one, at): Column => ({ name: `c${at}`, type: 'number' }),
		);
		const row = Object.fromEntries(columns.map(({ name }, at) => [name, at]));
		const [read] = readTable(await fileOf([[row]], methodsOf(createEncoder(columns))));
		expect(read).toEqual(row);
	});
});

describe('the limits of Excel', () => {
	const faultOf = async (limits: Partial<ExcelLimits>, rows: RawRecord[]) => {
		const file = fileOf([rows], methodsOf(createEncoder(COLUMNS, limits)));
		const error: unknown = await file.catch((caught: unknown) => caught);
		if (error instanceof ExcelLimitExceeded) return error.fault;
		throw new Error('The encoder accepted the rows');
	};

	const ROWS = Array.from(
		{ length: 10 },
		(_one, score): RawRecord => ({ title: `row ${score}`, score }),
	);

	it.each([
		['one chunk', [ROWS]],
		['a chunk for each row', ROWS.map((row) => [row])],
		['a chunk that ends with the sheet', [ROWS.slice(0, 4), ROWS.slice(4)]],
	])('rows beyond a sheet go on in the next, with a header: %s', async (_name, chunks) => {
		const sheets = readXlsx(
			await fileOf(chunks, methodsOf(createEncoder(COLUMNS, { rowsPerSheet: 5 }))),
		);
		expect(sheets.map(({ name }) => name)).toEqual([
			'Module results',
			'Module results (2)',
			'Module results (3)',
		]);
		expect(sheets.map(({ rows }) => rows.length)).toEqual([4, 4, 2]);
		for (const { header } of sheets) expect(header).toEqual(COLUMNS.map(({ name }) => name));
		expect(sheets.flatMap(({ rows }) => rows.map(([, score]) => score))).toEqual(
			ROWS.map(({ score }) => score),
		);
	});

	it('a sheet that is full with the last row has no empty sheet after it', async () => {
		const encoder = methodsOf(createEncoder(COLUMNS, { rowsPerSheet: 6 }));
		expect(readXlsx(await fileOf([ROWS], encoder)).map(({ rows }) => rows.length)).toEqual([5, 5]);
	});

	it('a sheet with too many bytes ends, too', async () => {
		const encoder = methodsOf(createEncoder(COLUMNS, { bytesPerSheet: 1500 }));
		const sheets = readXlsx(
			await fileOf(
				ROWS.map((row) => [row]),
				encoder,
			),
		);
		expect(sheets.length).toBeGreaterThan(1);
		expect(sheets.flatMap(({ rows }) => rows)).toHaveLength(10);
	});

	it('a text of the longest length fits, a longer one is reported and not cut off', async () => {
		const longest = '🎓'.repeat(16_383) + 'a';
		expect(await cellOf('title', longest)).toBe(longest);
		expect(await faultOf({}, [{ title: `${longest}b` }])).toEqual({
			reason: 'cellTooLong',
			data: { column: 'title', length: 32_768, maxLength: 32_767 },
		});
	});

	it('a field name of the longest length fits, a longer one is reported', async () => {
		const longest = 'a'.repeat(32_767);
		const [{ header }] = readXlsx(await fileOf([[{ [longest]: 1 }]]));
		expect(header.at(-1)).toBe(longest);
		expect(await faultOf({}, [{ [`${longest}b`]: 1 }])).toEqual({
			reason: 'cellTooLong',
			data: { column: `${'a'.repeat(80)}…`, length: 32_768, maxLength: 32_767 },
		});
	});

	it('too many columns and too large a file are reported', async () => {
		const data = { maxColumns: 4 };
		expect(await faultOf({ columns: 4 }, [{ mood: 'glad' }])).toEqual({
			reason: 'tooManyColumns',
			data,
		});
		expect(await faultOf({ bytesPerFile: 500 }, ROWS)).toMatchObject({
			reason: 'excelFileTooLarge',
		});
	});
});
