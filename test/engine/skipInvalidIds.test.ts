import type { IDataObject } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { resultKeyOf } from '../support/columns';
import { listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const options = { skipInvalidIds: true };
const unknown = (count: number, from = 0): string[] =>
	Array.from(
		{ length: count },
		(_, at) => `00000000-0000-0000-0000-${String(from + at).padStart(12, '0')}`,
	);

/** Spreads `others` evenly among `ids`. */
function mixed(ids: readonly string[], others: readonly string[]): string[] {
	const step = Math.floor(ids.length / others.length);
	return ids.flatMap((id, at) => [id, ...others.filter((_other, n) => n * step === at)]);
}

const sortedKeys = (rows: readonly IDataObject[]): string[] =>
	rows.map(({ resultKey }) => String(resultKey)).sort();

const expectedKeys = (simulator: Simulator, filters: Record<string, string[]>): string[] =>
	[...simulator.expectedRows(filters)].map(resultKeyOf).sort();

const usersOf = ({ world }: Simulator, count: number): string[] =>
	world.users.slice(0, count).map(({ id }) => id);

describe('Skip Invalid IDs', () => {
	test.each([0, 1, 3, 7])('skips %d unknown IDs among 50', async (bad) => {
		const simulator = await suite.simulator({ rows: 1000, users: 60 });
		const known = usersOf(simulator, 50 - bad);
		const filters = { userIds: mixed(known, unknown(bad)) };
		expect(filters.userIds).toHaveLength(50);
		const form = { filters, options: { ...options, pageSize: 100 } };
		const rows = rowsOf(await suite.getAll(simulator, form));
		const expected = expectedKeys(simulator, { userIds: known });
		expect(sortedKeys(rows)).toEqual(expected);
		expect(expected.length).toBeGreaterThan(700);
		const extra = simulator.pageRequests - Math.ceil(expected.length / 100);
		// One rejected request, and one with the whole filter alone.
		expect(extra).toBeLessThanOrEqual(bad === 0 ? 0 : 2 + 2 * bad * Math.ceil(Math.log2(50)));
	});

	test('returns each row once for 120 IDs in two filters, with unknown IDs in both', async () => {
		const simulator = await suite.simulator({ rows: 3000, users: 150, courses: 130 });
		const courses = simulator.world.courses.slice(0, 115).map(({ id }) => id);
		const users = usersOf(simulator, 112);
		const userIds = [...unknown(3), ...users.slice(0, 60), ...unknown(5, 3), ...users.slice(60)];
		const courseIds = [...courses, ...unknown(5, 20)];
		expect([userIds.length, courseIds.length]).toEqual([120, 120]);
		const filters = { userIds, courseIds };
		const rows = rowsOf(
			await suite.getAll(simulator, { filters, options: { ...options, pageSize: 50 } }),
		);
		const expected = expectedKeys(simulator, { userIds: users, courseIds: courses });
		expect(sortedKeys(rows)).toEqual(expected);
		expect(expected.length).toBeGreaterThan(1000);
		const probes = listUrls(simulator).filter((url) => url.includes('pageSize=1&'));
		expect(probes.length).toBe(new Set(probes).size);
		expect(probes.length).toBeLessThanOrEqual(6 + 2 * 13 * Math.ceil(Math.log2(50)));
	});

	test('returns nothing, rather than everything, when a filter has no known ID', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const users = usersOf(simulator, 3);
		for (const filters of [
			{ userIds: unknown(50) },
			{ userIds: unknown(1) },
			{ userIds: users, courseIds: unknown(2) },
			{ userIds: unknown(70) },
		]) {
			expect(rowsOf(await suite.getAll(simulator, { filters, options }))).toEqual([]);
		}
		expect(listUrls(simulator).every((url) => url.includes('Ids[]='))).toBe(true);
	});

	test('reports the usual message when a request is rejected for another reason', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const filters = { userIds: usersOf(simulator, 3) };
		const pageToken = 'of-another-query';
		const form = { filters, options: { ...options, pageToken } };
		const { error, rows } = await suite.getAll(simulator, form);
		expect(rows).toEqual([]);
		expect(error?.message).toBe('iSpring Learn rejected the request (status 400)');
		expect(error?.description).toContain("'Page Token' under 'Options'");
		expect(simulator.pageRequests).toBe(3);
		simulator.reset();
		simulator.faults.add({ status: 400, on: { times: Infinity } });
		const refused = await suite.getAll(simulator, { options });
		expect(refused.error?.httpCode).toBe('400');
		expect(simulator.pageRequests).toBe(2);
	});

	test('stops when a page after the first is rejected', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		simulator.faults.add({ on: { request: 2, times: Infinity }, status: 400 });
		const filters = { userIds: usersOf(simulator, 5) };
		const { error, rows } = await suite.getAll(simulator, {
			filters,
			options: { ...options, pageSize: 50 },
		});
		expect(rows).toEqual([]);
		expect(error?.httpCode).toBe('400');
		expect(simulator.pageRequests).toBe(2);
	});

	test('applies Limit, and the message suggests the option when it is off', async () => {
		const simulator = await suite.simulator({ rows: 1000, users: 20 });
		const filters = { userIds: [...unknown(1), ...usersOf(simulator, 10)] };
		const form = { filters, returnAll: false, limit: 120 };
		expect(rowsOf(await suite.getAll(simulator, { ...form, options }))).toHaveLength(120);
		const { error } = await suite.getAll(simulator, form);
		expect(error?.description).toContain("or turn on 'Skip Invalid IDs' under 'Options'");
	});

	test('works for users and enrollments', async () => {
		const simulator = await suite.simulator({ rows: 1000, users: 20 });
		const userIds = [...usersOf(simulator, 4), ...unknown(2)];
		const people = await suite.getAll(simulator, {
			resource: 'user',
			filters: { userIds, emails: ['user1+learn@example.com'] },
			options,
		});
		expect(rowsOf(people).map(({ userId }) => userId)).toEqual([userIds[1]]);
		const enrollments = await suite.getAll(simulator, {
			resource: 'enrollment',
			filters: { learnerIds: userIds },
			options,
		});
		expect(rowsOf(enrollments)).toHaveLength(40);
	});

	test('does not skip an ID in the path of a request', async () => {
		const simulator = await suite.simulator();
		const [courseId] = unknown(1);
		const form = { resource: 'courseModule', scope: 'course', courseId, options };
		const { error } = await suite.getAll(simulator, form);
		expect(error?.httpCode).toBe('404');
		expect(simulator.pageRequests).toBe(1);
	});
});

