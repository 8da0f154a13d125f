import {
	validateFileName,
	defaultFileName,
	withExtension,
} from '../../../nodes/IspringLearn/output/fileName';
import { FILE_FORMATS, isFileFormat } from '../../../nodes/IspringLearn/output/formats';

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

it.each(['', 'results', 'Größe 大小.csv', 'a.b.csv', "it's fine; really", '.hidden.csv'])(
	'%j can be a name',
	(name) => {
		expect(validateFileName(name)).toBeNull();
	},
);

it.each([
	['a/b', 'slash'],
	['..\\b.csv', 'slash'],
	['/etc/passwd', 'slash'],
	['a\u0000.csv', 'control character'],
	['a\nb', 'line break'],
	['a\u007fb', 'control character'],
	['..', 'nothing before'],
	['.csv', 'nothing before'],
])('%j cannot', (name, why) => {
	expect(validateFileName(name)).toContain(why);
});

it('a file of its own day', () => {
	expect(defaultFileName('module results', '2026-11-25')).toBe('module-results-2026-11-25');
});

it.each(['csv', 'ndjson'])('%s is a format', (name) => expect(isFileFormat(name)).toBe(true));

it.each(['CSV', '', 'toString', '__proto__', null, 1])('%j is none', (name) =>
	expect(isFileFormat(name)).toBe(false),
);
