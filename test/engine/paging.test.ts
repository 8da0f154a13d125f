import '../support/withoutPauses';
import { COLUMNS, resultKeyOf } from '../support/columns';
import type { Fault } from '../simulator/server';
import { FORMATS, listUrls, parameterOf, rowsOf, useSuite } from '../support/engine/suite';

const RESULTS = '/learners/modules/results';

const suite = useSuite();

describe('2,500 results over three pages', () => {
	test('are read with exact URLs and are equal from JSON and from XML', async () => {
		const rows = await Promise.all(
			FORMATS.map(async (format) => {
				const simulator = await suite.simulator({ rows: 2500, format });
				const items = rowsOf(await suite.getAll(simulator));
				const urls = listUrls(simulator);
				expect(urls[0]).toBe(`${RESULTS}?pageSize=1000`);
				expect(urls).toHaveLength(3);
				for (const url of urls.slice(1))
					expect(url).toMatch(/^\/learners\/modules\/results\?pageSize=1000&pageToken=\S+$/);
				expect(new Set(urls).size).toBe(3);
				expect(simulator.violations).toEqual([]);
				return items;
			}),
		);
		expect(rows[0]).toHaveLength(2500);
		expect(rows[1]).toEqual(rows[0]);
		expect(new Set(rows[0].map(({ resultKey }) => resultKey)).size).toBe(2500);
	});

	test('are the records of the simulator in order', async () => {
		const simulator = await suite.simulator({ rows: 2500 });
		const rows = rowsOf(await suite.getAll(simulator));
		const expected = [...simulator.expectedRows({})];
		expect(rows.map(({ resultKey }) => resultKey)).toEqual(expected.map(resultKeyOf));
		expected.forEach((row, at) => expect(rows[at]).toMatchObject(row));
	});
});

test.each([
	{ rows: 0, pages: 1 },
	{ rows: 1, pages: 1 },
	{ rows: 999, pages: 1 },
	{ rows: 1000, pages: 1 },
	{ rows: 1001, pages: 2 },
])('$rows rows take $pages pages', async ({ rows, pages }) => {
	const simulator = await suite.simulator({ rows });
	const items = rowsOf(await suite.getAll(simulator));
	expect(items).toHaveLength(rows);
	expect(simulator.pageRequests).toBe(pages);
	for (const row of items) expect(Object.keys(row)).toEqual(COLUMNS);
});

test.each([
	{ limit: 1, sizes: ['1'] },
	{ limit: 50, sizes: ['50'] },
	{ limit: 1500, sizes: ['1000', '500'] },
])('Limit $limit requests only the missing records', async ({ limit, sizes }) => {
	const simulator = await suite.simulator({ rows: 2500 });
	const items = rowsOf(await suite.getAll(simulator, { returnAll: false, limit }));
	expect(items).toHaveLength(limit);
	const requests = simulator.requests.filter(({ path }) => path === RESULTS);
	expect(requests.map((request) => parameterOf(request, 'pageSize'))).toEqual(sizes);
});

