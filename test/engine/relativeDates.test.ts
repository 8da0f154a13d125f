/** Completed In, Due In, Assigned In and Overdue Only: the requests, and the rows that match. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WORLD_NOW } from '../simulator/world';
import { listUrls, rowsOf, useSuite } from '../support/engine/suite';

/** 1 June 2026, 00:00 UTC: a Monday. */
const NOW_MS = WORLD_NOW * 1000;
const UNFINISHED = ['declined', 'in_progress', 'incomplete', 'not_started', 'pending'];
const OVERDUE = `dueDate[endDate]=2026-06-01T00:00:00Z&${UNFINISHED.map((status) => `completionStatuses[]=${status}`).join('&')}`;

const suite = useSuite();
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => NOW_MS);
});
afterEach(() => jest.restoreAllMocks());

const queryIn = (url: string): string => url.replace(/^[^?]*\?|&?pageSize=.*$/g, '');

describe.each([
	['moduleResult', '/learners/modules/results'],
	['courseResult', '/learners/results'],
] as const)('%s', (resource, path) => {
	test.each<[IDataObject, string, IDataObject]>([
		[
			{ completedIn: 'last30Days' },
			'completionDate[startDate]=2026-05-02T00:00:00Z&completionDate[endDate]=2026-06-01T23:59:59Z',
			{ completionDate: { startDate: '2026-05-02T00:00:00Z', endDate: '2026-06-01T23:59:59Z' } },
		],
		[
			{ assignedIn: '={{ "Last Year" }}' },
			'accessDate[startDate]=2025-01-01T00:00:00Z&accessDate[endDate]=2025-12-31T23:59:59Z',
			{ accessDate: { startDate: '2025-01-01T00:00:00Z', endDate: '2025-12-31T23:59:59Z' } },
		],
		[
			{ dueIn: 'last quarter' },
			'dueDate[startDate]=2026-01-01T00:00:00Z&dueDate[endDate]=2026-03-31T23:59:59Z',
			{ dueDate: { startDate: '2026-01-01T00:00:00Z', endDate: '2026-03-31T23:59:59Z' } },
		],
		[
			{ overdueOnly: true },
			OVERDUE,
			{ dueDate: { endDate: '2026-06-01T00:00:00Z' }, completionStatuses: UNFINISHED },
		],
		[
			{
				overdueOnly: '={{ true }}',
				completionStatuses: ['passed', 'not_started'],
				dueIn: 'lastYear',
			},
			'completionStatuses[]=not_started&dueDate[startDate]=2025-01-01T00:00:00Z&dueDate[endDate]=2025-12-31T23:59:59Z',
			{
				dueDate: { startDate: '2025-01-01T00:00:00Z', endDate: '2025-12-31T23:59:59Z' },
				completionStatuses: ['not_started'],
			},
		],
	])(
		'%j sends documented parameters and selects matching rows',
		async (filters, wire, expected) => {
			const simulator = await suite.simulator({ rows: 3000 });
			const fields = { resource, filters: filters as INodeParameters };
			const rows = rowsOf(await suite.getAll(simulator, fields));
			expect(queryIn(listUrls(simulator)[0])).toBe(wire);
			expect(rows.length).toBeGreaterThan(0);
			expect(rows).toHaveLength([...simulator.expectedOf(path, expected as never)].length);
			expect(simulator.violations).toEqual([]);
		},
	);

	test.each<IDataObject>([
		{ overdueOnly: true, completionStatuses: ['passed', 'failed'] },
		{ overdueOnly: true, dueDateStart: '2026-06-02' },
	])('%j excludes everything: no results, and no request', async (filters) => {
		const simulator = await suite.simulator({ rows: 30 });
		const fields = { resource, filters: filters as INodeParameters };
		expect(rowsOf(await suite.getAll(simulator, fields))).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});

	test.each<IDataObject>([
		{ completedIn: '' },
		{ overdueOnly: false },
		{ overdueOnly: '={{ false }}' },
		{ overdueOnly: '={{ "false" }}', completedIn: '' },
	])('%j does not filter', async (filters) => {
		const simulator = await suite.simulator({ rows: 30 });
		const fields = { resource, filters: filters as INodeParameters };
		expect(rowsOf(await suite.getAll(simulator, fields)).length).toBeGreaterThan(0);
		expect(queryIn(listUrls(simulator)[0])).toBe('');
	});
});

