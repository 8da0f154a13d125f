import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { previews } from '../../nodes/IspringLearn/resources';
import { ALL_COLUMNS, COLUMNS, resultKeyOf, shortKeyOf } from '../support/columns';
import type { Fault, ModuleResult, Simulator } from '../simulator/server';
import { readTable, readXlsx } from '../support/xlsx';
import { bytesOf, fillStorage, storedFiles, storeInFiles } from '../support/engine/binaryData';
import type { Outcome } from '../support/engine/engine';
import { FILTER_CASES } from '../support/engine/filterCases';
import { cancelAtSecondPage, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const NDJSON = { format: 'ndjson' };
const CSV = { format: 'csv' };

const EXCLUSIVE = { filters: { overdueOnly: true, completionStatuses: ['passed'] } };

/** The text of the only file in the output. */
async function textOf(outcome: Outcome): Promise<string> {
	expect(rowsOf(outcome)).toHaveLength(1);
	return (await bytesOf(outcome.outputs[0][0])).toString();
}

/** Turns a record of the simulator into a row with all columns. */
const rowOf = (record: ModuleResult): IDataObject => {
	const fields: IDataObject = { ...record, resultKey: resultKeyOf(record) };
	return Object.fromEntries(COLUMNS.map((name) => [name, fields[name] ?? null]));
};

const csvCell = (value: unknown): string => {
	const text = value === null ? '' : `${value as string | number | boolean}`;
	return text.split(/[",\r\n]/).length > 1 ? `"${text.split('"').join('""')}"` : text;
};

/** The exact CSV file for these rows. */
const csvOf = (rows: readonly IDataObject[], columns: readonly string[] = COLUMNS): string =>
	`\ufeff${[columns, ...rows.map((row) => columns.map((name) => row[name]))]
		.map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
		.join('')}`;

const ndjsonOf = (rows: readonly IDataObject[]): string =>
	rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const recordRows = (simulator: Simulator): IDataObject[] =>
	[...simulator.expectedRows({})].map(rowOf);

test.each<[string, INodeParameters]>([
	['skipped names', { filters: { userIds: 'Nobody' }, options: { skipInvalidIds: true } }],
	['filters that exclude each other', EXCLUSIVE],
])('exports a header and no rows for %s', async (_name, fields) => {
	const simulator = await suite.simulator({ rows: 3 });
	const excel = await suite.exportFile(simulator, fields);
	const [{ header, rows }] = readXlsx(await bytesOf(excel.outputs[0][0]));
	expect({ header, rows }).toEqual({ header: COLUMNS, rows: [] });
	expect(await textOf(await suite.exportFile(simulator, { ...fields, ...CSV }))).toBe(csvOf([]));
	expect(await textOf(await suite.exportFile(simulator, { ...fields, ...NDJSON }))).toBe('');
	expect(rowsOf(excel)).toMatchObject([{ rows: 0, pages: 0 }]);
	expect(listUrls(simulator).some((url) => url.startsWith('/learners'))).toBe(false);
});

test.each([
	{ rows: 0, pages: 1, format: 'json' as const },
	{ rows: 1, pages: 1, format: 'json' as const },
	{ rows: 1001, pages: 2, format: 'json' as const },
	{ rows: 1001, pages: 2, format: 'xml' as const },
])('exports $rows rows from $format byte for byte', async ({ rows, pages, format }) => {
	const simulator = await suite.simulator({ rows, format });
	const expectedRows = recordRows(simulator);
	for (const [fields, text, mimeType] of [
		[CSV, csvOf(expectedRows), 'text/csv'],
		[NDJSON, ndjsonOf(expectedRows), 'application/x-ndjson'],
	] as const) {
		const outcome = await suite.exportFile(simulator, fields);
		expect(await textOf(outcome)).toBe(text);
		const [{ json, binary, pairedItem }] = outcome.outputs[0];
		const bytes = Buffer.byteLength(text);
		expect(json).toEqual({
			fileName: expect.stringMatching(/^module-results-\d{4}-\d\d-\d\d\.(csv|ndjson)$/),
			rows,
			pages,
			bytes,
			...fields,
		});
		expect(binary?.data).toMatchObject({ fileName: json.fileName, mimeType, bytes });
		expect(pairedItem).toEqual({ item: 0 });
	}
	expect(simulator.violations).toEqual([]);
});

describe('an Excel file', () => {
	const ZONE = 'Europe/Berlin';

	/** The cells of a row of Get Many. */
	const cellsOf = (row: IDataObject): IDataObject =>
		Object.fromEntries(
			Object.entries(row).map(([name, value]) => {
				if (!name.endsWith('Date') || value === null) return [name, value];
				const time = DateTime.fromISO(String(value), { zone: ZONE });
				return [name, { date: time.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS") }];
			}),
		);

	const exportTable = async (simulator: Simulator, fields: INodeParameters = {}) => {
		const outcome = await suite.exportFile(simulator, fields, { timezone: ZONE });
		expect(rowsOf(outcome)).toHaveLength(1);
		const bytes = await bytesOf(outcome.outputs[0][0]);
		return { outcome, bytes };
	};

	test.each(['json', 'xml'] as const)('has the cells of Get Many, from %s', async (format) => {
		const simulator = await suite.simulator({ rows: 1001, format });
		const form = { output: 'all' };
		const items = rowsOf(await suite.getAll(simulator, form));
		const { outcome, bytes } = await exportTable(simulator, form);
		expect(readTable(bytes)).toEqual(items.map(cellsOf));
		expect(readXlsx(bytes)).toMatchObject([{ name: 'Module results', header: ALL_COLUMNS }]);
		const [{ json, binary }] = outcome.outputs[0];
		const fileName = expect.stringMatching(/^module-results-\d{4}-\d\d-\d\d\.xlsx$/) as unknown;
		const { length } = bytes;
		expect(json).toEqual({ fileName, format: 'xlsx', rows: 1001, pages: 2, bytes: length });
		expect(binary?.data).toMatchObject({
			mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			bytes: length,
		});
	});

	test('has real dates also with Readable Values', async () => {
		const simulator = await suite.simulator({ rows: 20 });
		const form = { output: 'selected', columns: ['accessDate', 'isOverdue', 'completionStatus'] };
		const options = { readableValues: true };
		const plain = readTable((await exportTable(simulator, form)).bytes);
		const readable = readTable((await exportTable(simulator, { ...form, options })).bytes);
		expect(readable.map(({ accessDate }) => accessDate)).toEqual(
			plain.map(({ accessDate }) => accessDate),
		);
		expect(readable.map(({ isOverdue }) => isOverdue)).toEqual(
			plain.map(({ isOverdue }) => (isOverdue ? 'Yes' : 'No')),
		);
	});

	test('has a header without rows, also if no request is needed', async () => {
		const simulator = await suite.simulator({ rows: 0 });
		const options = { skipInvalidIds: true };
		const never = { filters: { userIds: 'Nobody' }, output: 'all', options };
		for (const form of [{ output: 'all' }, never]) {
			const { bytes } = await exportTable(simulator, form);
			expect(readXlsx(bytes)).toEqual([{ name: 'Module results', header: ALL_COLUMNS, rows: [] }]);
		}
	});

	test('adds a column for a field that first appears on a later page', async () => {
		const simulator = await suite.simulator({ rows: 20 });
		const body = JSON.stringify({ results: [{ userId: 'u', mood: 'glad' }] });
		simulator.faults.add({ on: { request: 2 }, body }, { on: { request: 4 }, body });
		const form = { output: 'raw', options: { pageSize: 10 } };
		const { bytes } = await exportTable(simulator, form);
		const rows = readTable(bytes);
		expect(rows.map(({ mood }) => mood)).toEqual([...Array<null>(10).fill(null), 'glad']);
	});

	test('stops at a text that Excel cannot hold, and names its column', async () => {
		const simulator = await suite.simulator();
		const body = JSON.stringify({ results: [{ moduleTitle: 'a'.repeat(32_768) }] });
		simulator.faults.add({ on: { times: Infinity }, body });
		const before = storedFiles();
		const { error, rows } = await suite.exportFile(simulator);
		expect(rows).toEqual([]);
		expect(error?.message).toBe('A text in the column moduleTitle is too long for Excel');
		expect(error?.description).toMatch(
			/32,768 characters.*can contain 32,767\. Set 'Format' to CSV/,
		);
		expect(storedFiles()).toEqual(before);
		expect((await textOf(await suite.exportFile(simulator, CSV))).length).toBeGreaterThan(32_768);
	});
});

test.each(['courseResult', 'enrollment', 'user'])(
	'exports %s as Get Many reads it',
	async (resource) => {
		const simulator = await suite.simulator({ rows: 60, users: 30 });
		const form = { resource, output: 'all' };
		const items = rowsOf(await suite.getAll(simulator, form));
		expect(items.length).toBeGreaterThan(10);
		expect(await textOf(await suite.exportFile(simulator, { ...form, ...NDJSON }))).toBe(
			ndjsonOf(items),
		);
		const outcome = await suite.exportFile(simulator, form);
		const table = readTable(await bytesOf(outcome.outputs[0][0]));
		expect(table).toHaveLength(items.length);
		expect(Object.keys(table[0])).toEqual(Object.keys(items[0]));
		expect(rowsOf(outcome)).toMatchObject([
			{ fileName: expect.stringMatching(/^(course-results|enrollments|users)-/) },
		]);
	},
);

test.each(FILTER_CASES)('sends $name as Get Many does', async ({ filters }) => {
	const simulator = await suite.simulator({ rows: 1200, allActive: false });
	const fields = { filters: filters(simulator), options: { pageSize: 400 } };
	const items = rowsOf(await suite.getAll(simulator, fields));
	const urls = listUrls(simulator);
	simulator.reset();
	expect(await textOf(await suite.exportFile(simulator, { ...CSV, ...fields }))).toBe(csvOf(items));
	expect(listUrls(simulator)).toEqual(urls);
});

test('adds name columns and looks each name up once', async () => {
	const simulator = await suite.simulator({ rows: 1500, users: 120 });
	const form = { ...CSV, output: 'all', options: { pageSize: 100 } };
	const items = rowsOf(await suite.getAll(simulator, form));
	expect(items.some(({ userName }) => userName !== null)).toBe(true);
	simulator.reset();
	const text = await textOf(await suite.exportFile(simulator, form));
	expect(text).toBe(csvOf(items, ALL_COLUMNS));
	expect(listUrls(simulator).filter((url) => url.startsWith('/users'))).toHaveLength(3);
});

test('exports records as sent with Output Raw, under the known columns', async () => {
	const simulator = await suite.simulator({ rows: 250 });
	const fields = { ...CSV, output: 'raw', options: { pageSize: 100 } };
	const items = rowsOf(await suite.getAll(simulator, fields));
	const lines = await textOf(await suite.exportFile(simulator, { ...fields, ...NDJSON }));
	expect(lines).toBe(ndjsonOf(items));
	const full = items.map((item) => ({
		...Object.fromEntries(COLUMNS.map((name) => [name, null])),
		...item,
	}));
	const table = await textOf(await suite.exportFile(simulator, fields));
	expect(table).toBe(csvOf(full, COLUMNS.slice(0, -1)));
});

test('adds a column for a field that first appears on a later page', async () => {
	const simulator = await suite.simulator({ rows: 20 });
	const late = { userId: 'u', courseId: 'c', moduleId: 'm', mood: 'glad' };
	const body = JSON.stringify({ results: [late] });
	simulator.faults.add({ on: { request: 2 }, body }, { on: { request: 4 }, body });
	const fields = { ...CSV, output: 'raw', options: { pageSize: 10 } };
	const outcome = await suite.exportFile(simulator, fields);
	const columns = [...COLUMNS.slice(0, -1), 'mood'];
	const blank = Object.fromEntries(columns.map((name) => [name, null]));
	const sent = [...simulator.expectedRows({})].slice(0, 10);
	const rows = [...sent, late].map((row) => ({ ...blank, ...row }));
	expect(await textOf(outcome)).toBe(csvOf(rows, columns));
	expect(outcome.rows[0]).toMatchObject({ rows: 11, pages: 2 });
	expect(simulator.pageRequests).toBe(4);
});

test('reads the list twice, however many pages have new fields', async () => {
	const simulator = await suite.simulator({ users: 80 });
	const { users } = simulator.world;
	for (const [at, user] of users.entries()) {
		if (at % 10 === 9) user.profile = { [`SKILL${at}`]: `skill of user ${at}` };
	}
	const fields = { resource: 'user', output: 'all', options: { pageSize: 10 } };
	const outcome = await suite.exportFile(simulator, fields);
	expect(outcome.rows[0]).toMatchObject({ rows: 80, pages: 8 });
	const table = readTable(await bytesOf(outcome.outputs[0][0]));
	for (const [at, row] of table.entries()) {
		const skills = Object.entries(row).filter(
			([name, cell]) => /^skill/.test(name) && cell !== null,
		);
		expect(skills).toEqual(at % 10 === 9 ? [[`skill${at}`, `skill of user ${at}`]] : []);
	}
	const pages = listUrls(simulator).filter((url) => /pageSize=10(&|$)/.test(url));
	expect(pages).toHaveLength(16);
});

test('takes the columns from the first page with rows, and reads the list once', async () => {
	const simulator = await suite.simulator({ users: 40 });
	const { users } = simulator.world;
	for (const user of users) user.profile = { SKILL: 'drums' };
	const [last] = users.slice(-1);
	Object.assign(last, { firstName: 'Zebulon', lastName: 'Quux' });
	const filters = { nameContains: 'Zebulon Quux' };
	const fields = { resource: 'user', output: 'all', filters, options: { pageSize: 10 } };
	const outcome = await suite.exportFile(simulator, fields);
	const table = readTable(await bytesOf(outcome.outputs[0][0]));
	expect(table).toMatchObject([{ userId: last.id, skill: 'drums' }]);
	const pages = listUrls(simulator).filter((url) => /pageSize=10(&|$)/.test(url));
	expect(pages).toHaveLength(4);
});

test('stops when new fields keep appearing, and suggests NDJSON', async () => {
	const simulator = await suite.simulator({ rows: 20 });
	for (const pass of [1, 2, 3, 4, 5]) {
		const body = `{"results":[{"mood${pass}":"glad"}]}`;
		simulator.faults.add({ on: { request: 2 * pass }, body });
	}
	const fields = { output: 'raw', options: { pageSize: 10 } };
	const { rows, error } = await suite.exportFile(simulator, fields);
	expect(rows).toEqual([]);
	expect(error?.message).toBe('New fields keep appearing');
	expect(error?.description).toContain("Set 'Format' to NDJSON");
	expect(simulator.pageRequests).toBe(10);
});

test('renews a token that expires between pages, and loses no row', async () => {
	const simulator = await suite.simulator({ rows: 500 });
	simulator.faults.add({ on: { request: 3 }, revoke: true });
	const outcome = await suite.exportFile(simulator, { ...CSV, options: { pageSize: 100 } });
	expect(await textOf(outcome)).toBe(csvOf(recordRows(simulator)));
	expect(simulator.tokenRequests).toBe(2);
});

test('exports one file per input item, in order', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	const input = simulator.world.users.slice(0, 3).map(({ id }) => ({ user: id }));
	const fields = {
		filters: { userIds: '={{ $json.user }}' },
		fileName: '={{ $json.user }}',
		...CSV,
	};
	const { outputs, error } = await suite.exportFile(simulator, fields, { input });
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2].map((item) => ({ item })),
	);
	for (const [at, item] of outputs[0].entries()) {
		const { user } = input[at];
		const expectedRows = [...simulator.expectedRows({ userIds: [user] })].map(rowOf);
		expect(item.json).toMatchObject({ fileName: `${user}.csv`, rows: expectedRows.length });
		expect((await bytesOf(item)).toString()).toBe(csvOf(expectedRows));
	}
});

test('with continue on fail, reports one failed item and exports the files of the others', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	const [first, , third] = simulator.world.users.map(({ id }) => ({ user: id }));
	const input = [first, { user: 'nobody' }, third];
	const fields = { filters: { userIds: '={{ $json.user }}' } };
	const settings = { onError: 'continueErrorOutput' as const };
	const { outputs } = await suite.exportFile(simulator, fields, { input, settings });
	expect(outputs[0].map(({ json }) => json.rows)).toEqual([30, 30]);
	expect(outputs[1]).toHaveLength(1);
	expect(JSON.stringify(outputs[1])).toContain('nobody');
});

test('sends at most four requests at a time for twelve input items', async () => {
	const simulator = await suite.simulator({ rows: 40, delayMs: 10 });
	const input = Array.from({ length: 12 }, () => ({}));
	const outcome = await suite.exportFile(simulator, { options: { pageSize: 10 } }, { input });
	expect(rowsOf(outcome)).toHaveLength(12);
	expect(simulator.maxConcurrent).toBeLessThanOrEqual(4);
});

test('the output preview in the editor has the fields of the item in order', async () => {
	const simulator = await suite.simulator({ rows: 3 });
	const [row] = rowsOf(await suite.exportFile(simulator));
	const { properties } = previews().moduleResult.export;
	expect(Object.entries(properties).map(([name, { type }]) => [name, type])).toEqual(
		Object.entries(row).map(([name, value]) => [name, typeof value]),
	);
});

describe('the form', () => {
	const fileNameOf = async (fields: INodeParameters, timezone?: string) => {
		const simulator = await suite.simulator({ rows: 3 });
		const [{ fileName }] = rowsOf(await suite.exportFile(simulator, fields, { timezone }));
		return fileName;
	};

	test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
		'names the file after the current day in the time zone of the workflow, %s',
		async (zone) => {
			const day = () => DateTime.now().setZone(zone).toISODate();
			const before = day();
			const name = await fileNameOf({}, zone);
			expect([before, day()].map((one) => `module-results-${one}.xlsx`)).toContain(name);
		},
	);

	test.each<[string, INodeParameters, string]>([
		['adds an extension', { fileName: 'Ergebnisse März' }, 'Ergebnisse März.xlsx'],
		['keeps an extension', { fileName: 'results.XLSX' }, 'results.XLSX'],
		['adds the extension of the format', { fileName: 'results', ...NDJSON }, 'results.ndjson'],
		[
			'keeps another extension of the same format',
			{ fileName: 'results.jsonl', ...NDJSON },
			'results.jsonl',
		],
		['accepts an expression', { fileName: '={{ "a".repeat(3) }}' }, 'aaa.xlsx'],
		['accepts a number', { fileName: '={{ 2026 }}' }, '2026.xlsx'],
	])('File Name: %s', async (_name, fields, expected) => {
		expect(await fileNameOf(fields)).toBe(expected);
	});

	test.each<[INodeParameters, RegExp, RegExp]>([
		[
			{ fileName: '../results.csv' },
			/^"\.\.\/results\.csv" in 'File Name' contains a slash/,
			/^Enter a file name/,
		],
		[{ fileName: 'a\\b' }, / in 'File Name' contains a slash$/, /Results 2026/],
		[{ fileName: 'a\nb' }, /^"a\nb" in 'File Name' contains a line break/, /Results 2026/],
		[
			{ fileName: '.csv' },
			/^"\.csv" in 'File Name' needs a name before the extension$/,
			/leave it empty/,
		],
		[{ fileName: '={{ ({ a: 1 }) }}' }, /^"\{"a":1\}" in 'File Name' isn't text$/, /Results 2026/],
		[
			{ fileName: '={{ ["a", "b"] }}' },
			/^"\["a","b"\]" in 'File Name' isn't text$/,
			/Results 2026/,
		],
		[
			{ format: '={{ "xls" }}' },
			/^"xls" in 'Format' isn't a choice$/,
			/^Use one of: Excel, CSV, NDJSON\.$/,
		],
		[
			{ ...CSV, options: { delimiter: '={{ "|" }}' } },
			/^"\|" in 'Delimiter' isn't a choice$/,
			/^Use one of: Comma, Semicolon, Tab\.$/,
		],
		[
			{ ...CSV, options: { formulaGuard: '={{ "perhaps" }}' } },
			/^'Escape Formulas' must be true or false$/,
			/^The value is "perhaps"\.$/,
		],
	])('rejects %j before any request', async (fields, message, description) => {
		const simulator = await suite.simulator({ rows: 3 });
		const { error, rows } = await suite.exportFile(simulator, fields);
		expect(rows).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		['Excel', '.xlsx'],
		['XLSX', '.xlsx'],
		['csv', '.csv'],
		['Ndjson', '.ndjson'],
	])('Format accepts %s from an expression', async (format, extension) => {
		expect(await fileNameOf({ format: `={{ "${format}" }}`, fileName: 'a' })).toBe(`a${extension}`);
	});

	test.each(['xlsx', 'ndjson'])('%s ignores the hidden options of CSV', async (format) => {
		const options = { delimiter: '={{ "|" }}', byteOrderMark: '={{ null }}', dateFormat: 'never' };
		expect(await fileNameOf({ format, fileName: 'a', options })).toBe(`a.${format}`);
	});

	test('Add Byte Order Mark adds it to the start of the file, unless it is off', async () => {
		const simulator = await suite.simulator({ rows: 3 });
		const bytes = async (fields: INodeParameters) => {
			const { outputs } = await suite.exportFile(simulator, { ...CSV, ...fields });
			return await bytesOf(outputs[0][0]);
		};
		const plain = await bytes({ options: { byteOrderMark: false } });
		expect(await bytes({})).toEqual(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]));
	});

	test('Delimiter and Date Format make a CSV file for a German Excel', async () => {
		const simulator = await suite.simulator({ rows: 3 });
		const options = { delimiter: 'semicolon', dateFormat: '={{ "Workflow Timezone" }}' };
		const form = { ...CSV, output: 'selected', columns: ['moduleTitle', 'accessDate'], options };
		const job = { timezone: 'Europe/Berlin' };
		const text = await textOf(await suite.exportFile(simulator, form, job));
		const [header, ...lines] = text.trimEnd().split('\r\n');
		expect(header).toBe('\ufeffmoduleTitle;accessDate');
		const expected = [...simulator.expectedRows({})].map(({ accessDate }) =>
			DateTime.fromISO(accessDate ?? '', { zone: 'Europe/Berlin' }).toFormat('yyyy-MM-dd HH:mm:ss'),
		);
		expect(lines.map((line) => line.split(';')[1])).toEqual(expected);
	});

	test('Escape Formulas puts an apostrophe before a formula', async () => {
		const simulator = await suite.simulator();
		const moduleTitle = '=HYPERLINK("http://x","y")';
		const body = JSON.stringify({ results: [{ moduleTitle, progress: -5 }] });
		simulator.faults.add({ on: { times: Infinity }, body });
		const lineWith = async (formulaGuard: boolean) =>
			(
				await textOf(await suite.exportFile(simulator, { ...CSV, options: { formulaGuard } }))
			).split('\r\n')[1];
		const quoted = moduleTitle.split('"').join('""');
		const rest = `${','.repeat(15)}${shortKeyOf(':::')}`;
		expect(await lineWith(false)).toBe(`"${quoted}",,-5${rest}`);
		expect(await lineWith(true)).toBe(`"'${quoted}",,-5${rest}`);
	});

	test('ignores a limit left over from Get Many', async () => {
		const simulator = await suite.simulator({ rows: 120 });
		const credentials = suite.account(simulator);
		const parameters = {
			resource: 'moduleResult',
			operation: 'export',
			limit: 5,
			returnAll: false,
		};
		const { rows } = await suite.engine.run({ credentials, parameters });
		expect(rows).toMatchObject([{ rows: 120 }]);
	});
});