describe.each(FORMATS)('in %s', (format) => {
	test.each([1, 33])('Page Size %i returns the same items', async (pageSize) => {
		const simulator = await suite.simulator({ rows: 70, format });
		const complete = rowsOf(await suite.getAll(simulator));
		simulator.reset();
		const items = rowsOf(await suite.getAll(simulator, { options: { pageSize } }));
		expect(items).toEqual(complete);
		expect(simulator.pageRequests).toBe(Math.ceil(70 / pageSize));
	});

	test('keeps all records of an oversized page, and cuts them at the limit', async () => {
		const simulator = await suite.simulator({ rows: 100, format });
		simulator.faults.add({ oversize: 5 });
		expect(rowsOf(await suite.getAll(simulator, { options: { pageSize: 40 } }))).toHaveLength(100);
		simulator.faults.add({ oversize: 5 });
		expect(rowsOf(await suite.getAll(simulator, { returnAll: false, limit: 10 }))).toHaveLength(10);
	});

	test('keeps numeric page tokens as text, and stops at an empty token', async () => {
		const simulator = await suite.simulator({
			rows: 70,
			format,
			numericTokens: true,
			emptyLastToken: 'empty',
		});
		expect(rowsOf(await suite.getAll(simulator, { options: { pageSize: 33 } }))).toHaveLength(70);
		expect(listUrls(simulator)[1]).toMatch(/pageToken=0+\d+$/);
		expect(simulator.violations).toEqual([]);
	});

	test('Page Token continues where a previous read stopped', async () => {
		const simulator = await suite.simulator({ rows: 70, format });
		const complete = rowsOf(await suite.getAll(simulator, { options: { pageSize: 35 } }));
		const pageToken = parameterOf(simulator.requests.at(-1), 'pageToken');
		const rest = rowsOf(await suite.getAll(simulator, { options: { pageSize: 35, pageToken } }));
		expect(rest).toEqual(complete.slice(35));
	});

	test('reads on after an empty page with a token', async () => {
		const simulator = await suite.simulator({ rows: 70, format });
		simulator.faults.add({ on: { request: 2, times: 3 }, emptyPage: true });
		expect(rowsOf(await suite.getAll(simulator, { options: { pageSize: 33 } }))).toHaveLength(70);
	});

	test('returns records as sent with Output Raw', async () => {
		const simulator = await suite.simulator({ rows: 30, format });
		const items = rowsOf(await suite.getAll(simulator, { output: 'raw' }));
		const expected = [...simulator.expectedRows({})];
		items.forEach((row, at) =>
			expect(Object.keys(row).sort()).toEqual(Object.keys(expected[at]).sort()),
		);
		expect(items[0]).not.toHaveProperty('resultKey');
		expect(typeof items[0].isOverdue).toBe(format === 'xml' ? 'string' : 'boolean');
	});

	test('stops at a repeated token', async () => {
		const simulator = await suite.simulator({ rows: 500, format });
		simulator.faults.add({ on: { request: 3 }, repeatToken: true });
		const { error, rows } = await suite.getAll(simulator, { options: { pageSize: 100 } });
		expect(rows).toEqual([]);
		expect(error?.message).toBe('iSpring Learn sent the same page twice');
		expect(error?.description).toContain('Run the node again');
	});

	test.each<[string, Partial<Fault>]>([
		['an empty object', { body: '{}' }],
		['an object without a list, and no token', { body: '{"nextPageToken":null}' }],
		['an empty root', { body: '<response/>' }],
		['a root with an empty token', { body: '<response><nextPageToken/></response>' }],
		['status 204', { status: 204, body: '' }],
		['a blank body', { blank: 'body' }],
	])(
		'rejects %s after a page token, and takes it for an empty list before',
		async (_name, fault) => {
			const simulator = await suite.simulator({ rows: 70, format });
			const fields = { options: { pageSize: 33, maxRetries: 1 } };
			if (!fault.blank) {
				simulator.faults.add({ on: { request: 1 }, ...fault });
				expect(rowsOf(await suite.getAll(simulator, fields))).toEqual([]);
				simulator.reset();
			}
			simulator.faults.add({ on: { request: 2, times: Infinity }, ...fault });
			const { error, rows } = await suite.getAll(simulator, fields);
			expect(rows).toEqual([]);
			expect(error?.message).toBe('The next page is missing');
			expect(error?.description).toContain('Run the node again');
			simulator.reset();
			simulator.faults.add({ on: { request: 2 }, ...fault });
			expect(rowsOf(await suite.getAll(simulator, fields))).toHaveLength(70);
		},
	);

	test.each(['{"results":null}', '{"results":[]}', '<response><results/></response>'])(
		'%s after a page token ends the list',
		async (body) => {
			const simulator = await suite.simulator({ rows: 70, format });
			simulator.faults.add({ on: { request: 2 }, body });
			const items = rowsOf(await suite.getAll(simulator, { options: { pageSize: 33 } }));
			expect(items).toHaveLength(33);
		},
	);

	test('stops after 20 empty pages', async () => {
		const simulator = await suite.simulator({ rows: 500, format });
		simulator.faults.add({ on: { times: Infinity }, emptyPage: true });
		const { error } = await suite.getAll(simulator);
		expect(error?.message).toBe('iSpring Learn sent 20 empty pages in a row');
		expect(simulator.pageRequests).toBe(20);
	});
});

describe('the maximum of a list', () => {
	test('returns 100,000 rows', async () => {
		const simulator = await suite.simulator({ rows: 100_000 });
		expect(rowsOf(await suite.getAll(simulator))).toHaveLength(100_000);
	});

	test('stops at 100,001 rows and says how to split them', async () => {
		const simulator = await suite.simulator({ rows: 100_001 });
		const { error, rows } = await suite.getAll(simulator);
		expect(rows).toEqual([]);
		expect(error?.message).toBe('More than 100,000 module results match');
		expect(error?.description).toContain('split the request');
		expect(error?.description).toContain('Export to File');
	});
});
