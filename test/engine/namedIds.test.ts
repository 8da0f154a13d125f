import type { INode, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Simulator, SimulatorOptions, User } from '../simulator/server';
import type { Outcome } from '../support/engine/engine';
import { cancelAtSecondPage, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

/** Renames some users of the account. */
function rename(simulator: Simulator, names: Record<number, Partial<User>>): void {
	for (const [at, name] of Object.entries(names)) {
		Object.assign(simulator.world.users[Number(at)], name);
	}
}

const PEOPLE: Record<number, Partial<User>> = {
	0: { firstName: 'Łukasz', lastName: 'Żółć', email: 'Lukasz.Zolc@Example.com' },
	1: { firstName: 'John', lastName: 'Smith', email: 'john@example.com' },
	2: { firstName: 'Ada', lastName: 'Twin', email: 'ada1@example.com' },
	3: { firstName: 'Ada', lastName: 'Twin', email: 'ada2@example.com', status: 3 },
	4: { firstName: 'Søren', lastName: 'O’Neil', status: 5 },
	6: { firstName: '', lastName: 'Brown, Bob', email: undefined },
	9: { firstName: 'Иван', lastName: 'Петров' },
	10: { firstName: '小明', lastName: '王' },
	11: { firstName: 'Martin', lastName: 'Thomas' },
	12: { firstName: 'Thomas', lastName: 'Martin' },
};

async function account(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await suite.simulator({ rows: 600, users: 40, ...options });
	rename(simulator, PEOPLE);
	return simulator;
}

/** The URLs requested from one list (by default module results), without name lookups. */
const requestUrls = (simulator: Simulator, path = '/learners/modules/results') =>
	listUrls(simulator).filter((url) => url.startsWith(path));

const users = ({ world }: Simulator, ...at: number[]) => at.map((one) => world.users[one].id);

const withUsers = async (simulator: Simulator, userIds: unknown, more: INodeParameters = {}) =>
	await suite.getAll(simulator, { filters: { userIds } as never, ...more });

const queryFor = (name: string, ids: readonly string[]) =>
	ids.map((id) => `${name}[]=${id}`).join('&');

describe('users', () => {
	test.each<[string, unknown, number[]]>([
		['an e-mail address', 'john@example.com', [1]],
		['an address in other case', '={{ "JOHN@example.com" }}', [1]],
		['an address stored in mixed case', 'lukasz.zolc@example.com', [0]],
		['several addresses as text', 'john@example.com, ada2@example.com', [1, 3]],
		['several addresses in an array', ['ada1@example.com', 'john@example.com'], [2, 1]],
		['an address after a name', 'John Smith <john@example.com>', [1]],
		['a label of the pick-list', ['Ada Twin <ada2@example.com> (blocked)'], [3]],
		['a name', 'John Smith', [1]],
		['a name without strokes, accents and case', 'LUKASZ  zolc', [0]],
		['a former employee, with another apostrophe', "soren o'neil", [4]],
		['a name with the last name first', 'Smith, John', [1]],
		['a name with the last name first and no comma', 'петров иван', [9]],
		['a name without a space', ['王小明'], [10]],
		['a name that is another one backwards', ['Thomas Martin', 'Martin Thomas'], [12, 11]],
		['a name that contains a comma', ['Brown, Bob', 'John Smith'], [6, 1]],
		['a name that contains a comma, as text', 'brown, bob', [6]],
		['several names as text', 'John Smith, Łukasz Żółć', [1, 0]],
		['one name per line', 'John Smith\nLukasz Zolc\n', [1, 0]],
		['objects with an address', '={{ [{ email: "john@example.com", name: "J" }] }}', [1]],
		[
			'addresses as copied from Outlook',
			'Smith, John <john@example.com>; Twin, Ada <ada2@example.com>',
			[1, 3],
		],
		[
			'addresses after quoted names',
			'"Smith, J." <john@example.com>, A <ada1@example.com>',
			[1, 2],
		],
		['one name per line, last names first', 'Smith, John\nBrown, Bob\nZolc, Lukasz', [1, 6, 0]],
		['names separated by semicolons, last names first', 'Smith, John; Brown, Bob', [1, 6]],
		['an address with invisible characters', 'jo\u200bhn@example.com\u2060', [1]],
	])('finds %s', async (_name, value, people) => {
		const simulator = await account({});
		rowsOf(await withUsers(simulator, value));
		expect(requestUrls(simulator)).toHaveLength(1);
		expect(requestUrls(simulator)[0]).toContain(
			`?${queryFor('userIds', users(simulator, ...people))}&pageSize`,
		);
		expect(simulator.violations).toEqual([]);
	});

	test('finds users by a mix of names, e-mail addresses, IDs and page URLs', async () => {
		const simulator = await account({});
		const [page, plain] = users(simulator, 7, 8);
		const value = `https://x.ispringlearn.eu/user/${page}?a=1, john@example.com; ${plain}, Lukasz Zolc`;
		rowsOf(await withUsers(simulator, value));
		const ids = users(simulator, 7, 1, 8, 0);
		expect(requestUrls(simulator)[0]).toContain(`?${queryFor('userIds', ids)}&pageSize`);
	});

	test('sends each ID once when a user is named in several ways', async () => {
		const simulator = await account({});
		const [john] = users(simulator, 1);
		rowsOf(
			await withUsers(simulator, ['john@example.com', john, 'John Smith', john.toUpperCase()]),
		);
		expect(requestUrls(simulator)[0]).toContain(`?userIds[]=${john}&pageSize`);
	});

	test('lists all users who share a name, including blocked ones', async () => {
		const simulator = await account({});
		const { error } = await withUsers(simulator, 'ada twin');
		expect(error?.message).toBe(
			`"ada twin" in 'User Names, Emails or IDs' matches more than one user`,
		);
		const [one, other] = users(simulator, 2, 3);
		expect(error?.description).toContain(`Ada Twin <ada1@example.com>: ${one}`);
		expect(error?.description).toContain(`Ada Twin <ada2@example.com> (blocked): ${other}`);
		expect(error?.description).toContain('email address of the one you mean');
		expect(requestUrls(simulator)).toEqual([]);
	});

	test.each([
		['Jon Smith', 'John Smith <john@example.com>'],
		['jonh@example.com', 'John Smith <john@example.com>'],
		['Twin', 'Ada Twin <ada1@example.com>'],
	])('rejects the unknown name %s and suggests similar ones', async (name, near) => {
		const simulator = await account({});
		const { error } = await withUsers(simulator, ['John Smith', name]);
		expect(error?.message).toBe(
			`"${name}" in 'User Names, Emails or IDs' isn't an ID or the name, login or email address of a user`,
		);
		expect(error?.description).toContain(near);
		expect(requestUrls(simulator)).toEqual([]);
	});

	test('asks for the ID when two users share an e-mail address', async () => {
		const simulator = await account({});
		rename(simulator, { 12: { email: 'john@example.com' } });
		const { error } = await withUsers(simulator, 'john@example.com');
		expect(error?.message).toContain('is the email address of more than one user');
		expect(error?.description).toMatch(/^Use the ID of the one you mean: /);
		for (const id of users(simulator, 1, 12)) expect(error?.description).toContain(id);
	});

	test('prefers an exact match to a match without accents', async () => {
		const simulator = await account({});
		rename(simulator, {
			10: { firstName: 'Anna', lastName: 'Müller' },
			11: { firstName: 'Anna', lastName: 'Muller' },
		});
		rowsOf(await withUsers(simulator, ['Anna Muller']));
		expect(requestUrls(simulator)[0]).toContain(`?userIds[]=${users(simulator, 11)[0]}&pageSize`);
		const { error } = await withUsers(simulator, 'anna muller');
		expect(error?.message).toContain('matches more than one user');
	});

	test('asks for IDs when the API key may not read users', async () => {
		for (const value of ['John Smith', 'john@example.com']) {
			const simulator = await account({});
			simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 403 });
			const { error } = await withUsers(simulator, value);
			expect(error?.message).toBe(
				`"${value}" in 'User Names, Emails or IDs' can't be looked up, because this API key isn't allowed to read users (status 403)`,
			);
			expect(error?.description).toContain('Use the ID');
			expect(requestUrls(simulator)).toEqual([]);
			rowsOf(await withUsers(simulator, users(simulator, 1)));
		}
	});

	test('looks addresses up in the full list when the address filter is rejected', async () => {
		const simulator = await account({});
		simulator.faults.add({ on: { path: '/users/v2' }, status: 400 });
		rowsOf(await withUsers(simulator, 'john@example.com'));
		expect(requestUrls(simulator)[0]).toContain(`?userIds[]=${users(simulator, 1)[0]}&`);
	});
});

