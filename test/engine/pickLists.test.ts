import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { FORMATS, useSuite } from '../support/engine/suite';

const suite = useSuite();

const pick = async (
	simulator: Simulator,
	method: string,
	filters: INodeParameters = {},
	options: Record<string, string> = {},
): Promise<INodePropertyOptions[]> =>
	await suite.engine.pick(method, suite.account(simulator), { filters, options });

/** A filter with rows, as the form saves it. */
const rowsOfUsers = (...ids: string[]): INodeParameters => ({
	users: {
		user: ids.map((value) => ({
			userId: { __rl: true, mode: 'list', value, cachedResultName: 'Somebody' },
		})),
	},
});

const names = (entries: readonly INodePropertyOptions[]) => entries.map(({ name }) => name);
const valueOf = (entries: readonly INodePropertyOptions[], name: string) =>
	entries.find((entry) => entry.name === name)?.value;

describe.each(FORMATS)('pick-lists in %s', (format) => {
	test('users are sorted by name, and inactive ones are marked', async () => {
		const simulator = await suite.simulator({ users: 900, rows: 10, allActive: false, format });
		const entries = await pick(simulator, 'getUsers');
		const { users } = simulator.world;
		expect(new Set(entries.map(({ value }) => value))).toEqual(new Set(users.map(({ id }) => id)));
		const nameOf = new Map(entries.map(({ name, value }) => [value, name]));
		const labels = users.map(({ firstName, lastName, email, login, id, status }) => {
			const name = [firstName, lastName].filter(Boolean).join(' ') || login;
			const mark = { 1: '', 3: ' (blocked)', 5: ' (employment ended)' }[status];
			return `${[name, email && `<${email}>`].filter(Boolean).join(' ') || id}${mark}`;
		});
		for (const [at, { id }] of users.entries()) {
			const isUnique = labels.indexOf(labels[at]) === labels.lastIndexOf(labels[at]);
			const suffix = isUnique ? '' : ` (${id.slice(0, 8)}…)`;
			expect(nameOf.get(id)).toBe(`${labels[at]}${suffix}`);
		}
		expect(names(entries).some((name) => name.endsWith('…)'))).toBe(true);
		const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
		const statusOf = new Map(users.map(({ id, status }) => [id, status]));
		const groups = ([1, 3, 5] as const).map((status) =>
			entries.filter(({ value }) => statusOf.get(String(value)) === status),
		);
		expect(groups.every(({ length }) => length > 0)).toBe(true);
		expect(entries).toEqual(groups.flat());
		for (const group of groups) expect(names(group)).toEqual([...names(group)].sort(compare));
		expect(simulator.violations).toEqual([]);
	});

	test('thousands of enrollments are read to the last page and found by part of a name', async () => {
		const simulator = await suite.simulator({ users: 2_100, courses: 1, rows: 12_000, format });
		const { enrollments, courses } = simulator.world;
		const { id: courseId } = courses[0];
		const ofCourse = enrollments.filter(({ course }) => course === 0);
		const [chosen, other] = ofCourse.filter(({ user }) => user >= 1_998);
		const filters = { enrollmentIds: [chosen.id], courseIds: [courseId] };
		const [message, ...shown] = await pick(simulator, 'getEnrollments', filters);
		const total = new Intl.NumberFormat('en').format(ofCourse.length);
		expect(message.name).toBe(`Showing 1,000 of ${total} enrollments`);
		expect(shown.length).toBeGreaterThanOrEqual(1_000);
		expect(shown.map(({ value }) => value)).toContain(chosen.id);

		const { email = '' } = simulator.world.users[other.user];
		const find = { findInLists: ` ${email.toUpperCase()} ` };
		const found = await pick(simulator, 'getEnrollments', filters, find);
		expect(found.map(({ value }) => value).sort()).toEqual([chosen.id, other.id].sort());
		const [none] = await pick(simulator, 'getEnrollments', filters, { findInLists: 'nobody' });
		expect(none.name).toBe('No enrollments matching "nobody"');
		expect(simulator.violations).toEqual([]);
	});

	test.each([
		['getUsers', 'users', 'Users', { users: 1_001, rows: 1 }],
		['getCourses', 'courses', 'Courses', { courses: 1_200, rows: 1 }],
	] as const)(
		'%s names the filter that searches all, and is not shortened for another list',
		async (method, label, filter, options) => {
			const simulator = await suite.simulator({ ...options, format });
			const find = { findInLists: 'nobody at all' };
			const [message, ...shown] = await pick(simulator, method, {}, find);
			expect(message.name).toMatch(/^Showing 1,000 of 1,\d+ /);
			expect(message.name).toContain(` ${label}: the '${filter}' filter searches all`);
			expect(shown).toHaveLength(1_000);
		},
	);

	test('enrollments ask for a course or user first, without reading any', async () => {
		const simulator = await suite.simulator({ format });
		for (const filters of [{}, { userIds: 'Anna Smith', courses: {} }, rowsOfUsers('')]) {
			const [message, ...others] = await pick(simulator, 'getEnrollments', filters);
			expect(message.name).toBe('Select a course or user first');
			expect(others).toEqual([]);
		}
		expect(simulator.requests).toEqual([]);
	});

	test('enrollments of active users come first', async () => {
		const simulator = await suite.simulator({ rows: 900, users: 60, allActive: false, format });
		const { users, enrollments } = simulator.world;
		const statusOf = new Map(enrollments.map(({ id, user }) => [id, users[user].status]));
		const filters = { courseIds: simulator.world.courses.map(({ id }) => id) };
		const entries = await pick(simulator, 'getEnrollments', filters);
		const statuses = entries.map(({ value }) => Number(statusOf.get(String(value))));
		expect(new Set(statuses)).toEqual(new Set([1, 3, 5]));
		expect(statuses).toEqual([...statuses].sort());
	});

	test.each(['array', 'object', 'single'] as const)(
		'users whose fields are %s',
		async (userFields) => {
			const simulator = await suite.simulator({ users: 8, rows: 8, userFields, format });
			const entries = await pick(simulator, 'getUsers');
			const { users } = simulator.world;
			expect(entries).toHaveLength(8);
			const nameless = users[5];
			expect(valueOf(entries, nameless.id)).toBe(nameless.id);
			if (userFields !== 'single') {
				expect(valueOf(entries, `Anna Smith <${users[0].email}>`)).toBe(users[0].id);
			}
		},
	);

	test('courses, all content, and course items are separate lists', async () => {
		const simulator = await suite.simulator({ format });
		const courses = await pick(simulator, 'getCourses');
		const listed = simulator.world.courses.filter(({ listed: isListed }) => isListed);
		expect(new Set(courses.map(({ value }) => value))).toEqual(new Set(listed.map(({ id }) => id)));
		expect(valueOf(courses, listed[0].title)).toBe(listed[0].id);
		const contents = await pick(simulator, 'getContents');
		expect(contents).toHaveLength([...simulator.expectedOf('/contents')].length);
		const items = await pick(simulator, 'getCourseItems');
		expect(items).toHaveLength(contents.length - courses.length);
	});

	test('modules and course items are all listed, or those of chosen courses including trainings', async () => {
		const simulator = await suite.simulator({ format });
		const { courses, modules } = simulator.world;
		const every = await pick(simulator, 'getModules');
		expect(every).toHaveLength(modules.filter(({ type }) => type === 'material').length);
		expect(valueOf(every, `${modules[0].title} – ${courses[0].title}`)).toBe(modules[0].id);

		const inFirst = modules.filter(({ courseId }) => courseId === courses[1].id);
		expect(inFirst.map(({ type }) => type)).toContain('training');
		const some = await pick(simulator, 'getModules', { courseIds: [courses[1].id] });
		expect(new Map(some.map(({ name, value }) => [value, name]))).toEqual(
			new Map(inFirst.map(({ id, title }) => [id, title])),
		);
		const items = await pick(simulator, 'getCourseItems', { courseIds: `${courses[1].id}` });
		expect(new Set(items.map(({ value }) => value))).toEqual(
			new Set(inFirst.map(({ itemId }) => itemId)),
		);
		expect(simulator.violations).toEqual([]);
	});

	test('enrollments show learner and course and are limited to chosen users', async () => {
		const simulator = await suite.simulator({ format });
		const { courses, users, enrollments } = simulator.world;
		const own = enrollments.filter(({ user }) => user === 2);
		const ids = new Set(own.map(({ id }) => id));
		const filters = { userIds: `Anna Smith, ${users[2].id}` };
		const entries = await pick(simulator, 'getEnrollments', filters);
		expect(new Set(entries.map(({ value }) => value))).toEqual(ids);
		const byRow = await pick(simulator, 'getEnrollments', rowsOfUsers(users[2].id));
		expect(byRow).toEqual(entries);
		const course = courses[own[0].course];
		const title = course.listed ? course.title : course.id;
		const label = `${users[2].name} – ${title} <${users[2].email}>`;
		expect(valueOf(entries, label)).toBe(own[0].id);
	});

	test('departments show their path without the root', async () => {
		const simulator = await suite.simulator({ format });
		const { departments } = simulator.world;
		const entries = await pick(simulator, 'getDepartments');
		expect(entries).toHaveLength(departments.length);
		const deep = departments[4];
		const above = departments.find(({ id }) => id === deep.parentId);
		expect(valueOf(entries, `${above?.name} / ${deep.name}`)).toBe(deep.id);
		expect(valueOf(entries, departments[0].name)).toBe(departments[0].id);
		const groups = await pick(simulator, 'getGroups');
		expect(valueOf(groups, simulator.world.groups[2].name)).toBe(simulator.world.groups[2].id);
	});

	test.each([
		[
			'none exist',
			{ body: format === 'json' ? '{"groups":[]}' : '<response><groups/></response>' },
			'No groups found',
		],
		['no rights', { status: 403 }, "This API key isn't allowed to read groups (status 403)"],
		['a web page', { html: true }, 'The response is a web page instead of data'],
	])('show a message when there are no options: %s', async (_why, fault, message) => {
		const simulator = await suite.simulator({ format });
		simulator.faults.add({ on: { path: '/groups', times: Infinity }, ...fault });
		const [entry, ...others] = await pick(simulator, 'getGroups');
		expect(others).toEqual([]);
		expect(entry.name).toBe(message);
		expect(entry.description).not.toBe('');
		const { error } = await suite.getAll(simulator, {
			resource: 'user',
			filters: { groupIds: [entry.value] },
		});
		expect(error?.message).toBe(
			`"${message}" in 'Group Names or IDs' is a note in the list, not a choice`,
		);
		expect(error?.description).toContain('Remove it');
		expect(simulator.requests.map(({ path }) => path)).not.toContain('/users/v2');
	});

	test('a message that is chosen as an option is rejected in every field', async () => {
		const simulator = await suite.simulator({ courses: 1_200, rows: 10, format });
		const [message] = await pick(simulator, 'getCourses');
		const { id } = simulator.world.courses[3];
		simulator.reset();
		for (const courseIds of [[message.value], [id, message.value], String(message.value)]) {
			const { error } = await suite.getAll(simulator, { filters: { courseIds } as never });
			expect(error?.message).toContain(`"${message.name.slice(0, 20)}`);
			expect(error?.message).toContain('is a note in the list, not a choice');
			expect(error?.description).toContain("add the 'Courses' filter");
		}
		const courseId = { __rl: true, mode: 'id', value: message.value };
		const fields = { resource: 'courseModule', scope: 'course', courseId };
		const { error } = await suite.getAll(simulator, fields);
		expect(error?.message).toContain('is a note in the list, not a choice');
		expect(simulator.requests).toEqual([]);
	});

	test('modules have their titles even if the account may not read courses', async () => {
		const simulator = await suite.simulator({ format });
		simulator.faults.add({ on: { path: '/contents', times: Infinity }, status: 403 });
		const entries = await pick(simulator, 'getModules');
		expect(names(entries)).toContain(simulator.world.modules[0].title);
	});
});

test('sends no request to an unsafe base URL', async () => {
	const simulator = await suite.simulator();
	const credentials = suite.account(simulator, { baseUrl: 'http://api.example.com' });
	const [entry] = await suite.engine.pick('getUsers', credentials, {});
	expect(entry.name).toContain('https://');
	expect(simulator.requests).toEqual([]);
});
