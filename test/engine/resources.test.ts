import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { COLUMNS_OF, resultKeyOf } from '../support/columns';
import type { ExpectedFilters, Simulator } from '../simulator/server';
import { FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

type Record = Readonly<{ [name: string]: unknown }>;

/** Values of a filter, sent as they are under the name of the filter. */
type Values = (simulator: Simulator) => string[];

interface Resource {
	resource: string;
	/** As in the API documentation. */
	path: string;
	filters: { [name: string]: Values };
	/** A list that comes in one response, as an array without a name. */
	unpaged?: true;
	/** Columns that are not in the record under their own name. */
	more?: (record: Record, simulator: Simulator) => IDataObject;
}

const ids =
	(kind: 'courses' | 'users' | 'departments' | 'groups' | 'enrollments'): Values =>
	({ world }) => {
		const { id: first } = world[kind][1];
		const { id: second } = world[kind][2];
		return [first, second];
	};

const RESOURCES: Resource[] = [
	{
		resource: 'courseResult',
		path: '/learners/results',
		filters: {
			userIds: ids('users'),
			courseIds: ids('courses'),
			enrollmentIds: ids('enrollments'),
			departmentIds: ids('departments'),
			completionStatuses: () => ['passed', 'in_progress'],
			userStatuses: () => ['1', '3', '5'],
		},
		more: (record) => ({ resultKey: resultKeyOf(record) }),
	},
	{
		resource: 'course',
		path: '/contents',
		filters: { contentItemIds: ids('courses'), contentTypes: () => ['Course', 'Quiz'] },
	},
	{
		resource: 'user',
		path: '/users/v2',
		filters: {
			departments: ids('departments'),
			groups: ids('groups'),
			userIds: ids('users'),
			emails: ({ world }) => [world.users[1].email ?? '', world.users[2].email ?? ''],
			logins: ({ world }) => [world.users[3].login ?? '', world.users[4].login ?? ''],
		},
		more: ({ userId, status }, { world }) => {
			const user = world.users.find(({ id }) => id === userId);
			const { login = null, email = null, firstName = null, lastName = null } = user ?? {};
			const statusName =
				{ 1: 'Active', 3: 'Blocked', 5: 'Employment ended' }[Number(status)] ?? null;
			return { login, email, firstName, lastName, userName: user?.name || login, statusName };
		},
	},
	{
		resource: 'department',
		path: '/departments',
		filters: {},
	},
	{ resource: 'group', path: '/groups', filters: {} },
	{
		resource: 'quiz',
		path: '/quizzes',
		filters: {
			quizIds: ({ world }) => world.quizzes.all.slice(1, 3).map(({ id }) => id),
			contentItemIds: ({ world }) => world.quizzes.all.slice(1, 3).map(({ itemId }) => itemId),
		},
	},
	{
		resource: 'points',
		path: '/gamification/points',
		filters: { userIds: ids('users') },
		unpaged: true,
	},
	{
		resource: 'enrollment',
		path: '/enrollments',
		more: ({ learnerId }) => ({ userId: learnerId as string }),
		filters: {
			courseIds: ids('courses'),
			learnerIds: ids('users'),
			enrollmentIds: ids('enrollments'),
		},
	},
];

const rowsExpected = (
	{ resource, path, more }: Resource,
	simulator: Simulator,
	filters: ExpectedFilters = {},
): IDataObject[] =>
	[...simulator.expectedOf(path, filters)].map((record) => ({
		...Object.fromEntries(COLUMNS_OF[resource].map((name) => [name, record[name] ?? null])),
		...more?.(record, simulator),
	})) as IDataObject[];

describe.each(FORMATS)('in %s', (format) => {
	describe.each(RESOURCES)('$resource', (one) => {
		const { resource, path, filters, unpaged = false } = one;

		test('returns every record of all pages with typed columns in order', async () => {
			const simulator = await suite.simulator({ rows: 1200, allActive: false, format });
			const userStatuses = resource === 'courseResult' ? ['1', '3', '5'] : undefined;
			const form = { resource, options: { pageSize: 7 }, filters: { userStatuses } };
			const rows = rowsOf(await suite.getAll(simulator, JSON.parse(JSON.stringify(form))));
			expect(rows).toEqual(
				rowsExpected(one, simulator, userStatuses ? { userStatuses } : undefined),
			);
			expect(rows.length).toBeGreaterThan(1);
			for (const row of rows) expect(Object.keys(row)).toEqual(COLUMNS_OF[resource]);
			expect(simulator.violations).toEqual([]);
		});

		test('stops at the limit and requests no further page', async () => {
			const simulator = await suite.simulator({ rows: 300, format });
			const form = { resource, returnAll: false, limit: 2 };
			expect(rowsOf(await suite.getAll(simulator, form))).toEqual(
				rowsExpected(one, simulator).slice(0, 2),
			);
			expect(listUrls(simulator)).toEqual([unpaged ? path : `${path}?pageSize=2`]);
		});

		test('returns records as sent with Output Raw', async () => {
			const simulator = await suite.simulator({ rows: 60, format });
			const rows = rowsOf(await suite.getAll(simulator, { resource, output: 'raw' }));
			const sent = [...simulator.expectedOf(path)];
			expect(rows).toHaveLength(sent.length);
			if (format === 'json') expect(rows).toEqual(JSON.parse(JSON.stringify(sent)));
		});

		test.each(['0', '1'])('returns %s records', async (count) => {
			const simulator = await suite.simulator({ rows: 60, format });
			const [list, row] = LISTS[resource];
			const [record] = [...simulator.expectedOf(path)];
			const records = count === '0' ? [] : [record];
			const elements = records.map(() => `<${row}><vendorsNext>1</vendorsNext></${row}>`).join('');
			const bodies = {
				json: JSON.stringify(list === null ? records : { [list]: records }),
				xml: `<response>${list === null ? elements : `<${list}>${elements}</${list}>`}</response>`,
			};
			const body = bodies[format];
			simulator.faults.add({ body });
			const rows = rowsOf(await suite.getAll(simulator, { resource }));
			expect(rows).toHaveLength(Number(count));
		});

		if (Object.keys(filters).length > 0) {
			test.each(Object.entries(filters))(
				'sends the filter %s and returns only matching records',
				async (name, of) => {
					const simulator = await suite.simulator({ rows: 1200, allActive: false, format });
					const values = of(simulator);
					const rows = rowsOf(
						await suite.getAll(simulator, { resource, filters: { [name]: values } }),
					);
					const wire = values.map((value) => `${name}[]=${value}`).join('&');
					const size = unpaged ? '' : '&pageSize=1000';
					expect(listUrls(simulator)).toEqual([`${path}?${wire}${size}`]);
					expect(rows).toEqual(rowsExpected(one, simulator, { [name]: values }));
					expect(rows.length).toBeGreaterThan(0);
					expect(simulator.violations).toEqual([]);
				},
			);
		}
	});

	test('filters course results by each date', async () => {
		for (const date of ['accessDate', 'dueDate', 'completionDate']) {
			const simulator = await suite.simulator({ rows: 1200, format });
			const filters = {
				[`${date}Start`]: '2025-06-01T00:00:00',
				[`${date}End`]: '2026-03-01T00:00:00',
			};
			const range = { startDate: '2025-06-01T00:00:00Z', endDate: '2026-03-01T00:00:00Z' };
			const rows = rowsOf(await suite.getAll(simulator, { resource: 'courseResult', filters }));
			const [results] = RESOURCES;
			expect(rows).toEqual(rowsExpected(results, simulator, { [date]: range }));
			expect(rows.length).toBeGreaterThan(0);
		}
	});

	test('returns the modules of one course, including trainings, in the usual columns', async () => {
		const simulator = await suite.simulator({ rows: 300, format, modulesPerCourse: 12 });
		const { id } = simulator.world.courses[0];
		const form = { resource: 'courseModule', scope: 'course', courseId: id };
		const rows = rowsOf(await suite.getAll(simulator, form));
		const expected = simulator.world.modules.filter(({ courseId }) => courseId === id);
		expect(expected.map(({ type }) => type)).toContain('training');
		expect(rows).toEqual(
			expected.map((module, at) => ({
				moduleId: module.id,
				courseId: id,
				contentItemId: module.itemId,
				title: module.title,
				type: module.type,
				sequentialNumber: at + 1,
				description: null,
				authorId: null,
				addedDate: null,
				viewUrl: null,
			})),
		);
		expect(listUrls(simulator)).toEqual([`/course/${id}/modules`]);
		const limited = { ...form, returnAll: false, limit: 2 };
		expect(rowsOf(await suite.getAll(simulator, limited))).toEqual(rows.slice(0, 2));
		expect(simulator.violations).toEqual([]);
	});

	test.each(['array', 'object', 'single'] as const)(
		'reads users whose fields are sent as %s',
		async (userFields) => {
			const simulator = await suite.simulator({ rows: 10, users: 12, userFields, format });
			const rows = rowsOf(await suite.getAll(simulator, { resource: 'user' }));
			expect(rows).toHaveLength(12);
			const { world } = simulator;
			for (const [at, { email, firstName, login }] of world.users.entries()) {
				expect(rows[at].email).toBe(email ?? null);
				if (userFields === 'single') continue;
				expect(rows[at]).toMatchObject({ firstName: firstName ?? null, login: login ?? null });
			}
		},
	);
});

const LISTS: { [resource: string]: [list: string | null, row: string] } = {
	courseResult: ['results', 'result'],
	course: ['contentItems', 'contentItem'],
	user: ['userProfiles', 'userProfile'],
	department: ['departments', 'department'],
	group: ['groups', 'group'],
	points: [null, 'userPointsInfo'],
	quiz: ['results', 'result'],
	enrollment: ['enrollments', 'enrollment'],
};

test.each(['={{ "" }}', ['a', 'b']])('rejects %j as a course', async (courseId) => {
	const simulator = await suite.simulator();
	const form: INodeParameters = { resource: 'courseModule', scope: 'course', courseId };
	const { error } = await suite.getAll(simulator, form);
	expect(error?.message).toMatch(
		/ isn't an ID or the title of a course$| contains several IDs$| returns nothing for item 0$/,
	);
	expect(simulator.requests).toEqual([]);
});

test('names the parameter of an unknown course as the form shows it', async () => {
	const simulator = await suite.simulator();
	const courseId = '00000000-0000-0000-0000-000000000000';
	const form: INodeParameters = { resource: 'courseModule', scope: 'course', courseId };
	const { error } = await suite.getAll(simulator, form);
	expect(error?.message).toBe("The ID in 'Course' doesn't exist (status 404)");
	expect(error?.description).toContain('Choose from the list again');
});

test('names the parameter of an unknown department as the form shows it', async () => {
	const simulator = await suite.simulator();
	const departments = ['00000000-0000-0000-0000-000000000000'];
	const { error } = await suite.getAll(simulator, {
		resource: 'user',
		filters: { departmentIds: departments },
	});
	expect(error?.message).toBe("An ID in 'Department Names or IDs' doesn't exist (status 400)");
});