describe('Skip Invalid IDs', () => {
	const skip = { options: { skipInvalidIds: true } };
	const run = async (simulator: Simulator, userIds: unknown, settings: Partial<INode> = {}) =>
		await suite.getAll(simulator, { filters: { userIds } as never, ...skip }, { settings });

	test('skips and reports unknown names and addresses', async () => {
		const simulator = await account();
		const gone = '00000000-0000-4000-8000-000000000000';
		const named = ['john@example.com', 'nobody@example.com', 'No Body', gone];
		const outcome = await run(simulator, named, { onError: 'continueErrorOutput' });
		const userIds = users(simulator, 1);
		expect(rowsOf(outcome)).toHaveLength([...simulator.expectedRows({ userIds })].length);
		const reports = outcome.outputs[1].map(({ json }) => json);
		expect(reports.flatMap(({ skippedIds }) => skippedIds)).toEqual([
			'nobody@example.com',
			'No Body',
			gone,
		]);
		expect(reports[0].error).toContain('nobody@example.com, No Body');
		expect(reports[0].field).toBe('User Names, Emails or IDs');
	});

	test('returns nothing, or an empty file, when no user is left', async () => {
		const simulator = await account();
		expect(rowsOf(await run(simulator, 'No Body'))).toEqual([]);
		const fields = { filters: { userIds: ['No Body'] }, ...skip };
		const [file] = rowsOf(await suite.exportFile(simulator, fields));
		expect(file.rows).toBe(0);
		expect(requestUrls(simulator)).toEqual([]);
	});

	test('still rejects a name that two users share', async () => {
		const simulator = await account();
		const { error } = await run(simulator, 'Ada Twin');
		expect(error?.message).toContain('more than one user');
	});
});

