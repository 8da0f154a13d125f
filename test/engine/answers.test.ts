/** The answers to the questions of quizzes, read quiz by quiz. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { COLUMNS_OF, select, shortKeyOf } from '../support/columns';
import { FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const ANSWERS = '/report/answer-breakdown';
const UNKNOWN = '00000000-0000-0000-0000-000000000000';

const read = async (simulator: Simulator, fields: INodeParameters = {}, job = {}) =>
	await suite.getAll(simulator, { resource: 'answer', ...select('answer'), ...fields }, job);

const idsOf = ({ world }: Simulator, quizzes: readonly number[]) =>
	quizzes.map((at) => world.quizzes.all[at].id);

/** The rows of these quizzes, or of all, in the order of the quizzes. */
function rowsExpected(
	simulator: Simulator,
	quizzes?: readonly number[],
	filters: Record<string, unknown> = {},
): IDataObject[] {
	const { all } = simulator.world.quizzes;
	return (quizzes ?? all.map(({ index }) => index)).flatMap((at) => {
		const { id: quizId, title: quizTitle, itemId: contentItemId, courses } = all[at];
		const parentCourseIds = courses.map((course) => simulator.world.courses[course].id);
		const copies = { quizId, quizTitle, contentItemId, parentCourseIds };
		const query = { ...filters, quizId: [quizId] } as Parameters<Simulator['expectedOf']>[1];
		return [...simulator.expectedOf(ANSWERS, query)].map((record) => {
			const row: IDataObject = { ...JSON.parse(JSON.stringify(record)), ...copies };
			const key = KEY.map((name) => (row[name] === undefined ? '' : String(row[name]))).join(':');
			return {
				...Object.fromEntries(COLUMNS_OF.answer.map((name) => [name, row[name] ?? null])),
				answerKey: shortKeyOf(key),
			};
		});
	});
}
const KEY = [
	'userId',
	'enrollmentId',
	'quizId',
	'attemptDate',
	'questionNumber',
	'questionTitle',
	'statementTitle',
	'answerText',
	'customAnswerText',
];

describe.each(FORMATS)('in %s', (format) => {
	test('reads every page of every quiz, with what the list of quizzes says of it', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 40, format });
		const rows = rowsOf(await read(simulator, { options: { pageSize: 9 } }));
		const expected = rowsExpected(simulator);
		expect(rows).toEqual(expected);
		expect(rows.length).toBeGreaterThan(100);
		expect(new Set(rows.map(({ answerKey }) => answerKey)).size).toBe(rows.length);
		for (const row of rows) expect(Object.keys(row)).toEqual(COLUMNS_OF.answer);
		expect(simulator.maxConcurrent).toBeLessThanOrEqual(4);
		expect(simulator.violations).toEqual([]);
	});

	test('looks names up for Output Simplified', async () => {
		const simulator = await suite.simulator({ rows: 60, users: 10, format });
		const form = { resource: 'answer', output: 'simplified', returnAll: false, limit: 3 };
		const rows = rowsOf(await suite.getAll(simulator, form));
		expect(rows).toHaveLength(3);
		expect(Object.keys(rows[0])).toEqual([
			'userName',
			'userEmail',
			'quizTitle',
			'questionNumber',
			'questionTitle',
			'answerText',
			'isAnswerCorrect',
			'answerScore',
			'attemptDate',
			'answerKey',
		]);
		const [first] = rowsExpected(simulator);
		const user = simulator.world.users.find(({ id }) => id === first.userId);
		expect(rows[0]).toMatchObject({ userName: user?.name, quizTitle: first.quizTitle });
	});
});

test('sends each filter, and both ends of a range', async () => {
	const simulator = await suite.simulator({ rows: 600, users: 40 });
	const { users, departments, groups, enrollments } = simulator.world;
	const range = { startDate: '2025-09-01T00:00:00Z', endDate: '2099-12-31T23:59:59Z' };
	const some = <T extends { id: string }>(list: readonly T[]) =>
		list.slice(1, 9).map(({ id }) => id);
	const cases: Array<[INodeParameters, Record<string, unknown>]> = [
		[{ userIds: some(users) }, { userIds: some(users) }],
		[{ departmentIds: some(departments) }, { departmentIds: some(departments) }],
		[{ groupIds: some(groups) }, { groupIds: some(groups) }],
		[{ enrollmentIds: some(enrollments) }, { enrollmentIds: some(enrollments) }],
		[{ attemptDateStart: '2025-09-01T00:00:00' }, { attemptDate: range }],
	];
	for (const [filters, expected] of cases) {
		const rows = rowsOf(await read(simulator, { filters }));
		expect(rows).toEqual(rowsExpected(simulator, undefined, expected));
		expect(rows.length).toBeGreaterThan(0);
	}
	expect(simulator.violations).toEqual([]);
});

