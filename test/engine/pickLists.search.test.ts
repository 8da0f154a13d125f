/** The pick-lists of fields with one ID, and the cache behind all pick-lists. */
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { listUrls, useSuite } from '../support/engine/suite';

const suite = useSuite();

const search = async (
	simulator: Simulator,
	method: string,
	filter?: string,
	paginationToken?: string,
	filters: INodeParameters = {},
): Promise<INodeListSearchResult> =>
	await suite.engine.search(
		method,
		suite.account(simulator),
		{ filters, options: {} },
		filter,
		paginationToken,
	);

const valuesIn = ({ results }: INodeListSearchResult) => results.map(({ value }) => value);
const namesIn = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

test.each([
	['getUsers', 'searchUsers'],
	['getCourses', 'searchCourses'],
	['getContents', 'searchContents'],
	['getModules', 'searchModules'],
	['getCourseItems', 'searchCourseItems'],
	['getEnrollments', 'searchEnrollments'],
	['getDepartments', 'searchDepartments'],
	['getGroups', 'searchGroups'],
])('%s and %s have the same options', async (load, method) => {
	const simulator = await suite.simulator({ users: 12, rows: 40 });
	const filters = { courseIds: simulator.world.courses.map(({ id }) => id) };
	const loaded = await suite.engine.pick(load, suite.account(simulator), { filters });
	const found = [];
	let token: string | undefined;
	do {
		const page = await search(simulator, method, undefined, token, filters);
		found.push(...page.results);
		token = page.paginationToken;
	} while (token !== undefined);
	expect(found).toEqual(loaded);
	expect(found.length).toBeGreaterThan(1);
});

test('finds a user by part of a name, ignoring case and accents', async () => {
	const simulator = await suite.simulator({ users: 30, rows: 30 });
	const anna = simulator.world.users[0];
	for (const text of ['anna', ' SMITH  ann ', 'Ánna']) {
		expect(valuesIn(await search(simulator, 'searchUsers', text))).toContain(anna.id);
	}
	expect(await search(simulator, 'searchUsers', 'nobody at all')).toEqual({ results: [] });
	expect(listUrls(simulator)).toHaveLength(1);
});

test('finds a user by a name with the last name first, an ID in any form, or the address of a page', async () => {
	const simulator = await suite.simulator({ users: 30, rows: 30 });
	const [{ id, firstName, lastName }] = simulator.world.users;
	const names = [`${lastName}, ${firstName}`, `${lastName};${firstName}`];
	for (const text of names) {
		expect(valuesIn(await search(simulator, 'searchUsers', text))).toContain(id);
	}
	for (const text of [
		id.toUpperCase(),
		id.split('-').join(''),
		`https://x.example/user/${id}?a=1`,
	]) {
		expect(valuesIn(await search(simulator, 'searchUsers', text))).toEqual([id]);
	}
});

describe('certificates', () => {
	const isNarrowed = (url: string) => /(learner|course)Ids/.test(url);

	test('are found by learner and course, and only the enrollments that match a word are read', async () => {
		const simulator = await suite.simulator({ users: 30, rows: 200, everyday: true });
		const { results } = await search(simulator, 'searchCertificates');
		expect(results.length).toBeGreaterThan(5);
		const [{ name, value }] = results;
		const [learner, course] = String(name).split(' – ');
		for (const text of [String(name), `${course.slice(0, 4)} ${learner.slice(0, 4)}`, learner]) {
			simulator.reset();
			const found = await search(simulator, 'searchCertificates', text);
			expect(valuesIn(found)).toContain(value);
			const words = text.toLowerCase().split(' ');
			for (const one of namesIn(found))
				for (const word of words) expect(one.toLowerCase()).toContain(word);
			const reads = listUrls(simulator).filter((url) => url.startsWith('/enrollments'));
			expect(reads.length).toBeGreaterThan(0);
			expect(reads.every(isNarrowed)).toBe(true);
		}
	});

	test('are found by their IDs, and without the names of learners', async () => {
		const simulator = await suite.simulator({ users: 30, rows: 100 });
		simulator.faults.add({ on: { path: '/users/v2', times: 9 }, status: 403 });
		const id = simulator.world.id('certificate', 7);
		expect(valuesIn(await search(simulator, 'searchCertificates', id))).toEqual([id]);
	});
});

test.each(['小明 王', '王小明', '王小', '小明', '王'])(
	'finds a Chinese name by %s',
	async (text) => {
		const simulator = await suite.simulator({ users: 30, rows: 30 });
		const { users } = simulator.world;
		Object.assign(users[3], { firstName: '小明', lastName: '王' });
		Object.assign(users[4], { firstName: '明', lastName: '李' });
		expect(valuesIn(await search(simulator, 'searchUsers', text))).toEqual([users[3].id]);
	},
);

test('marks blocked users and lists them last', async () => {
	const simulator = await suite.simulator({ users: 90, rows: 10, allActive: false });
	const found = namesIn(await search(simulator, 'searchUsers'));
	const isBlocked = found.map((name) => /\((blocked|employment ended)\)/.test(name));
	expect(new Set(isBlocked).size).toBe(2);
	expect(isBlocked).toEqual([...isBlocked].sort());
});