describe('the number of requests', () => {
	const each = async (
		simulator: Simulator,
		values: readonly unknown[],
		userIds = '={{ $json.who }}',
		job = {},
	): Promise<Outcome> =>
		await suite.getAll(
			simulator,
			{ filters: { userIds } },
			{ ...job, input: values.map((who) => ({ who }) as never) },
		);

	test('looks up 50 addresses per request for 120 input items', async () => {
		const simulator = await suite.simulator({ rows: 600, users: 180 });
		const people = simulator.world.users.filter(({ email }) => email).slice(0, 120);
		const outcome = await each(
			simulator,
			people.map(({ email }) => email),
		);
		rowsOf(outcome);
		expect(requestUrls(simulator, '/users/v2')).toHaveLength(3);
		expect(requestUrls(simulator)).toHaveLength(120);
		expect(new Set(requestUrls(simulator)).size).toBe(120);
		expect(simulator.maxConcurrent).toBeLessThanOrEqual(4);
		expect(simulator.violations).toEqual([]);
	});

	test('batches lookups even if n8n decrypts the credential at different times for each item', async () => {
		const simulator = await suite.simulator({ rows: 10, users: 60 });
		const people = simulator.world.users.filter(({ email }) => email).slice(0, 40);
		const credentials = suite.account(simulator);
		credentials.getDecrypted = async (...args: unknown[]) => {
			const { itemIndex = 0 } = (args[6] ?? {}) as { itemIndex?: number };
			for (let turn = 0; turn < itemIndex % 7; turn++) await sleep(0);
			return { ...credentials.stored };
		};
		const emails = people.map(({ email }) => email);
		rowsOf(await each(simulator, emails, undefined, { credentials }));
		expect(requestUrls(simulator, '/users/v2').length).toBeLessThanOrEqual(2);
	});

	test('reads the user list once for input items with names and with IDs', async () => {
		const simulator = await account({ users: 1200 });
		const [id] = users(simulator, 9);
		const values = ['John Smith', 'Lukasz Zolc', id, 'JOHN SMITH', 'soren o’neil'];
		rowsOf(await each(simulator, values));
		expect(requestUrls(simulator, '/users/v2')).toHaveLength(2);
	});

	test('reads the user list once when several items have unknown addresses', async () => {
		const simulator = await account();
		const settings = { onError: 'continueErrorOutput' as const };
		const values = ['x@example.com', 'y@example.com', 'john@example.com'];
		const outcome = await each(simulator, values, undefined, { settings });
		expect(outcome.outputs[1]).toHaveLength(2);
		expect(rowsOf(outcome).length).toBeGreaterThan(0);
		expect(requestUrls(simulator, '/users/v2')).toHaveLength(2);
	});

	test('sends no lookup for IDs', async () => {
		const simulator = await account();
		rowsOf(await each(simulator, users(simulator, 1, 2, 3)));
		expect(listUrls(simulator)).toHaveLength(3);
	});

	test('retries a failed lookup, and names the list when the failure persists', async () => {
		const simulator = await account();
		simulator.faults.add({
			on: { path: '/users/v2' },
			status: 503,
			headers: { 'Retry-After': '0' },
		});
		rowsOf(await withUsers(simulator, 'John Smith'));
		simulator.reset();
		simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 404 });
		const { error } = await withUsers(simulator, 'John Smith');
		expect(error?.message).toBe('No users found at this address (status 404)');
	});

	test('repeats a failed lookup with Retry On Fail', async () => {
		const simulator = await account();
		simulator.faults.add({ on: { path: '/users/v2' }, status: 500 });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const fields = { filters: { userIds: 'John Smith' }, options: { maxRetries: 0 } };
		rowsOf(await suite.getAll(simulator, fields, { settings }));
	});

	test('sends no further lookup after the execution is cancelled', async () => {
		const simulator = await account({ users: 8000, delayMs: 20 });
		const fields = { filters: { userIds: 'John Smith' } };
		await cancelAtSecondPage(simulator, async (job) => await suite.getAll(simulator, fields, job));
		expect(simulator.pageRequests).toBeLessThanOrEqual(3);
	});
});