describe('the report of skipped IDs', () => {
	const [bad, worse] = unknown(2);
	const parameters = {
		filters: { userIds: '={{ $json.users }}', courseIds: '={{ $json.courses }}' },
		options,
	};

	async function threeItems() {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const [one, two] = usersOf(simulator, 2);
		const courses = simulator.world.courses.map(({ id }) => id);
		const input = [
			{ name: 'first', users: [one], courses },
			{ name: 'second', users: [bad, two, worse], courses },
			{ name: 'third', users: [one], courses: [worse] },
		];
		return { simulator, input, one, two };
	}
	const USERS = 'User Names, Emails or IDs';
	const COURSES = 'Course Names or IDs';
	const SKIPPED = [
		{
			error: `Skipped 2 unknown IDs in '${USERS}': ${bad}, ${worse}`,
			field: USERS,
			skippedIds: [bad, worse],
		},
		{
			error: `Skipped 1 unknown ID in '${COURSES}': ${worse}`,
			field: COURSES,
			skippedIds: [worse],
		},
	];

	test('goes to the error output, one item per filter with its input, and the main output has rows only', async () => {
		const { simulator, input, one, two } = await threeItems();
		const settings = { onError: 'continueErrorOutput' as const };
		const outcome = await suite.getAll(simulator, parameters, { input, settings });
		expect(outcome.error).toBeUndefined();
		const [rows, skipped] = outcome.outputs;
		expect(rows).toHaveLength(60);
		for (const { json, pairedItem } of rows) {
			expect(json).toHaveProperty('resultKey');
			expect(pairedItem).toEqual({ item: json.userId === one ? 0 : 1 });
			expect([one, two]).toContain(json.userId);
		}
		expect(skipped.map(({ json }) => json)).toEqual([
			{ ...input[1], ...SKIPPED[0] },
			{ ...input[2], ...SKIPPED[1] },
		]);
		expect(skipped.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
	});

	test('follows the results of its input item with Continue', async () => {
		const { simulator, input } = await threeItems();
		const settings = { onError: 'continueRegularOutput' as const };
		const { outputs, error } = await suite.getAll(simulator, parameters, { input, settings });
		expect(error).toBeUndefined();
		const others = outputs[0].filter(({ json }) => json.resultKey === undefined);
		expect(others.map(({ json }) => json)).toEqual([
			{ ...input[1], ...SKIPPED[0] },
			{ ...input[2], ...SKIPPED[1] },
		]);
		expect(others.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(outputs[0]).toHaveLength(62);
		expect(outputs[0].indexOf(others[0])).toBe(60);
	});

	test('goes to the log only, without Continue', async () => {
		const { simulator, input } = await threeItems();
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation(() => {});
		const { outputs } = await suite.getAll(simulator, parameters, { input });
		const lines = warn.mock.calls.map(([, more]) => more);
		warn.mockRestore();
		expect(outputs[0]).toHaveLength(60);
		expect(lines).toHaveLength(2);
		expect(lines).toContainEqual({ field: USERS, ids: [bad, worse], itemIndex: 1 });
		expect(lines).toContainEqual({ field: COURSES, ids: [worse], itemIndex: 2 });
	});

	test('shortens a long list in the message but not in skippedIds', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const settings = { onError: 'continueErrorOutput' as const };
		const form = { filters: { userIds: unknown(30) }, options };
		const { outputs } = await suite.getAll(simulator, form, { settings });
		const [{ json }] = outputs[1];
		expect(json.error).toMatch(/^Skipped 30 unknown IDs in '.+': (\S+, ){9}\S+ and 20 more$/);
		expect(json.skippedIds).toEqual(unknown(30));
	});
});

test('stops the node when a filter has more than 100 unknown IDs', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	const { error } = await suite.getAll(simulator, { filters: { userIds: unknown(120) }, options });
	expect(error?.message).toBe("More than 100 IDs in 'User Names, Emails or IDs' don't exist");
	expect(error?.description).toContain('up to 100 per filter');
});
