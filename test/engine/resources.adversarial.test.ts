/** Resources other than module results: several pages, custom fields, many ids, and different input items. */
import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const GONE = '00000000-0000-0000-0000-000000000000';

const ids = (list: ReadonlyArray<{ id: string }>): string[] => list.map(({ id }) => id);

/** Every filter of a resource at once. The filters match several pages. */
const EVERY_FILTER: { [resource: string]: (simulator: Simulator) => INodeParameters } = {
	courseResult: ({ world }) => ({
		userIds: ids(world.users.slice(0, 20)),
		courseIds: ids(world.courses),
		departmentIds: ids(world.departments),
		enrollmentIds: ids(world.enrollments.slice(0, 50)),
		completionStatuses: ['passed', 'complete', 'in_progress', 'failed', 'not_started'],
		userStatuses: [1, 3, 5],
		accessDateStart: '2020-01-01T00:00:00',
		accessDateEnd: '2030-01-01T00:00:00',
	}),
	course: () => ({ contentTypes: 'Course, Quiz' }),
	user: ({ world }) => ({
		departments: ids(world.departments),
		groups: ids(world.groups),
		userIds: ids(world.users),
		logins: world.users.map(({ login }) => login ?? 'none').join('\n'),
		emails: world.users.map(({ email }) => email ?? 'none').join(','),
	}),
	enrollment: ({ world }) => ({
		courseIds: ids(world.courses),
		learnerIds: ids(world.users.slice(0, 20)),
		enrollmentIds: ids(world.enrollments.slice(0, 50)),
	}),
};

/** Users of an account with custom profile fields, one user per page. */
const PROFILES = [
	[
		{ name: 'EMAIL', value: 'anna@example.com' },
		{ name: 'Job title', value: '007' },
		{ name: 'JOB_TITLE', value: 'second' },
		{ name: 'Status', value: 'on leave' },
	],
	[
		{ name: '__proto__', value: 'x' },
		{ name: 'Дата', value: '2026-01-01' },
		{ name: 'E-mail', value: 'other@example.com' },
		{ name: 'email', value: 'bob@example.com' },
	],
	[],
];

function profilePage(format: 'json' | 'xml', page: number): string {
	const userId = `0000000${page}-2639-11ea-8e3f-0a580af40c09`;
	const fields = PROFILES[page];
	const isLast = page === PROFILES.length - 1;
	if (format === 'json') {
		const token = isLast ? {} : { nextPageToken: `t${page}` };
		return JSON.stringify({ userProfiles: [{ userId, status: 1, fields }], ...token });
	}
	const elements = fields.map(
		({ name, value }) => `<field><name>${name}</name><value>${value}</value></field>`,
	);
	const token = isLast ? '' : `<nextPageToken>t${page}</nextPageToken>`;
	return `<response><userProfiles><userProfile><userId>${userId}</userId><status>1</status><fields>${elements.join('')}</fields></userProfile></userProfiles>${token}</response>`;
}

test.each(Object.entries(EVERY_FILTER))(
	'repeats all filters of %s on every page request',
	async (resource, filtersOf) => {
		const simulator = await suite.simulator({ rows: 1500, users: 40 });
		const form = { resource, filters: filtersOf(simulator), options: { pageSize: 2 } };
		const rows = rowsOf(await suite.getAll(simulator, form));
		const [first, ...others] = listUrls(simulator);
		expect(others.length).toBeGreaterThan(1);
		for (const url of others) expect(url.startsWith(`${first}&pageToken=`)).toBe(true);
		expect(rows.length).toBeGreaterThan(4);
		expect(simulator.violations).toEqual([]);
	},
);

test.each(FORMATS)(
	'adds custom profile fields as columns to every page in the same order (%s)',
	async (format) => {
		const simulator = await suite.simulator();
		for (const page of PROFILES.keys()) {
			simulator.faults.add({
				on: { path: '/users/v2' },
				status: 200,
				body: profilePage(format, page),
			});
		}
		const rows = rowsOf(await suite.getAll(simulator, { resource: 'user', output: 'all' }));
		expect(rows).toHaveLength(PROFILES.length);
		const own = ['jobTitle', 'jobTitle2', 'profileStatus', '__proto__', 'Дата', 'E-mail'];
		for (const row of rows) {
			expect(Object.keys(row).slice(16)).toEqual(own);
			expect(row.status).toBe(1);
		}
		const [anna, bob, nobody] = rows.map((row) => new Map(Object.entries(row)));
		expect(own.map((name) => anna.get(name))).toEqual([
			'007',
			'second',
			'on leave',
			null,
			null,
			null,
		]);
		expect(own.map((name) => bob.get(name)).slice(3)).toEqual([
			'x',
			'2026-01-01',
			'other@example.com',
		]);
		expect([anna, bob, nobody].map((row) => row.get('email'))).toEqual([
			'anna@example.com',
			'bob@example.com',
			null,
		]);
		for (const name of own) expect(nobody.get(name)).toBeNull();
	},
);

test('reads the enrollments of 120 learners in three requests, each enrollment once', async () => {
	const simulator = await suite.simulator({ rows: 2000, users: 130 });
	const learnerIds = ids(simulator.world.users.slice(0, 120)).map((id) => id.toUpperCase());
	const form = { resource: 'enrollment', filters: { learnerIds: learnerIds.join(' ; ') } };
	const rows = rowsOf(await suite.getAll(simulator, form));
	expect(listUrls(simulator)).toHaveLength(3);
	const expected = simulator.world.enrollments.filter(({ user }) => user < 120);
	expect(rows.map(({ enrollmentId }) => enrollmentId).sort()).toEqual(ids(expected).sort());
});

test('with continue on fail, reports the deleted course alone and pairs other modules with their items', async () => {
	const simulator = await suite.simulator();
	const [first, , third] = simulator.world.courses;
	const input = [{ course: first.id }, { course: GONE }, { course: third.id }];
	const form = { resource: 'courseModule', scope: 'course', courseId: '={{ $json.course }}' };
	const settings = { onError: 'continueRegularOutput' as const };
	const { outputs } = await suite.getAll(simulator, form, { input, settings });
	const bad = outputs[0].filter(({ json }) => json.moduleId === undefined);
	expect(bad.map(({ json }) => json.error)).toEqual([
		"The ID in 'Course' doesn't exist (status 404)",
	]);
	const good = outputs[0].filter(({ json }) => json.moduleId !== undefined);
	expect(good.length).toBeGreaterThan(2);
	for (const { json, pairedItem } of good) {
		expect(pairedItem).toEqual({ item: json.courseId === first.id ? 0 : 2 });
	}
});

test.each([...Object.keys(EVERY_FILTER), 'department', 'group'])(
	'reports a web page instead of the list of %s',
	async (resource) => {
		const simulator = await suite.simulator({ basePath: '/api/v3', htmlHost: true });
		const { error, rows } = await suite.getAll(simulator, { resource });
		expect(rows).toEqual([]);
		expect(error?.message).toBe('The response is a web page instead of data');
	},
);
