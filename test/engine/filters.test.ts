import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FILTER_CASES } from '../support/engine/filterCases';
import { resultKeyOf } from '../support/columns';
import { listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

describe('every filter', () => {
	test.each(FILTER_CASES)('$name is sent as documented and selects matching rows', async (row) => {
		const simulator = await suite.simulator({ rows: 1200, allActive: false });
		const items = rowsOf(await suite.getAll(simulator, { filters: row.filters(simulator) }));
		expect(listUrls(simulator)[0]).toBe(
			`/learners/modules/results?${row.wire(simulator)}&pageSize=1000`,
		);
		const expected = [...simulator.expectedRows(row.expected(simulator))];
		expect(expected.length).toBeGreaterThan(0);
		expect(items.map(({ resultKey }) => resultKey)).toEqual(expected.map(resultKeyOf));
		expect(simulator.violations).toEqual([]);
	});

	test('repeats several filters on every page request', async () => {
		const simulator = await suite.simulator({ rows: 3000 });
		const filters = {
			accessDateStart: '2020-01-01T00:00:00',
			accessDateEnd: '2030-01-01T00:00:00',
			completionStatuses: ['passed', 'complete', 'in_progress'],
			userStatuses: [1],
			courseIds: simulator.world.courses.map(({ id }) => id),
		};
		rowsOf(await suite.getAll(simulator, { filters, options: { pageSize: 200 } }));
		const [first, ...others] = listUrls(simulator);
		expect(others.length).toBeGreaterThan(1);
		for (const url of others) expect(url.startsWith(`${first}&pageToken=`)).toBe(true);
		expect(simulator.violations).toEqual([]);
	});
});

describe('filter values', () => {
	const urlOf = async (
		filters: INodeParameters,
		timezone = 'UTC',
		input?: IDataObject[],
	): Promise<string> => {
		const simulator = await suite.simulator({ rows: 10 });
		rowsOf(await suite.getAll(simulator, { filters }, { timezone, input }));
		return listUrls(simulator)[0].replace('/learners/modules/results?', '');
	};

	test('blank filters are not sent', async () => {
		const blank = { userIds: ' ', completionStatuses: [], accessDateStart: '', dueDateEnd: '' };
		expect(await urlOf(blank)).toBe('pageSize=1000');
	});

	test.each([
		[
			'a date from the picker in the time zone of the workflow',
			'2026-01-12T00:00:00',
			'Europe/Berlin',
			'2026-01-11T23:00:00Z',
		],
		[
			'a date from the picker in summer time',
			'2026-07-12T00:00:00',
			'Europe/Berlin',
			'2026-07-11T22:00:00Z',
		],
		['text with an offset', '2026-01-12T00:00:00+03:00', 'Europe/Berlin', '2026-01-11T21:00:00Z'],
		['a day, from midnight', '2026-01-12', 'America/New_York', '2026-01-12T05:00:00Z'],
		['a Luxon value', '={{ $json.day.toDateTime() }}', 'UTC', '2026-02-03T04:05:06Z'],
		[
			'a Luxon calculation in its own time zone',
			"={{ DateTime.fromISO('2026-02-03T00:00:00', { zone: 'Asia/Tokyo' }).plus({ days: 1 }) }}",
			'UTC',
			'2026-02-03T15:00:00Z',
		],
		['a Date', "={{ new Date('2026-02-03T04:05:06.789Z') }}", 'Asia/Tokyo', '2026-02-03T04:05:06Z'],
	])('accepts %s', async (_name, value, timezone, sent) => {
		const input = [{ day: '2026-02-03T04:05:06Z' }];
		expect(await urlOf({ accessDateStart: value }, timezone, input)).toBe(
			`accessDate[startDate]=${sent}&pageSize=1000`,
		);
	});

	test.each([
		['2026-01-31', 'Europe/Berlin', '2026-01-31T22:59:59Z'],
		['2026-01', 'America/New_York', '2026-02-01T04:59:59Z'],
		['={{ $json.day.toDateTime().toFormat("yyyy-MM-dd") }}', 'Asia/Tokyo', '2026-02-03T14:59:59Z'],
		[
			"={{ DateTime.fromISO('2026-02-03', { zone: 'Asia/Tokyo' }) }}",
			'Asia/Tokyo',
			'2026-02-02T15:00:00Z',
		],
	])('accepts %s as the end of a range, in %s', async (value, timezone, sent) => {
		const input = [{ day: '2026-02-03T04:05:06Z' }];
		for (const [field, parameter] of [
			['accessDateEnd', 'accessDate'],
			['completionDateEnd', 'completionDate'],
			['dueDateEnd', 'dueDate'],
		]) {
			expect(await urlOf({ [field]: value }, timezone, input)).toBe(
				`${parameter}[endDate]=${sent}&pageSize=1000`,
			);
		}
	});

	test('a range from a day to the same day covers the whole day', async () => {
		const simulator = await suite.simulator({ rows: 3000, users: 40 });
		const [row] = [...simulator.expectedOf('/learners/results')];
		const day = String(row.accessDate).slice(0, 10);
		const filters = { accessDateStart: day, accessDateEnd: day };
		const items = rowsOf(await suite.getAll(simulator, { resource: 'courseResult', filters }));
		const accessDate = { startDate: `${day}T00:00:00Z`, endDate: `${day}T23:59:59Z` };
		expect(items).toHaveLength(
			[...simulator.expectedOf('/learners/results', { accessDate })].length,
		);
		expect(items.length).toBeGreaterThan(0);
	});

	test('{{ $now }} is the time of the execution', async () => {
		const before = DateTime.utc().startOf('second');
		const sent =
			/startDate\]=([^&]+)/.exec(await urlOf({ completionDateStart: '={{ $now }}' }))?.[1] ?? '';
		expect(DateTime.fromISO(sent) >= before).toBe(true);
	});

	test('ids may have any separators, and each is sent once', async () => {
		const simulator = await suite.simulator({ rows: 10 });
		const [a, b, c] = simulator.world.users.map(({ id }) => id);
		const filters = { userIds: `${a}, ${b};\n ${c}\t${a}` };
		rowsOf(await suite.getAll(simulator, { filters }));
		expect(listUrls(simulator)[0]).toContain(
			`?userIds[]=${a}&userIds[]=${b}&userIds[]=${c}&pageSize`,
		);
		rowsOf(
			await suite.getAll(
				simulator,
				{ filters: { userIds: '={{ $json.ids }}' } },
				{ input: [{ ids: [b, c] }] },
			),
		);
		expect(listUrls(simulator)[1]).toContain(`?userIds[]=${b}&userIds[]=${c}&pageSize`);
	});

	test('an array element is one value in a text filter', async () => {
		const simulator = await suite.simulator({ rows: 10 });
		const input = [{ logins: ['smith, john', 'a;b'] }];
		for (const logins of ['={{ $json.logins }}', '={{ JSON.stringify($json.logins) }}']) {
			await suite.getAll(simulator, { resource: 'user', filters: { logins } }, { input });
			expect(listUrls(simulator).at(-1)).toBe(
				'/users/v2?logins[]=smith, john&logins[]=a;b&pageSize=1000',
			);
		}
		await suite.getAll(simulator, { resource: 'user', filters: { logins: 'smith, john' } });
		expect(listUrls(simulator).at(-1)).toBe('/users/v2?logins[]=smith&logins[]=john&pageSize=1000');
	});

	test('statuses may be text in any case, by expression', async () => {
		expect(
			await urlOf({
				completionStatuses: '={{ "Passed, in_progress" }}',
				userStatuses: '={{ "3" }}',
			}),
		).toBe(
			'completionStatuses[]=passed&completionStatuses[]=in_progress&userStatuses[]=3&pageSize=1000',
		);
	});
});