test('export to file sends the same range', async () => {
	const simulator = await suite.simulator({ rows: 300 });
	rowsOf(await suite.exportFile(simulator, { filters: { completedIn: 'thisYear' } }));
	expect(queryIn(listUrls(simulator)[0])).toBe(
		'completionDate[startDate]=2026-01-01T00:00:00Z&completionDate[endDate]=2026-12-31T23:59:59Z',
	);
});

test('the days are those of the time zone of the workflow', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const filters = { completedIn: 'today' };
	await suite.getAll(simulator, { filters }, { timezone: 'America/New_York' });
	expect(queryIn(listUrls(simulator)[0])).toBe(
		'completionDate[startDate]=2026-05-31T04:00:00Z&completionDate[endDate]=2026-06-01T03:59:59Z',
	);
});

test.each<[string, IDataObject]>([
	['Completed In', { completedIn: 'today' }],
	['Due In', { dueIn: '={{ "next7Days" }}', overdueOnly: true }],
	['Due Before', { dueDateEnd: '2026-01-01' }],
])('an unknown time zone stops %s before any request', async (label, filters) => {
	const simulator = await suite.simulator({ rows: 30 });
	const fields = { filters: filters as INodeParameters };
	const { error } = await suite.getAll(simulator, fields, { timezone: 'Nowhere/At_All' });
	expect(error?.message).toBe(`'${label}' can't be used in the workflow's timezone`);
	expect(error?.description).toContain('"Nowhere/At_All"');
	expect(simulator.requests).toEqual([]);
});

test('all pages and all input items use one range, even if the run continues past midnight', async () => {
	const simulator = await suite.simulator({ rows: 3000 });
	let now = NOW_MS - 2;
	jest.spyOn(Date, 'now').mockImplementation(() => now++);
	const fields = { filters: { completedIn: 'last90Days' }, options: { pageSize: 100 } };
	const input = Array.from({ length: 5 }, () => ({}));
	rowsOf(await suite.getAll(simulator, fields, { input }));
	expect(now).toBeGreaterThan(NOW_MS);
	const queries = listUrls(simulator).map(queryIn);
	expect(queries.length).toBeGreaterThan(10);
	expect(new Set(queries).size).toBe(1);
});

test.each<[IDataObject, string]>([
	[{ completedIn: 'last 8 days' }, `"last 8 days" in 'Completed In' isn't a range of dates`],
	[
		{ completedIn: 'today', completionDateStart: '2026-01-01' },
		"'Completed In' can't be combined with 'Completed After'",
	],
	[
		{ dueDateStart: '2026-01-01', dueIn: 'today', dueDateEnd: '2026-02-01' },
		"'Due In' can't be combined with 'Due After' and 'Due Before'",
	],
])('%j is rejected before any request', async (filters, message) => {
	const simulator = await suite.simulator({ rows: 30 });
	const { error } = await suite.getAll(simulator, { filters: filters as INodeParameters });
	expect(error?.message).toBe(message);
	expect(simulator.requests).toEqual([]);
});

test('a blank exact date does not exclude a range', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const fields = {
		filters: {
			completedIn: 'today',
			completionDateStart: '={{ $json.nope }}',
			completionDateEnd: '',
		},
		options: { emptyExpressions: 'noFilter' },
	};
	rowsOf(await suite.getAll(simulator, fields));
	expect(queryIn(listUrls(simulator)[0])).toContain(
		'completionDate[startDate]=2026-06-01T00:00:00Z',
	);
});