test('filters by what only the records say', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 40, format: 'xml' });
	const all = rowsExpected(simulator);
	const matching = async (filters: INodeParameters) => rowsOf(await read(simulator, { filters }));
	expect(await matching({ wrongAnswersOnly: true, attempts: 'failed' })).toEqual(
		all.filter((row) => row.isAnswerCorrect === false && row.isAttemptPassed === false),
	);
	expect(await matching({ attempts: 'Passed' })).toEqual(
		all.filter(({ isAttemptPassed }) => isAttemptPassed),
	);
	expect(await matching({ wrongAnswersOnly: '={{ false }}' })).toEqual(all);
	expect(await matching({ questionContains: 'STATEMENT' })).toEqual(
		all.filter(({ statementTitle }) => statementTitle !== null),
	);
	const { error } = await read(simulator, { filters: { attempts: '={{ "often" }}' } });
	expect(error?.message).toContain("'Attempts'");
});

describe('with chosen quizzes', () => {
	test('requests only them, by ID or title', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 40, everyday: true });
		const [id] = idsOf(simulator, [3]);
		const rows = rowsOf(await read(simulator, { filters: { quizIds: [id] } }));
		expect(rows).toEqual(rowsExpected(simulator, [3]));
		expect(listUrls(simulator)).toEqual([
			`/quizzes?quizIds[]=${id}&pageSize=1000`,
			`${ANSWERS}?quizId=${id}&pageSize=1000`,
		]);
	});

	test('reports an unknown one, or skips it, and never reads all instead', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 40 });
		const { error } = await read(simulator, { filters: { quizIds: [UNKNOWN] } });
		expect(error?.message).toBe("An ID in 'Quiz Names or IDs' doesn't exist (status 400)");
		const options = { skipInvalidIds: true };
		for (const quizIds of [[UNKNOWN], ['No such quiz']]) {
			expect(rowsOf(await read(simulator, { filters: { quizIds }, options }))).toEqual([]);
		}
		const quizIds = [UNKNOWN, ...idsOf(simulator, [1])];
		const settings = { onError: 'continueErrorOutput' as const };
		const { outputs } = await read(simulator, { filters: { quizIds }, options }, { settings });
		expect(outputs[0].map(({ json }) => json)).toEqual(rowsExpected(simulator, [1]));
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			`Skipped 1 unknown ID in 'Quiz Names or IDs': ${UNKNOWN}`,
		]);
	});

	test('blames another filter for its own unknown ID, and skips it', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 40 });
		const filters = { quizIds: idsOf(simulator, [0, 1]), userIds: [UNKNOWN] };
		const { error } = await read(simulator, { filters });
		expect(error?.message).toMatch(/'User Names, Emails or IDs'/);
		const user = simulator.world.users[0].id;
		const some = { ...filters, userIds: [UNKNOWN, user] };
		const rows = rowsOf(
			await read(simulator, { filters: some, options: { skipInvalidIds: true } }),
		);
		expect(rows).toEqual(rowsExpected(simulator, [0, 1], { userIds: [user] }));
	});

	test('returns their answers even if the list of quizzes is not readable', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 40 });
		simulator.faults.add({ on: { path: '/quizzes', times: Infinity }, status: 403 });
		const rows = rowsOf(await read(simulator, { filters: { quizIds: idsOf(simulator, [2]) } }));
		const expected = rowsExpected(simulator, [2]).map((row) => ({
			...row,
			quizTitle: null,
			contentItemId: null,
			parentCourseIds: null,
		}));
		expect(rows).toEqual(expected);
		const { error } = await read(simulator);
		expect(error?.message).toBe("This API key isn't allowed to read quizzes (status 403)");
		expect(error?.description).toContain("Select quizzes in 'Quiz Names or IDs'");
	});
});

test('requests a quiz for each chosen course that contains it', async () => {
	const simulator = await suite.simulator({ rows: 600, users: 40, modulesPerCourse: 9 });
	const { courses, quizzes } = simulator.world;
	const shared = quizzes.all.filter((quiz) => quiz.courses.length > 2);
	expect(shared.length).toBeGreaterThan(0);
	const chosen = shared[0].courses.slice(0, 2);
	const courseIds = chosen.map((at) => courses[at].id);
	const rows = rowsOf(await read(simulator, { filters: { courseIds } }));
	const expected = quizzes.all
		.filter((quiz) => quiz.courses.some((one) => chosen.includes(one)))
		.flatMap(({ index, courses: own }) =>
			chosen
				.filter((one) => own.includes(one))
				.flatMap((one) => rowsExpected(simulator, [index], { parentCourseId: [courses[one].id] })),
		);
	expect(rows).toEqual(expected);
	expect(rows.length).toBeGreaterThan(0);
	const urls = listUrls(simulator).filter((url) => url.startsWith(ANSWERS));
	expect(urls.filter((url) => url.includes(shared[0].id))).toHaveLength(2);
	expect(simulator.violations).toEqual([]);
});

test('stops at the limit', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 40 });
	const rows = rowsOf(await read(simulator, { returnAll: false, limit: 4 }));
	expect(rows).toEqual(rowsExpected(simulator).slice(0, 4));
	expect(listUrls(simulator).length).toBeLessThan(10);
});

test('writes all answers to a file', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 40 });
	const form = { resource: 'answer', operation: 'export', format: 'ndjson', ...select('answer') };
	const { rows, error } = await suite.getAll(simulator, form);
	expect(error).toBeUndefined();
	expect(rows[0]).toMatchObject({ rows: rowsExpected(simulator).length });
});
