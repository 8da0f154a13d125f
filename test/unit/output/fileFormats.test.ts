import fc from 'fast-check';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';
import {
	defaultFileName,
	FILE_FORMATS,
	NDJSON_ENCODER,
	validateFileName,
	withExtension,
} from '../../../nodes/IspringLearn/output/fileFormats';

it.each([
	['results', 'results.csv', 'results.ndjson'],
	['results.csv', 'results.csv', 'results.csv.ndjson'],
	['RESULTS.CSV', 'RESULTS.CSV', 'RESULTS.CSV.ndjson'],
	['results.jsonl', 'results.jsonl.csv', 'results.jsonl'],
	['v1.2', 'v1.2.csv', 'v1.2.ndjson'],
	['csv', 'csv.csv', 'csv.ndjson'],
])('%s becomes %s or %s', (name, csv, ndjson) => {
	expect(withExtension(name, FILE_FORMATS.csv)).toBe(csv);
	expect(withExtension(name, FILE_FORMATS.ndjson)).toBe(ndjson);
});

it.each([
	['results', 'results.xlsx'],
	['Results.XLSX', 'Results.XLSX'],
	['results.xls', 'results.xls.xlsx'],
])('%s becomes %s as an Excel file', (name, expected) => {
	expect(withExtension(name, FILE_FORMATS.xlsx)).toBe(expected);
});

it.each(['', 'results', 'Größe 大小.csv', 'a.b.csv', "it's fine; really", '.hidden.csv'])(
	'%j can be a file name',
	(name) => {
		expect(validateFileName(name)).toBeNull();
	},
);

it.each([
	['a/b', 'slashInFileName'],
	['..\\b.csv', 'slashInFileName'],
	['/etc/passwd', 'slashInFileName'],
	['a\u0000.csv', 'controlCharacterInFileName'],
	['a\nb', 'controlCharacterInFileName'],
	['a\u007fb', 'controlCharacterInFileName'],
	['..', 'fileNameOnlyEnding'],
	['.csv', 'fileNameOnlyEnding'],
])('%j cannot be a file name', (name, why) => {
	expect(validateFileName(name)).toBe(why);
});

it('the default name has the date', () => {
	expect(defaultFileName('module results', '2026-11-25')).toBe('module-results-2026-11-25');
});

it('NDJSON has one JSON object per line', () => {
	expect(NDJSON_ENCODER.encode([])).toBe('');
	expect(NDJSON_ENCODER.encode([{ a: 'x\ny', b: null }, { c: [1] }])).toBe(
		'{"a":"x\\ny","b":null}\n{"c":[1]}\n',
	);
});

it('NDJSON keeps any rows unchanged, one per line', () => {
	fc.assert(
		fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (rows) => {
			const text = NDJSON_ENCODER.encode(rows as RawRecord[]) as string;
			const lines = text.split('\n').slice(0, -1);
			expect(lines).toHaveLength(rows.length);
			expect(`[${lines.join(',')}]`).toBe(JSON.stringify(rows));
		}),
		{ numRuns: 500 },
	);
});