describe('other fields', () => {
	const filtersOf = async (filters: INodeParameters, resource = 'moduleResult') => {
		const simulator = await account();
		const { error } = await suite.getAll(simulator, { resource, filters });
		return { simulator, error };
	};

	test('accept exact titles', async () => {
		const simulator = await account({});
		const { courses, departments, groups, modules } = simulator.world;
		const [course] = courses;
		const module = modules.find(
			({ courseId, title }) =>
				courseId === course.id && modules.filter((one) => one.title === title).length === 1,
		);
		const filters = {
			courseIds: [` ${course.title.toUpperCase()} `],
			departmentIds: departments[1].name.toLowerCase(),
			moduleIds: [module?.title ?? ''],
			courseItemIds: [module?.title ?? ''],
		};
		rowsOf(await suite.getAll(simulator, { filters }));
		const [url] = requestUrls(simulator);
		expect(url).toContain(`courseIds[]=${course.id}&`);
		expect(url).toContain(`departmentIds[]=${departments[1].id}&`);
		expect(url).toContain(`moduleIds[]=${module?.id}&`);
		expect(url).toContain(`courseItemIds[]=${module?.itemId}&`);
		const group = { departmentIds: [departments[4].name], groupIds: groups[2].name };
		rowsOf(await suite.getAll(simulator, { resource: 'user', filters: group }));
		expect(requestUrls(simulator, '/users/v2').at(-1)).toBe(
			`/users/v2?departments[]=${departments[4].id}&groups[]=${groups[2].id}&pageSize=1000`,
		);
		const learner = { learnerIds: 'john@example.com', courseIds: [course.title] };
		rowsOf(await suite.getAll(simulator, { resource: 'enrollment', filters: learner }));
		expect(requestUrls(simulator, '/enrollments')[0]).toContain(`courseIds[]=${course.id}`);
		expect(requestUrls(simulator, '/enrollments')[0]).toContain(
			`learnerIds[]=${users(simulator, 1)[0]}`,
		);
		expect(simulator.violations).toEqual([]);
	});

	test.each([
		['new', "can't be looked up without a course"],
		['both', "isn't an ID or the title of a module"],
	] as const)(
		'find a training only with its course, module lists: %s',
		async (moduleLists, why) => {
			const simulator = await account({ moduleLists });
			const { modules, courses } = simulator.world;
			const training = modules.find(({ type }) => type === 'training');
			const moduleIds = [training?.title ?? ''];
			const { error } = await suite.getAll(simulator, { filters: { moduleIds } });
			expect(error?.message).toBe(`"${moduleIds[0]}" in 'Module Names or IDs' ${why}`);
			expect(error?.description).toContain("select courses in 'Courses' or 'Course Names or IDs'");
			const courseIds = [courses[training?.course ?? 0].title];
			rowsOf(await suite.getAll(simulator, { filters: { moduleIds, courseIds } }));
			expect(requestUrls(simulator)[0]).toContain(`moduleIds[]=${training?.id}&`);
		},
	);

	test('accept titles that contain commas, semicolons and quotes', async () => {
		const simulator = await account();
		const { courses } = simulator.world;
		const titles = ['Safety, Level 1', 'Safety', 'Sales; basics, part 1', '"Quoted"'];
		for (const [at, title] of titles.entries()) courses[at].title = title;
		for (const [courseIds, chosen] of [
			['Safety, Level 1', [0]],
			['Safety, Level 1\nSales; basics, part 1\n', [0, 2]],
			[
				['"Quoted"', 'Sales; basics, part 1'],
				[3, 2],
			],
			['"Safety"', [1]],
		] as Array<[string | string[], number[]]>) {
			simulator.reset();
			rowsOf(await suite.getAll(simulator, { filters: { courseIds } }));
			const ids = chosen.map((at) => courses[at].id);
			expect(requestUrls(simulator)[0]).toContain(`?${queryFor('courseIds', ids)}&pageSize`);
		}
	});

	test('accept the path of a department as the pick-list shows it', async () => {
		const { simulator } = await filtersOf({ departmentIds: ['production / assembly'] });
		const { id } = simulator.world.departments[5];
		expect(requestUrls(simulator)[0]).toContain(`departmentIds[]=${id}&`);
	});

	test('accept a title for content items and for the course of Course Module', async () => {
		const simulator = await account();
		const [course] = simulator.world.courses;
		const contents = { contentItemIds: [course.title] };
		rowsOf(await suite.getAll(simulator, { resource: 'course', filters: contents }));
		expect(requestUrls(simulator, '/contents').at(-1)).toContain(`contentItemIds[]=${course.id}&`);
		const of = { resource: 'courseModule', scope: 'course' };
		for (const courseId of [course.title, `https://x.eu/course/${course.id}/view?a=b`]) {
			simulator.reset();
			const rows = rowsOf(await suite.getAll(simulator, { ...of, courseId }));
			expect(rows).toHaveLength(5);
			expect(listUrls(simulator).at(-1)).toBe(`/course/${course.id}/modules`);
		}
		const { error } = await suite.getAll(simulator, { ...of, courseId: 'No such course' });
		expect(error?.message).toBe(
			`"No such course" in 'Course' isn't an ID or the title of a course`,
		);
	});

	test('list all modules that share a title, with their courses', async () => {
		const { simulator, error } = await filtersOf({ moduleIds: ['Safety & Health <Level 1>'] });
		const same = simulator.world.modules.filter(
			({ title, type }) => title === 'Safety & Health <Level 1>' && type === 'material',
		);
		expect(same.length).toBeGreaterThan(1);
		expect(error?.message).toContain('matches more than one module');
		for (const { id } of same.slice(0, 3)) expect(error?.description).toContain(id);
		expect(error?.description).toContain(' – Course: ');
	});

	test('accept only IDs for enrollments, which have no names', async () => {
		const { simulator, error } = await filtersOf({ enrollmentIds: 'Anna – Safety' });
		expect(error?.message).toBe(`"Anna – Safety" in 'Enrollment Names or IDs' isn't an ID`);
		expect(simulator.requests).toEqual([]);
	});
});

