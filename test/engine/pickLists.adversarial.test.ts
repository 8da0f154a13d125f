/** Pick-lists of accounts with odd names, odd IDs, and chosen entries that no longer exist. */
import type { INodePropertyOptions } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { COLUMNS_OF } from '../support/columns';
import { FORMATS, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const GONE = '00000000-0000-0000-0000-000000000000';
const ODD = [
	'007',
	'__proto__',
	'constructor',
	'true',
	'null',
	'😀',
	'<b>&amp;</b>',
	'0',
	' a  b ',
	'=',
];

const pick = async (
	simulator: Simulator,
	method: string,
	filters: Record<string, unknown> = {},
): Promise<INodePropertyOptions[]> =>
	await suite.engine.pick(method, suite.account(simulator), { filters } as never);

const names = (entries: readonly INodePropertyOptions[]) => entries.map(({ name }) => name);

const idOf = (at: number): string => `${String(at).padStart(8, '0')}-2639-11ea-8e3f-0a580af40c09`;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Builds a page of a list from records with text values. */
function pageOf(
	format: 'json' | 'xml',
	[list, row]: [string, string],
	records: ReadonlyArray<Record<string, string | undefined>>,
): string {
	if (format === 'json') return JSON.stringify({ [list]: records });
	const elements = records.map((record) => {
		const fields = Object.entries(record).map(
			([name, value]) => `<${name}>${escaped(value ?? '')}</${name}>`,
		);
		return `<${row}>${fields.join('')}</${row}>`;
	});
	return `<response><${list}>${elements.join('')}</${list}></response>`;
}

describe.each(FORMATS)('in %s', (format) => {
	test.each([
		['getGroups', '/groups', ['groups', 'group'], 'groupId', 'name'],
		['getDepartments', '/departments', ['departments', 'department'], 'departmentId', 'name'],
		['getCourses', '/contents', ['contentItems', 'contentItem'], 'contentItemId', 'title'],
		['getModules', '/courses/modules', ['modules', 'module'], 'moduleId', 'title'],
	] as Array<[string, string, [string, string], string, string]>)(
		'%s: shows names such as 007 and __proto__ as they are',
		async (method, path, list, id, name) => {
			const simulator = await suite.simulator({ format });
			const records = ODD.map((odd, at) => ({ [id]: idOf(at), [name]: odd }));
			simulator.faults.add({ on: { path }, body: pageOf(format, list, records) });
			const entries = await pick(simulator, method);
			expect(new Map(entries.map(({ name: shown, value }) => [value, shown]))).toEqual(
				new Map(ODD.map((odd, at) => [idOf(at), odd.trim()])),
			);
		},
	);

	test('groups without a name show their IDs, and duplicates appear once', async () => {
		const simulator = await suite.simulator({ format });
		const records = [
			{ groupId: idOf(1), name: ' ' },
			{ groupId: idOf(2) },
			{ groupId: idOf(2) },
			{ name: 'x' },
		];
		const body = pageOf(format, ['groups', 'group'], records);
		simulator.faults.add({ on: { path: '/groups' }, body });
		expect(names(await pick(simulator, 'getGroups'))).toEqual([idOf(1), idOf(2)]);
	});

	test.each([1, 1000, 1001])('lists %d users', async (users) => {
		const simulator = await suite.simulator({ users, rows: 1, format });
		const entries = await pick(simulator, 'getUsers');
		expect(entries).toHaveLength(users);
		expect(names(entries)[0].startsWith('Showing 1,000 of 1,001 users')).toBe(users > 1000);
		expect(new Set(names(entries)).size).toBe(users);
	});

	test('shows a message for an account without users', async () => {
		const simulator = await suite.simulator({ format });
		const body = pageOf(format, ['userProfiles', 'userProfile'], []);
		simulator.faults.add({ on: { path: '/users/v2' }, body });
		expect(names(await pick(simulator, 'getUsers'))).toEqual(['No users found']);
	});

	test('a user without any name shows the ID, in every form of an empty profile', async () => {
		const bodies =
			format === 'json'
				? [
						'[]',
						'{}',
						'null',
						'""',
						'[{"name":"EMAIL","value":null}]',
						'{"EMAIL":""}',
						'{"name":"EMAIL","value":""}',
					]
				: [
						'<fields/>',
						'',
						'<fields> </fields>',
						'<fields><field/></fields>',
						'<fields><field><name>EMAIL</name><value/></field></fields>',
						'<fields><EMAIL/></fields>',
						'<fields><name>EMAIL</name><value/></fields>',
					];
		for (const fields of bodies) {
			const simulator = await suite.simulator({ format });
			const body =
				format === 'json'
					? `{"userProfiles":[{"userId":"${idOf(1)}","fields":${fields}}]}`
					: `<response><userProfiles><userProfile><userId>${idOf(1)}</userId>${fields}</userProfile></userProfiles></response>`;
			simulator.faults.add({ on: { path: '/users/v2', times: 2 }, body });
			expect(await pick(simulator, 'getUsers')).toEqual([{ name: idOf(1), value: idOf(1) }]);
			const [row, ...others] = rowsOf(await suite.getAll(simulator, { resource: 'user' }));
			expect(others).toEqual([]);
			expect(row).toMatchObject({ userId: idOf(1), email: null, firstName: null, groups: [] });
			expect(Object.keys(row)).toEqual(COLUMNS_OF.user);
		}
	});

	test('a deleted course has no modules, and the other chosen course has its own', async () => {
		const simulator = await suite.simulator({ format });
		const { courses, modules } = simulator.world;
		const entries = await pick(simulator, 'getModules', {
			courseIds: [GONE, courses[1].id.toUpperCase()],
		});
		expect(new Set(entries.map(({ value }) => value))).toEqual(
			new Set(modules.filter(({ course }) => course === 1).map(({ id }) => id)),
		);
		expect(names(await pick(simulator, 'getModules', { courseIds: [GONE] }))).toEqual([
			'No modules found',
		]);
		const refused = { on: { path: `/course/${courses[1].id}/modules` }, status: 403 };
		simulator.faults.add(refused);
		expect(names(await pick(simulator, 'getModules', { courseIds: [courses[1].id] }))).toEqual([
			"This API key isn't allowed to read modules (status 403)",
		]);
	});

	test('shows that the request for enrollments of a deleted user was rejected', async () => {
		const simulator = await suite.simulator({ format });
		const [entry, ...others] = await pick(simulator, 'getEnrollments', { userIds: [GONE] });
		expect(others).toEqual([]);
		expect(entry.name).toContain('rejected the request');
	});

	test('text, expressions and garbage in another filter do not narrow the list', async () => {
		const simulator = await suite.simulator({ format });
		const { courses, modules } = simulator.world;
		const outside = modules.filter(({ type }) => type === 'material');
		for (const courseIds of ['={{ $json.course }}', '', null, {}, 7, [null], 'Onboarding']) {
			expect(await pick(simulator, 'getModules', { courseIds })).toHaveLength(outside.length);
		}
		const text = ` ${courses[1].id},\n${courses[2].id}; `;
		expect(await pick(simulator, 'getModules', { courseIds: text })).toHaveLength(
			modules.filter(({ course }) => course === 1 || course === 2).length,
		);
	});

	test('reads a list despite an expired token, a truncated response and a rate limit', async () => {
		for (const fault of [
			{ revoke: true },
			{ cut: 0.5, cutMode: 'silent' as const },
			{ status: 429, headers: { 'Retry-After': '0' } },
		]) {
			const simulator = await suite.simulator({ users: 30, rows: 1, format });
			simulator.faults.add({ on: { path: '/users/v2' }, ...fault });
			expect(await pick(simulator, 'getUsers')).toHaveLength(30);
		}
	});
});
