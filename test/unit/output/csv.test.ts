import fc from 'fast-check';
import type { CsvStyle } from '../../../nodes/IspringLearn/output/csv';
import { createCsvEncoder } from '../../../nodes/IspringLearn/output/csv';
import { HeaderChanged } from '../../../nodes/IspringLearn/output/tableColumns';
import type { Column } from '../../../nodes/IspringLearn/api/schema/recordSchema';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';
import { readCsv } from '../../support/csv';
import { thrownBy } from '../support/thrown';

const PLAIN: CsvStyle = {
	delimiter: 'comma',
	byteOrderMark: false,
	formulaGuard: false,
	timezone: null,
};
const GUARDED: CsvStyle = { ...PLAIN, formulaGuard: true };

const COLUMNS: Column[] = [
	{ name: 'title', type: 'text' },
	{ name: 'score', type: 'number' },
];

/** Creates an encoder that returns text. */
function createEncoder(columns: readonly Column[], style: CsvStyle) {
	const { encode, end } = createCsvEncoder(columns, style);
	return { encode: (rows: readonly RawRecord[]) => encode(rows) as string, end };
}

const fileOf = (rows: RawRecord[], style = PLAIN, columns = COLUMNS): string =>
	createEncoder(columns, style).encode(rows);

const titled = (title: RawRecord[string], style = PLAIN): string =>
	fileOf([{ title, score: 1 }], style).slice('title,score\r\n'.length);

describe('a line', () => {
	it.each<[string, RawRecord[string], string]>([
		['plain text', 'Fire Drill 12', 'Fire Drill 12'],
		['white space around text', ' a ', ' a '],
		['a comma', 'a,b', '"a,b"'],
		['a quote', '"Quoted" and fine', '"""Quoted"" and fine"'],
		['a line feed', 'a\nb', '"a\nb"'],
		['a carriage return', 'a\rb', '"a\rb"'],
		['a semicolon needs no quotes', 'a;b', 'a;b'],
		['a number', -0.5, '-0.5'],
		['true', true, 'true'],
		['false', false, 'false'],
		['null', null, ''],
		['undefined', undefined, ''],
		['an empty text', '', ''],
		['an object', { a: ['b', 1] }, '"{""a"":[""b"",1]}"'],
		['an empty list', [], '[]'],
		['text that looks like a number', '007', '007'],
		['letters of all scripts', 'Größe 大小 🎓', 'Größe 大小 🎓'],
	])('holds %s', (_name, value, cell) => {
		expect(titled(value)).toBe(`${cell},1\r\n`);
	});

	it('has a cell for every column, also for fields that the row lacks', () => {
		expect(fileOf([{}, { score: 2 }, { score: 3, title: 'a' }])).toBe(
			'title,score\r\n,\r\n,2\r\na,3\r\n',
		);
	});

	it('is never blank, because many programs skip blank lines', () => {
		const column: Column[] = [{ name: 'dueDate', type: 'dateTime' }];
		const rows = [{ dueDate: null }, {}, { dueDate: '' }, { dueDate: 'soon' }];
		expect(fileOf(rows, PLAIN, column)).toBe('dueDate\r\n""\r\n""\r\n""\r\nsoon\r\n');
		expect(fileOf([], PLAIN, [{ name: '', type: 'text' }])).toBe('""\r\n');
	});

	it('ignores inherited properties', () => {
		const columns: Column[] = [{ name: 'constructor', type: 'text' }];
		expect(fileOf([{}], PLAIN, [...columns, ...COLUMNS])).toContain('\r\n,,\r\n');
	});
});