test('sends the lookups of two accounts in one execution with their own tokens', async () => {
	const simulator = await account();
	const tokens = [simulator.issueToken(), simulator.issueToken()];
	const credentials = suite.account(simulator, { authentication: 'accessToken' });
	// n8n resolves expressions in a credential separately for each input item.
	credentials.getDecrypted = async (...args: unknown[]) => {
		const { itemIndex = 0 } = (args[6] ?? {}) as { itemIndex?: number };
		return { ...credentials.stored, accessToken: tokens[itemIndex % 2] };
	};
	const input = ['john@example.com', 'john@example.com', 'ada1@example.com', 'Ada2@example.com'];
	const fields = { filters: { userIds: '={{ $json.who }}' } };
	const job = { credentials, input: input.map((who) => ({ who })) };
	rowsOf(await suite.getAll(simulator, fields, job));
	const lookups = simulator.requests.filter(({ path }) => path === '/users/v2');
	const emailsBy = new Map(
		lookups
			.filter(({ query }) => query.some(([name]) => name === 'emails[]'))
			.map(({ headers, query }) => [
				headers.authorization,
				query.filter(([name]) => name === 'emails[]').map(([, email]) => email),
			]),
	);
	expect(emailsBy.get(`Bearer ${tokens[0]}`)).toEqual(['john@example.com', 'ada1@example.com']);
	expect(emailsBy.get(`Bearer ${tokens[1]}`)).toEqual(['john@example.com', 'Ada2@example.com']);
});
