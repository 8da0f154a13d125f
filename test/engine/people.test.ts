/** Filters with rows that search the account: people, courses, departments and groups. */
import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import {
	coursesRows,
	departmentsRows,
	groupsRows,
	locator,
	usersRows,
} from '../support/engine/rows';
import { listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const PAGE = 'https://company.ispringlearn.eu/app/admin-portal/user';

async function account(): Promise<Simulator> {
	const simulator = await suite.simulator({ rows: 600, users: 40 });
	const { users } = simulator.world;
	Object.assign(users[1], { firstName: 'John', lastName: 'Smith', email: 'john@example.com' });
	Object.assign(users[2], { firstName: 'Bob', lastName: 'Brown, Jr.', email: 'bob@example.com' });
	return simulator;
}

const idsOf = ({ world }: Simulator, ...at: number[]) => at.map((one) => world.users[one].id);

/** The IDs of a parameter in the last request to a list. */
function sentIds(simulator: Simulator, parameter: string, path: string): string[] {
	const url = listUrls(simulator).findLast((one) => one.startsWith(path)) ?? '';
	const { searchParams } = new URL(url, 'http://x');
	return searchParams.getAll(`${parameter}[]`);
}

const RESULTS = '/learners/modules/results';

type Row = [value: unknown, mode: 'list' | 'email' | 'id'];

describe('the rows of Users', () => {
	const run = async (simulator: Simulator, rows: readonly Row[], more: INodeParameters = {}) =>
		await suite.getAll(simulator, {
			filters: {
				users: { user: rows.map(([value, mode]) => ({ userId: locator(value, mode) })) },
				...more,
			},
		});

	test.each<[string, (simulator: Simulator) => Row[], number[]]>([
		['from the list', (simulator) => idsOf(simulator, 5, 6).map((id): Row => [id, 'list']), [5, 6]],
		['by email', () => [['JOHN@example.com', 'email']], [1]],
		['by ID', (simulator) => [[` ${idsOf(simulator, 7)[0].toUpperCase()}\n`, 'id']], [7]],
		['by URL', (simulator) => [[`${PAGE}/${idsOf(simulator, 7)[0]}?a=1,2`, 'id']], [7]],
		['by name', () => [['john smith', 'id']], [1]],
		['by a name with a comma', () => [['Bob Brown, Jr.', 'id']], [2]],
		[
			'in every way',
			(simulator) => [
				[idsOf(simulator, 9)[0], 'list'],
				['', 'list'],
				['bob@example.com', 'email'],
				['John Smith', 'id'],
			],
			[9, 2, 1],
		],
		[
			'once each',
			(simulator) => [
				[idsOf(simulator, 1)[0], 'list'],
				['john@example.com', 'email'],
				[`${PAGE}/${idsOf(simulator, 1)[0]}`, 'id'],
			],
			[1],
		],
	])('%s', async (_name, rows, people) => {
		const simulator = await account();
		const found = rowsOf(await run(simulator, rows(simulator)));
		expect(sentIds(simulator, 'userIds', RESULTS)).toEqual(idsOf(simulator, ...people));
		const expected = [...simulator.expectedRows({ userIds: idsOf(simulator, ...people) })];
		expect(found).toHaveLength(expected.length);
		expect(simulator.violations).toEqual([]);
	});

	test('take an array and an object from an expression', async () => {
		const simulator = await account();
		const [five, six] = idsOf(simulator, 5, 6);
		const input = [{ people: [five, { userId: six }, 'john@example.com'] }];
		const filters = usersRows(['={{ $json.people }}']);
		rowsOf(await suite.getAll(simulator, { filters }, { input }));
		expect(sentIds(simulator, 'userIds', RESULTS)).toEqual([five, six, ...idsOf(simulator, 1)]);
	});

	test('join with the text field, each ID once', async () => {
		const simulator = await account();
		const [five, six] = idsOf(simulator, 5, 6);
		rowsOf(await run(simulator, [[five, 'list']], { userIds: `${six}, ${five}, John Smith` }));
		const sent = sentIds(simulator, 'userIds', RESULTS);
		expect([...sent].sort()).toEqual([five, six, ...idsOf(simulator, 1)].sort());
	});

	test.each<[Row, string]>([
		[[`${PAGE}/${UNKNOWN}/course/${UNKNOWN.replace('4', '5')}`, 'id'], 'contains several IDs'],
		[['Nobody Here', 'id'], "isn't an ID or the name, login or email address of a user"],
		[['nobody@example.com', 'email'], "isn't an ID or the name, login or email address of a user"],
		[['85077abc-2639-11ea-8e3f', 'id'], ''],
		[[true, 'id'], "isn't an ID"],
	])('reject %j by the name of the filter', async (row, problem) => {
		const simulator = await account();
		const { error } = await run(simulator, [row]);
		expect(error?.message).toMatch(/^".*" in 'Users' /);
		expect(error?.message).toContain(problem);
		expect(listUrls(simulator).filter((url) => url.startsWith(RESULTS))).toEqual([]);
	});

	test('a rejected ID is reported under the fields that are filled in', async () => {
		const simulator = await account();
		const rows: Row[] = [[UNKNOWN, 'id']];
		const messages = [
			(await run(simulator, rows)).error?.message,
			(await run(simulator, [], { userIds: UNKNOWN })).error?.message,
			(await run(simulator, rows, { userIds: UNKNOWN })).error?.message,
		];
		expect(messages.map((message) => message?.includes('Users'))).toEqual([true, false, true]);
		expect(messages.map((message) => message?.includes('User Names, Emails or IDs'))).toEqual([
			false,
			true,
			true,
		]);
	});

	test('Skip Invalid IDs reports each ID under its own field', async () => {
		const simulator = await account();
		const other = UNKNOWN.replace('4000', '4001');
		const [five] = idsOf(simulator, 5);
		const filters = { ...usersRows([UNKNOWN, 'No Body', five]), userIds: other };
		const outcome = await suite.getAll(
			simulator,
			{ filters, options: { skipInvalidIds: true } },
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect(rowsOf(outcome)).toHaveLength([...simulator.expectedRows({ userIds: [five] })].length);
		const reports = outcome.outputs[1].map(({ json }) => [json.field, json.skippedIds]);
		expect(reports).toHaveLength(3);
		expect(reports).toEqual(
			expect.arrayContaining([
				['Users', ['No Body']],
				['Users', [UNKNOWN]],
				['User Names, Emails or IDs', [other]],
			]),
		);
	});

	test('a skipped name in one field leaves the other, and nothing is left of unknown names alone', async () => {
		const simulator = await account();
		const [five] = idsOf(simulator, 5);
		const options = { skipInvalidIds: true };
		const some = { ...usersRows(['No Body']), userIds: five };
		rowsOf(await suite.getAll(simulator, { filters: some, options }));
		expect(sentIds(simulator, 'userIds', RESULTS)).toEqual([five]);
		simulator.reset();
		const none = { ...usersRows(['No Body']), userIds: 'Nobody' };
		expect(rowsOf(await suite.getAll(simulator, { filters: none, options }))).toEqual([]);
		expect(listUrls(simulator).some((url) => url.startsWith(RESULTS))).toBe(false);
	});

	test('share look-ups with the other input items', async () => {
		const simulator = await account();
		const filters = usersRows(['={{ $json.who }}'], 'email');
		const input = [{ who: 'john@example.com' }, { who: 'bob@example.com' }];
		rowsOf(await suite.getAll(simulator, { filters }, { input }));
		expect(listUrls(simulator).filter((url) => url.startsWith('/users/v2'))).toHaveLength(1);
	});
});

describe('the rows of other filters', () => {
	test('of departments and groups are sent to the list of users', async () => {
		const simulator = await account();
		const { departments, groups } = simulator.world;
		const filters = {
			...departmentsRows([departments[1].id, departments[4].name], 'list'),
			departmentIds: [departments[2].id, departments[1].id],
			...groupsRows([groups[0].id], 'list'),
			groupIds: groups[2].name,
			userIds: 'john@example.com',
		};
		await suite.getAll(simulator, { resource: 'user', filters });
		const ids = (parameter: string) => sentIds(simulator, parameter, '/users/v2').sort();
		expect(ids('departments')).toEqual([1, 2, 4].map((at) => departments[at].id).sort());
		expect(ids('groups')).toEqual([0, 2].map((at) => groups[at].id).sort());
		expect(ids('userIds')).toEqual(idsOf(simulator, 1));
		for (const name of ['departmentIds', 'groupIds']) expect(ids(name)).toEqual([]);
		expect(simulator.violations).toEqual([]);
	});

	test('of people are sent to the list of enrollments as learners', async () => {
		const simulator = await account();
		const { courses } = simulator.world;
		const filters = {
			...usersRows(['john@example.com'], 'email'),
			learnerIds: idsOf(simulator, 5),
			...coursesRows([courses[0].id, courses[1].title]),
		};
		rowsOf(await suite.getAll(simulator, { resource: 'enrollment', filters }));
		const ids = (parameter: string) => sentIds(simulator, parameter, '/enrollments').sort();
		expect(ids('learnerIds')).toEqual(idsOf(simulator, 1, 5).sort());
		expect(ids('courseIds')).toEqual([courses[0].id, courses[1].id].sort());
		expect(simulator.violations).toEqual([]);
	});

	test('of courses decide which modules a title is looked up in', async () => {
		const simulator = await account();
		const { courses, modules } = simulator.world;
		const training = modules.find(({ type }) => type === 'training');
		const filters = {
			...coursesRows([courses[training?.course ?? 0].title]),
			moduleIds: [training?.title ?? ''],
		};
		rowsOf(await suite.getAll(simulator, { filters }));
		expect(sentIds(simulator, 'moduleIds', RESULTS)).toEqual([training?.id]);
	});

	test('of courses select the courses whose modules are read', async () => {
		const simulator = await suite.simulator();
		const { courses, modules } = simulator.world;
		const filters = { ...coursesRows([courses[1].id], 'list'), courseIds: [courses[2].id] };
		const rows = rowsOf(await suite.getAll(simulator, { resource: 'courseModule', filters }));
		const expected = modules.filter(({ course }) => course === 1 || course === 2);
		expect(rows.map(({ moduleId }) => moduleId).sort()).toEqual(
			expected.map(({ id }) => id).sort(),
		);
	});
});

describe('the modules of a single course', () => {
	const of = (courseId: unknown, more: INodeParameters = {}) =>
		({ resource: 'courseModule', scope: 'course', courseId, ...more }) as INodeParameters;

	test.each(['list', 'url', 'id'] as const)('chosen by %s', async (mode) => {
		const simulator = await suite.simulator();
		const { id } = simulator.world.courses[1];
		const value = mode === 'url' ? `https://x.ispringlearn.eu/course/${id}/view?a=b` : id;
		const rows = rowsOf(await suite.getAll(simulator, of(locator(value, mode))));
		expect(rows.length).toBeGreaterThan(0);
		expect(listUrls(simulator)).toEqual([`/course/${id}/modules`]);
	});

	test.each([
		locator('', 'list'),
		locator('', 'url'),
		locator('  ', 'id'),
		locator(null, 'id'),
		{ mode: 'list' },
		'',
	])('%j is reported as empty, in words of the node', async (courseId) => {
		const simulator = await suite.simulator();
		const { error } = await suite.getAll(simulator, of(courseId));
		expect(error?.message).toMatch(/^'Course' is empty$|^".*" in 'Course' /);
		expect(error?.description).toMatch(/from the list/);
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		[locator('https://x.ispringlearn.eu/courses', 'url'), "isn't an ID or the title"],
		[locator(`${UNKNOWN} ${UNKNOWN.replace('4', '5')}`, 'id'), 'contains several IDs'],
	])('%j is rejected', async (courseId, problem) => {
		const simulator = await suite.simulator();
		const { error } = await suite.getAll(simulator, of(courseId));
		expect(error?.message).toMatch(/^".*" in 'Course' /);
		expect(error?.message).toContain(problem);
	});

	test('is not sent filters that the form no longer shows', async () => {
		const simulator = await suite.simulator();
		const { courses } = simulator.world;
		const filters = { courseIds: [courses[2].id], ...coursesRows(['={{ $json.nope }}']) };
		rowsOf(await suite.getAll(simulator, of(locator(courses[1].id, 'list'), { filters })));
		expect(listUrls(simulator)).toEqual([`/course/${courses[1].id}/modules`]);
		expect(simulator.violations).toEqual([]);
	});
});