describe('is rejected before any request:', () => {
	const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';

	test.each<[string, INodeParameters, string]>([
		[
			'a name in an ID-only filter',
			{ filters: { enrollmentIds: `${ID}, Safety` } },
			`"Safety" in 'Enrollment Names or IDs' isn't an ID`,
		],
		[
			'a URL with several ids',
			{ filters: { courseIds: `https://x.eu/course/${ID}/module/${ID.replace('8', '9')}` } },
			`"https://x.eu/course/${ID}/module/95077abc-2639-11…" in 'Course Names or IDs' contains several IDs`,
		],
		[
			'a truncated id',
			{ filters: { userIds: ID.slice(1) } },
			`"${ID.slice(1)}" in 'User Names, Emails or IDs' isn't an ID`,
		],
		[
			'an object for an id',
			{ filters: { userIds: '={{ [{ a: 1 }] }}' } },
			`"{"a":1}" in 'User Names, Emails or IDs' isn't an ID`,
		],
		[
			'an unknown status',
			{ filters: { completionStatuses: '={{ ["done"] }}' } },
			`"done" in 'Completion Statuses' isn't a status`,
		],
		[
			'an unknown user status',
			{ filters: { userStatuses: '={{ [2] }}' } },
			`"2" in 'User Statuses' isn't a status`,
		],
		[
			'an invalid date',
			{ filters: { dueDateEnd: 'next week' } },
			`"next week" in 'Due Before' isn't a date`,
		],
		[
			'a number for a date',
			{ filters: { dueDateEnd: '={{ 5 }}' } },
			`"5" in 'Due Before' isn't a date`,
		],
		[
			'a day that does not exist',
			{ filters: { dueDateStart: '2026-02-30' } },
			`"2026-02-30" in 'Due After' isn't a date`,
		],
		[
			'a range that ends before it starts',
			{
				filters: {
					completionDateEnd: '2026-01-01T00:00:00',
					completionDateStart: '2026-01-02T00:00:00',
				},
			},
			"'Completed After' (2026-01-02 00:00:00) must be earlier than 'Completed Before' (2026-01-01 00:00:00)",
		],
		[
			'a limit of zero',
			{ returnAll: false, limit: '={{ 0 }}' },
			"'Limit' must be a whole number of 1 or more",
		],
		[
			'a fractional limit',
			{ returnAll: false, limit: '={{ 1.5 }}' },
			"'Limit' must be a whole number of 1 or more",
		],
		[
			'a page size above the maximum',
			{ options: { pageSize: '={{ 1001 }}' } },
			"'Page Size' must be a whole number from 1 to 1000",
		],
		[
			'a number of retries above the maximum',
			{ options: { maxRetries: '={{ 99 }}' } },
			"'Max Retries' must be a whole number from 0 to 10",
		],
	])('%s', async (_name, fields, message) => {
		const simulator = await suite.simulator({ rows: 10 });
		const { error } = await suite.getAll(simulator, fields);
		expect(error?.message).toBe(message);
		expect(error?.description).not.toBe('');
		expect(simulator.requests).toEqual([]);
	});
});