test('returns a long list page by page', async () => {
	const simulator = await suite.simulator({ users: 250, rows: 10 });
	const first = await search(simulator, 'searchUsers', '');
	const second = await search(simulator, 'searchUsers', '', first.paginationToken);
	const third = await search(simulator, 'searchUsers', '', second.paginationToken);
	expect([first, second, third].map(({ results }) => results.length)).toEqual([100, 100, 50]);
	expect(third.paginationToken).toBeUndefined();
	const all = [first, second, third].flatMap(valuesIn);
	expect(new Set(all)).toEqual(new Set(simulator.world.users.map(({ id }) => id)));
	expect(listUrls(simulator)).toHaveLength(1);
	expect(await search(simulator, 'searchUsers', '', 'not a token')).toEqual(first);
});

test('looks an e-mail address up with the API filter, and in the list only if that finds nobody', async () => {
	const simulator = await suite.simulator({ users: 30, rows: 10 });
	const user = simulator.world.users.find(({ email }, at) => at > 5 && email);
	const { id = '', email = '' } = user ?? {};
	for (const text of [email, `Somebody <${email}>`]) {
		expect(valuesIn(await search(simulator, 'searchUsers', text))).toEqual([id]);
	}
	const urls = listUrls(simulator);
	expect(urls).toHaveLength(1);
	expect(urls[0]).toContain(`emails[]=${email}`);
	const start = email.slice(0, -2);
	expect(valuesIn(await search(simulator, 'searchUsers', start))).toContain(id);
	expect(valuesIn(await search(simulator, 'searchUsers', `@${email.split('@')[1]}`))).toContain(id);
	expect(await search(simulator, 'searchCourses', email)).toEqual({ results: [] });
});

test('searches enrollments of a chosen course or user only', async () => {
	const simulator = await suite.simulator();
	await expect(search(simulator, 'searchEnrollments', 'a')).rejects.toMatchObject({
		message: 'Select a course or user first',
		description: expect.stringMatching(/./) as string,
	});
	expect(simulator.requests).toEqual([]);
	const user = simulator.world.users[2];
	const filters = { users: { user: [{ userId: { __rl: true, mode: 'id', value: user.id } }] } };
	const found = await search(simulator, 'searchEnrollments', '', undefined, filters);
	const own = simulator.world.enrollments.filter((one) => one.user === 2).map(({ id }) => id);
	expect(valuesIn(found).sort()).toEqual(own.sort());
});

test('narrows a list by the other filters', async () => {
	const simulator = await suite.simulator();
	const { courses, modules } = simulator.world;
	const ofCourse = async (at: number) => {
		const { id } = courses[at];
		const rows = { course: [{ courseId: { __rl: true, mode: 'list', value: id } }, {}] };
		const [inRow, inList] = await Promise.all(
			[{ courses: rows }, { courseIds: [id] }].map(
				async (filters) => await search(simulator, 'searchModules', '', undefined, filters),
			),
		);
		expect(inRow).toEqual(inList);
		return valuesIn(inRow).sort();
	};
	for (const at of [1, 2]) {
		const own = modules.filter(({ course }) => course === at).map(({ id }) => id);
		expect(await ofCourse(at)).toEqual(own.sort());
	}
});

test('reports a rejected list request as an error and does not cache it', async () => {
	const simulator = await suite.simulator();
	simulator.faults.add({ on: { path: '/groups' }, status: 403 });
	await expect(search(simulator, 'searchGroups')).rejects.toMatchObject({
		name: 'NodeApiError',
		message: "This API key isn't allowed to read groups (status 403)",
		description: expect.stringMatching(/./) as string,
		httpCode: '403',
	});
	expect(valuesIn(await search(simulator, 'searchGroups'))).not.toEqual([]);
});

test('leaks no part of the credential in an error', async () => {
	const simulator = await suite.simulator();
	simulator.faults.add({ on: { path: '/groups', times: Infinity }, repeats: true, status: 500 });
	const error = await search(simulator, 'searchGroups').catch((thrown: unknown) => thrown);
	const { clientSecret } = simulator;
	expect(JSON.stringify(error)).not.toContain(clientSecret);
	expect(JSON.stringify(error)).not.toMatch(/bearer [^*]/i);
	expect(error).not.toHaveProperty('cause.config');
});

test('requests a list once per account, even if it is opened twice at the same time', async () => {
	const simulator = await suite.simulator({ users: 20, rows: 10, delayMs: 20 });
	const open = async () =>
		await suite.engine.pick('getUsers', suite.account(simulator), { filters: {}, options: {} });
	const [one, two] = await Promise.all([open(), open()]);
	expect(one).toEqual(two);
	await search(simulator, 'searchUsers', 'a');
	expect(listUrls(simulator)).toHaveLength(1);
	const other = await suite.simulator({ users: 5, rows: 5 });
	expect(valuesIn(await search(other, 'searchUsers'))).toHaveLength(5);
});

test('finds somebody among 10,000 by part of a name, and reads the list once a minute', async () => {
	const simulator = await suite.simulator({ users: 10_000, rows: 10 });
	const { id, lastName = '', email = '' } = simulator.world.users[9_876];
	for (const text of [`${lastName.slice(0, 4)} user9876`, `USER9876 ${lastName}`]) {
		expect(valuesIn(await search(simulator, 'searchUsers', text))).toEqual([id]);
	}
	expect(valuesIn(await search(simulator, 'searchUsers', lastName))).toHaveLength(100);
	expect(listUrls(simulator)).toHaveLength(10);
	expect(valuesIn(await search(simulator, 'searchUsers', email))).toEqual([id]);
	expect(listUrls(simulator)).toHaveLength(11);
});