describe.each(['memory', 'files'])('binary data in %s', (where) => {
	let restore: (() => void) | undefined;
	beforeAll(async () => {
		if (where === 'files') restore = await storeInFiles();
	});
	afterAll(() => restore?.());

	test('contains the complete file', async () => {
		const simulator = await suite.simulator({ rows: 2345 });
		const before = storedFiles();
		const outcome = await suite.exportFile(simulator, { ...CSV, options: { pageSize: 100 } });
		expect(await textOf(outcome)).toBe(csvOf(recordRows(simulator)));
		expect(storedFiles()).toHaveLength(before.length + (where === 'files' ? 1 : 0));
	});

	test('contains an empty file for no rows', async () => {
		const simulator = await suite.simulator({ rows: 0 });
		expect(await textOf(await suite.exportFile(simulator, NDJSON))).toBe('');
	});

	test('reports a full disk and sends no further request', async () => {
		const simulator = await suite.simulator({ rows: 500 });
		const empty = fillStorage();
		const outcome = await suite.exportFile(simulator, { ...CSV, options: { pageSize: 50 } });
		empty();
		expect(outcome.rows).toEqual([]);
		expect(outcome.error?.message).toBe("n8n couldn't store the file");
		expect(outcome.error?.description).toContain('no space left on device');
		expect(simulator.pageRequests).toBe(1);
	});

	test.each<[string, Fault]>([
		['403', { status: 403 }],
		['a persistent 401', { status: 401 }],
		['400', { status: 400 }],
		['500', { status: 500 }],
		['a persistent 503', { status: 503 }],
		['a web page', { html: true }],
		['the response of another service', { foreign: true }],
		['a truncated body', { cut: 0.7, cutMode: 'silent' }],
		['a closed socket', { hangUp: true }],
		['a repeated token', { repeatToken: true }],
	])(
		'reports %s on page 2 like Get Many, without an item or a leftover file',
		async (_name, fault) => {
			const simulator = await suite.simulator({ rows: 120 });
			const fields = { options: { pageSize: 50, maxRetries: 0 } };
			const addFault = () =>
				simulator.faults.add({ on: { request: 2, times: Infinity }, ...fault });
			addFault();
			const { error: expected } = await suite.getAll(simulator, fields);
			simulator.reset();
			simulator.faults.clear();
			addFault();
			const before = storedFiles();
			const { error, outputs } = await suite.exportFile(simulator, fields);
			expect(outputs.flat()).toEqual([]);
			expect(expected?.message).toBeTruthy();
			expect(error?.message).toBe(expected?.message);
			expect(error?.description).toBe(expected?.description);
			expect(storedFiles()).toEqual(before);
		},
	);

	test.each<[string, Fault]>([
		['a retry delay', { status: 429, headers: { 'retry-after': '0.4' } }],
		['a request', { delayMs: 400 }],
	])('leaves no item and no file when cancelled during %s', async (_name, fault) => {
		const simulator = await suite.simulator({ rows: 120 });
		simulator.faults.add({ on: { request: 2 }, ...fault });
		const before = storedFiles();
		const fields = { options: { pageSize: 50 } };
		const { run, rows } = await cancelAtSecondPage(
			simulator,
			async (job) => await suite.exportFile(simulator, fields, job),
		);
		expect(run.status).toBe('canceled');
		expect(rows).toEqual([]);
		expect(simulator.pageRequests).toBe(2);
		expect(storedFiles()).toEqual(before);
	});
});