test('shows the dates of a reversed range in the time zone of the workflow', async () => {
	const simulator = await suite.simulator({ rows: 10 });
	const filters = { dueDateStart: '2026-01-02T00:00:00', dueDateEnd: '2026-01-01T18:00:00' };
	const { error } = await suite.getAll(simulator, { filters }, { timezone: 'Asia/Tokyo' });
	expect(error?.message).toBe(
		"'Due After' (2026-01-02 00:00:00) must be earlier than 'Due Before' (2026-01-01 18:00:00)",
	);
	expect(error?.description).toContain('Asia/Tokyo');
	expect(simulator.requests).toEqual([]);
});

describe('more than 50 ids in one filter', () => {
	test('are sent in several requests, and each result is returned once in order', async () => {
		const simulator = await suite.simulator({ rows: 1500, users: 120 });
		const userIds = simulator.world.users.map(({ id }) => id);
		const items = rowsOf(await suite.getAll(simulator, { filters: { userIds } }));
		const expected = [0, 50, 100].flatMap((from) => [
			...simulator.expectedRows({ userIds: userIds.slice(from, from + 50) }),
		]);
		expect(items.map(({ resultKey }) => resultKey)).toEqual(expected.map(resultKeyOf));
		expect(new Set(items.map(({ resultKey }) => resultKey)).size).toBe(1500);
		expect(simulator.pageRequests).toBe(3);
		expect(simulator.violations).toEqual([]);
	});

	test('apply the limit across requests', async () => {
		const simulator = await suite.simulator({ rows: 1500, users: 120 });
		const userIds = simulator.world.users.map(({ id }) => id);
		const fields = { returnAll: false, limit: 700, filters: { userIds } };
		expect(rowsOf(await suite.getAll(simulator, fields))).toHaveLength(700);
	});

	test('cannot be combined with Page Token', async () => {
		const simulator = await suite.simulator({ rows: 10, users: 120 });
		const userIds = simulator.world.users.map(({ id }) => id);
		const { error } = await suite.getAll(simulator, {
			filters: { userIds },
			options: { pageToken: 'abc' },
		});
		expect(error?.message).toBe("'Page Token' can't be used with more than 50 IDs in a filter");
		expect(simulator.requests).toEqual([]);
	});
});

describe('Return All by expression', () => {
	test('rejects a value that is not a boolean', async () => {
		const simulator = await suite.simulator({ rows: 10 });
		const { error } = await suite.getAll(simulator, { returnAll: '={{ "perhaps" }}' });
		expect(error?.message).toBe("'Return All' must be true or false");
		expect(simulator.pageRequests).toBe(0);
	});

	test('accepts a boolean as text', async () => {
		const simulator = await suite.simulator({ rows: 120 });
		expect(rowsOf(await suite.getAll(simulator, { returnAll: '={{ "true" }}' }))).toHaveLength(120);
	});
});