describe('the header', () => {
	it('is written once, even without rows', () => {
		const { encode } = createEncoder(COLUMNS, PLAIN);
		expect(encode([])).toBe('title,score\r\n');
		expect(encode([])).toBe('');
		expect(encode([{ title: 'a', score: 1 }])).toBe('a,1\r\n');
	});

	it('includes other fields of the first rows in order of appearance', () => {
		const file = fileOf([{ title: 'a' }, { mood: 'glad', title: 'b' }, { a: 1, mood: 'sad' }]);
		expect(file).toBe('title,score,mood,a\r\na,,,\r\nb,,glad,\r\n,,sad,1\r\n');
	});

	it('is reported at the end with the columns of all rows if later rows have new fields', () => {
		const { encode, end } = createEncoder(COLUMNS, PLAIN);
		encode([{ title: 'a', b: 1 }]);
		expect(encode([{ title: 'a' }, { c: 1, b: 2 }])).toBe('');
		expect(encode([{ title: 'a', score: 1, b: 2 }])).toBe('');
		expect(encode([{ d: 1 }])).toBe('');
		const error = thrownBy(HeaderChanged, () => end());
		expect(error.columns.map(({ name }) => name)).toEqual(['title', 'score', 'b', 'c', 'd']);
		const again = createEncoder(error.columns, PLAIN);
		expect(again.encode([{ c: 1 }])).toBe('title,score,b,c,d\r\n,,,1,\r\n');
		expect(again.end()).toBe('');
	});

	it('treats a field named __proto__ like any other', () => {
		const row = JSON.parse('{"title":"a","__proto__":"b"}') as RawRecord;
		expect(fileOf([row])).toBe('title,score,__proto__\r\na,,b\r\n');
	});

	it('is the whole file if no page was read', () => {
		const { encode, end } = createEncoder(COLUMNS, { ...PLAIN, byteOrderMark: true });
		expect(end()).toBe('\ufefftitle,score\r\n');
		encode([{ title: 'a' }]);
		expect(end()).toBe('');
	});

	it('starts with the byte order mark if that is on', () => {
		const { encode } = createEncoder(COLUMNS, { ...PLAIN, byteOrderMark: true });
		expect([...Buffer.from(encode([])).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect(encode([{ title: 'a' }])).toBe('a,\r\n');
	});
});

describe('Delimiter', () => {
	const row: RawRecord = { title: 'a;b\tc,d', score: 1.5 };

	it.each([
		['comma', '"a;b\tc,d",1.5\r\n'],
		['semicolon', '"a;b\tc,d";1.5\r\n'],
		['tab', '"a;b\tc,d"\t1.5\r\n'],
	] as const)('%s separates the cells, and is quoted in text', (delimiter, line) => {
		const file = fileOf([row], { ...PLAIN, delimiter });
		expect(file.split('\r\n')[1]).toBe(line.trimEnd());
	});

	it.each([
		['comma', 'a;b\tc'],
		['semicolon', 'a,b\tc'],
		['tab', 'a,b;c'],
	] as const)('with %s, the others need no quotes', (delimiter, title) => {
		expect(fileOf([{ title, score: 1 }], { ...PLAIN, delimiter })).toContain(`\r\n${title}`);
	});

	it('quotes it in the header, too', () => {
		expect(fileOf([{ 'a;b': 1 }], { ...PLAIN, delimiter: 'semicolon' })).toBe(
			'title;score;"a;b"\r\n;;1\r\n',
		);
	});
});

describe('dates in a time zone', () => {
	const columns: Column[] = [
		{ name: 'title', type: 'text' },
		{ name: 'dueDate', type: 'dateTime' },
	];
	const moment = '2026-07-01T22:30:00+00:00';

	it('are written as a spreadsheet reads them; text that looks like one stays text', () => {
		const style = { ...PLAIN, timezone: 'Europe/Berlin' };
		expect(fileOf([{ title: moment, dueDate: moment }], style, columns)).toBe(
			`title,dueDate\r\n${moment},2026-07-02 00:30:00\r\n`,
		);
	});

	it.each([null, '', '2026-02-30T00:00:00Z', 'soon'])('stay as sent if they are %j', (dueDate) => {
		const style = { ...PLAIN, timezone: 'Europe/Berlin' };
		expect(fileOf([{ title: 'a', dueDate }], style, columns)).toContain(`a,${dueDate ?? ''}\r\n`);
	});
});

describe('Escape Formulas', () => {
	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=cmd|" /C calc"!A0', '-'])(
		'puts an apostrophe before %j, but only if it is on',
		(title) => {
			const [row] = readCsv(fileOf([{ title }], GUARDED));
			expect(row.title).toBe(`'${title}`);
			expect(readCsv(fileOf([{ title }]))[0].title).toBe(title);
		},
	);

	it.each([
		...['＝1+1', '＋1', '－1', '＠SUM(A1)', '﹢1', '﹣1', '﹦1', '﹫a'],
		...[' =1', '  \t@a', '\u00a0=1', '\u3000＝1', '\u200b=1', '\u2060+1', '\ufeff-1', '\u00ad=1'],
		...['\u2800=1', '\ufff9@a', '\u0085+1'],
		...['\u200e=1', '\u202e=1', '\u0000=1', '\v=1', ' \n=1', '\u2028=1', '\u115f=1', '\ufe0f=1'],
	])('puts an apostrophe before %j, in which a spreadsheet finds the operator, too', (title) => {
		const [row] = readCsv(fileOf([{ title }], GUARDED));
		expect(row.title).toBe(`'${title}`);
		expect(fileOf([{ [title]: 1 }], GUARDED).split('\r\n')[0]).toContain(`'${title}`);
	});

	it.each(['a=1', ' a=1', "'=1", '', ' ', '\u200b', '1-1', 'Ä', '\u2013 5', '1＝1'])(
		'does not change %j',
		(title) => {
			expect(titled(title, GUARDED)).toBe(titled(title));
		},
	);

	it.each<RawRecord[string]>([-5, '-5', '+1.5e3', ' -5\n', -0.1, null])(
		'does not change the number %j in a numeric column',
		(score) => {
			expect(fileOf([{ title: 'a', score }], GUARDED)).toBe(fileOf([{ title: 'a', score }]));
		},
	);

	it('guards text in a numeric column, too', () => {
		expect(fileOf([{ score: '-1+cmd' }], GUARDED)).toContain(",'-1+cmd\r\n");
	});

	it('guards field names, which come from outside, too', () => {
		expect(fileOf([{ '=1': '=2' }], GUARDED)).toBe("title,score,'=1\r\n,,'=2\r\n");
	});
});

describe('any rows', () => {
	const text = fc.string({ unit: 'grapheme' });
	const hostile = fc.string({ unit: fc.constantFrom(...'",\r\n=\t ;a＝\u00a0') });
	const value = fc.oneof(
		text,
		hostile,
		fc.double({ noNaN: true }),
		fc.boolean(),
		fc.constant(null),
	);
	const row = fc.record({ title: value, score: value, more: value });

	it.each([PLAIN, { ...PLAIN, byteOrderMark: true }])('are read back unchanged: %j', (style) => {
		fc.assert(
			fc.property(fc.array(row, { maxLength: 8 }), fc.nat(8), (rows, first) => {
				const columns: Column[] = [...COLUMNS, { name: 'more', type: 'text' }];
				const { encode } = createEncoder(columns, style);
				const file = encode(rows.slice(0, first)) + encode(rows.slice(first));
				const expected = rows.map((one) =>
					Object.fromEntries(
						Object.entries(one).map(([name, cell]) => [name, cell === null ? '' : String(cell)]),
					),
				);
				expect(readCsv(file)).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});

	it('differ only by apostrophes before formulas if they are guarded', () => {
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
				const plain = readCsv(fileOf(rows));
				const guarded = readCsv(fileOf(rows, GUARDED));
				for (const [at, one] of guarded.entries()) {
					for (const [name, cell] of Object.entries(one)) {
						if (cell !== plain[at][name]) expect(cell).toBe(`'${plain[at][name]}`);
						if (typeof rows[at][name as 'title'] === 'string' && name !== 'score')
							expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
					}
				}
			}),
			{ numRuns: 500 },
		);
	});
});
