/** What each operation of Enrollment sends, and what it returns. */
import '../../support/withoutPauses';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import type { Job, Outcome } from '../../support/engine/engine';
import { FORMATS, rowsOf, Suite } from '../../support/engine/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const UNCONFIRMED = "The change may have been made, but iSpring Learn didn't confirm it";

/** Users who are enrolled in one course each, and eight courses without anybody. */
const start = async ({ users = 10, ...options }: SimulatorOptions = {}) =>
	await suite.simulator({
		...{ users, rows: users * 3, courses: users + 8, modulesPerCourse: 3 },
		...options,
	});

const operate = async (
	simulator: Simulator,
	operation: string,
	fields: INodeParameters,
	job: Partial<Job> = {},
): Promise<Outcome> =>
	await suite.operate(simulator, { resource: 'enrollment', operation, ...fields }, job);

/** The writes that the simulator received: method and path, and the body. */
const writesOf = (simulator: Simulator) =>
	simulator.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path, body }) => ({
			request: `${method} ${path}`,
			body: JSON.parse(body) as IDataObject,
		}));

const bodiesOf = (simulator: Simulator) => writesOf(simulator).map(({ body }) => body);

interface Listed {
	id: string;
	learner: string;
	course: string;
}

/** The enrollments that are listed. */
const listed = ({ world }: Simulator): Listed[] =>
	Array.from({ length: world.enrollmentCount }, (_, at) => at)
		.filter((at) => world.assigned.stateOf(at) === 'active')
		.map((at) => world.enrollment(at))
		.map(({ id, user, contentId }) => ({ id, learner: world.users[user].id, course: contentId }));

/** How often each of these learners is enrolled in each of these courses. */
const countsOf = (simulator: Simulator, learners: string[], courses: string[]): number[] =>
	learners.flatMap((learner) =>
		courses.map(
			(course) =>
				listed(simulator).filter((one) => one.learner === learner && one.course === course).length,
		),
	);

/** Learners, and courses in which none of them is enrolled. */
function newcomers(simulator: Simulator, learners: number, courses: number) {
	const { world } = simulator;
	const found = world.users.slice(1, learners + 1).map(({ id }) => id);
	const taken = new Set(
		listed(simulator)
			.filter(({ learner }) => found.includes(learner))
			.map(({ course }) => course),
	);
	const free = world.courses.map(({ id }) => id).filter((id) => !taken.has(id));
	if (free.length < courses) throw new Error(`only ${free.length} courses are free`);
	return { learners: found, courses: free.slice(0, courses) };
}

const text = (ids: string[]): string => ids.join(', ');

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each(FORMATS)('in %s', (format) => {
	test('Enroll enrolls each learner in each course, and returns the enrollments', async () => {
		const simulator = await start({ format });
		const { learners, courses } = newcomers(simulator, 2, 2);
		const outcome = await operate(simulator, 'enroll', {
			users: { user: learners.map((id) => ({ userId: byId(id) })) },
			courseIds: text(courses),
		});
		expect(bodiesOf(simulator)).toEqual([
			{ courseIds: courses, learnerIds: learners, dueDateType: 'default' },
		]);
		const rows = rowsOf(outcome);
		expect(rows.map(({ action, userId, courseId }) => [action, userId, courseId])).toEqual(
			learners.flatMap((learner) => courses.map((course) => ['enrolled', learner, course])),
		);
		const { world } = simulator;
		expect(rows.map(({ userName, courseTitle }) => [userName, courseTitle])).toEqual(
			learners.flatMap((learner) =>
				courses.map((course) => [
					world.users[world.find('user', learner)].name,
					world.courses[world.find('course', course)].title,
				]),
			),
		);
		for (const { enrollmentId, userId, courseId, accessDate, warning } of rows) {
			expect(listed(simulator)).toContainEqual({
				...{ id: enrollmentId, learner: userId, course: courseId },
			});
			expect(accessDate).toEqual(expect.any(String));
			expect(warning).toBeNull();
		}
		expect(outcome.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			rows.map(() => ({ item: 0 })),
		);
		expect(simulator.violations).toEqual([]);
	});

	test('Enroll skips who is enrolled already, and sends the others', async () => {
		const simulator = await start({ format });
		const { learners, courses } = newcomers(simulator, 3, 2);
		const fields = { learnerIds: learners[0], courseIds: courses[0] };
		const [{ enrollmentId }] = rowsOf(await operate(simulator, 'enroll', fields));
		const all = { learnerIds: text(learners), courseIds: text(courses) };
		const rows = rowsOf(await operate(simulator, 'enroll', all));
		expect(rows.map(({ action }) => action)).toEqual([
			...['alreadyEnrolled', 'enrolled', 'enrolled', 'enrolled', 'enrolled', 'enrolled'],
		]);
		expect(rows[0]).toMatchObject({ enrollmentId, userId: learners[0], courseId: courses[0] });
		expect(bodiesOf(simulator).slice(1)).toEqual([
			{ dueDateType: 'default', learnerIds: [learners[0]], courseIds: [courses[1]] },
			{ dueDateType: 'default', learnerIds: learners.slice(1), courseIds: courses },
		]);
		const again = rowsOf(await operate(simulator, 'enroll', all));
		expect(new Set(again.map(({ action }) => action))).toEqual(new Set(['alreadyEnrolled']));
		expect(bodiesOf(simulator)).toHaveLength(3);
		expect(countsOf(simulator, learners, courses)).toEqual(Array(6).fill(1));
	});

	test('Get returns the columns of Get Many, with names', async () => {
		const simulator = await start({ format });
		const [{ id }] = listed(simulator);
		const filters = { enrollmentIds: [id] };
		const [row] = rowsOf(await operate(simulator, 'getAll', { output: 'simplified', filters }));
		expect(rowsOf(await operate(simulator, 'get', { enrollmentId: id }))).toEqual([row]);
		expect(row).toMatchObject({ enrollmentId: id, userName: expect.any(String) });
	});
});

describe('Enroll', () => {
	const enroll = async (
		simulator: Simulator,
		learners: string[],
		courses: string[],
		fields: INodeParameters = {},
		job: Partial<Job> = {},
	) =>
		await operate(
			simulator,
			'enroll',
			{ learnerIds: text(learners), courseIds: text(courses), ...fields },
			job,
		);

	const deactivate = ({ world }: Simulator, id: string): void =>
		world.changeUser(world.find('user', id), { status: 3 });

	test.each<[string, INodeParameters, IDataObject]>([
		['no due date', { dueDateType: 'unlimited' }, { dueDateType: 'unlimited' }],
		[
			'a due date, in the time zone of the workflow',
			{ dueDateType: 'due_date', dueDate: '2027-01-31T18:00:00' },
			{ dueDateType: 'due_date', dueDate: '2027-01-31T23:00:00Z', lockAfterDueDate: false },
		],
		[
			'the whole day, if the date has no time',
			{ dueDateType: 'due_date', dueDate: '2027-01-31' },
			{ dueDateType: 'due_date', dueDate: '2027-02-01T04:59:59Z', lockAfterDueDate: false },
		],
		[
			'days',
			{ dueDateType: 'due_period', duePeriod: 2 },
			{ dueDateType: 'due_period', duePeriod: 48, lockAfterDueDate: false },
		],
		[
			'hours, and a lock',
			{
				...{ dueDateType: 'due_period', duePeriod: 36, duePeriodUnit: 'hours' },
				additionalFields: { lockAfterDueDate: true, accessDate: '2027-01-01' },
			},
			{
				...{ dueDateType: 'due_period', duePeriod: 36, lockAfterDueDate: true },
				accessDate: '2027-01-01T05:00:00Z',
			},
		],
	])('sends %s', async (_name, fields, terms) => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 1, 1);
		const job = { timezone: 'America/New_York' };
		const [{ action }] = rowsOf(await enroll(simulator, learners, courses, fields, job));
		expect(action).toBe('enrolled');
		expect(bodiesOf(simulator)).toEqual([{ learnerIds: learners, courseIds: courses, ...terms }]);
		expect(simulator.violations).toEqual([]);
	});

	test.each<[string, INodeParameters, string]>([
		['no learner', { learnerIds: '' }, "'Users' is empty"],
		['no course', { courseIds: '' }, "'Courses' is empty"],
		['no date', { dueDateType: 'due_date' }, "'Date' is empty"],
		['no period', { dueDateType: 'due_period', duePeriod: '' }, "'Period' is empty"],
		[
			'half a day',
			{ dueDateType: 'due_period', duePeriod: 0.5 },
			"'Period' must be a whole number from 1 to 100000",
		],
		[
			'a text as a date',
			{ dueDateType: 'due_date', dueDate: 'soon' },
			`"soon" in 'Date' isn't a date`,
		],
		[
			'a lock without a due date',
			{ dueDateType: 'unlimited', additionalFields: { lockAfterDueDate: true } },
			"'Lock After Due Date' needs a due date",
		],
		[
			'an unknown title',
			{ courseIds: 'Nothing like it' },
			`"Nothing like it" in 'Course Names or IDs' isn't an ID or the title of a course`,
		],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 1, 1);
		const { error } = await enroll(simulator, learners, courses, fields);
		expect(error?.message).toBe(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('finds learners by email address and courses by title', async () => {
		const simulator = await start();
		const { world } = simulator;
		const user = world.users.slice(1).find(({ email }) => email);
		const { courses } = newcomers(simulator, 9, 1);
		const course = world.courses.find(({ id }) => id === courses[0]);
		const fields = { learnerIds: user?.email, courseIds: course?.title };
		const rows = rowsOf(await operate(simulator, 'enroll', fields as INodeParameters));
		expect(rows).toMatchObject([{ action: 'enrolled', userId: user?.id, courseId: courses[0] }]);
	});

	test.each(['refuse', 'skip'] as const)(
		'names an inactive learner, if rejected ones: %s',
		async (rule) => {
			const simulator = await start();
			simulator.rules.inactiveLearners = rule;
			const { learners, courses } = newcomers(simulator, 2, 1);
			deactivate(simulator, learners[1]);
			const { rows, error } = await enroll(simulator, learners, courses);
			if (rule === 'refuse') {
				expect(error?.message).toMatch(/^'Users' has inactive users: .+ \([\da-f-]{36}\)$/);
				expect(error?.message).toContain(learners[1]);
				expect(error?.description).toContain("'Activate' of User");
				expect(countsOf(simulator, learners, courses)).toEqual([0, 0]);
			} else {
				expect(rows.map(({ action, warning }) => [action, warning])).toEqual([
					['enrolled', null],
					['notEnrolled', expect.stringContaining(`(${learners[1]}) is inactive`)],
				]);
			}
		},
	);

	test.each([
		['Users', 'learnerIds'],
		['Courses', 'courseIds'],
	])('names IDs in %s that do not exist', async (label, name) => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 2, 2);
		const lists: Record<string, string[]> = { learnerIds: learners, courseIds: courses };
		const fields = { [name]: text([...lists[name], UNKNOWN]) };
		const { error } = await enroll(simulator, learners, courses, fields);
		expect(error?.message).toBe(`'${label}' has IDs that don't exist: ${UNKNOWN}`);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('says that the request was rejected if it cannot find out why', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { path: '/users/v2', times: null }, status: 403 });
		simulator.faults.add({ on: { path: '/contents', times: null }, status: 403 });
		const { courses } = newcomers(simulator, 1, 1);
		const { error } = await enroll(simulator, [UNKNOWN], courses);
		expect(error?.message).toBe('iSpring Learn rejected the request (status 400)');
	});

	test.each([
		['add', 2, null],
		['ignore', 1, expect.stringContaining("doesn't list a new enrollment")],
	] as const)(
		'enrolls learners again if told so, which iSpring Learn may %s',
		async (rule, count, warning) => {
			const simulator = await start();
			simulator.rules.enrolledTwice = rule;
			const { learners, courses } = newcomers(simulator, 1, 1);
			const [first] = rowsOf(await enroll(simulator, learners, courses));
			const fields = { additionalFields: { skipEnrolled: false } };
			const [second] = rowsOf(await enroll(simulator, learners, courses, fields));
			expect(second).toMatchObject({ action: 'enrolled', warning });
			expect(second.enrollmentId === first.enrollmentId).toBe(rule === 'ignore');
			expect(countsOf(simulator, learners, courses)).toEqual([count]);
		},
	);

	test('looks again after a lost response, and returns what was enrolled', async () => {
		const simulator = await start({ users: 70 });
		const { learners, courses } = newcomers(simulator, 60, 1);
		simulator.faults.add({ on: { path: '/enrollment' }, status: 504, done: true });
		const rows = rowsOf(await enroll(simulator, learners, courses));
		const sent = bodiesOf(simulator).flatMap(({ learnerIds }) => learnerIds as string[]);
		expect(new Set(sent).size).toBe(sent.length);
		expect(rows).toHaveLength(60);
		expect(new Set(countsOf(simulator, learners, courses))).toEqual(new Set([1]));
	});

	test('says that it does not know if nobody is enrolled after a lost response', async () => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 2, 1);
		simulator.faults.add({ on: { path: '/enrollment' }, hangUp: true });
		const { error } = await enroll(simulator, learners, courses);
		expect(error?.message).toBe(UNCONFIRMED);
		expect(error?.description).toContain('Unconfirmed: ');
		expect(error?.description).toContain(`${learners[1]} in ${courses[0]}`);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test.each([
		[403, null],
		[500, expect.stringContaining("the result couldn't be read")],
	])(
		'returns the enrollments without names that cannot be read (status %d)',
		async (status, warning) => {
			const simulator = await start();
			const { learners, courses } = newcomers(simulator, 1, 1);
			simulator.faults.add({ on: { path: '/users/v2', times: null }, status });
			const [row] = rowsOf(await enroll(simulator, learners, courses));
			const { id } = listed(simulator)[listed(simulator).length - 1];
			expect(row).toMatchObject({ action: 'enrolled', enrollmentId: id, userName: null, warning });
		},
	);

	test('is not undone when the enrollments cannot be read back', async () => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 1, 1);
		simulator.faults.add({ on: { path: '/enrollments', request: 2, times: null }, status: 403 });
		const [row] = rowsOf(await enroll(simulator, learners, courses));
		expect(row).toMatchObject({ action: 'enrolled', enrollmentId: null });
		expect(row.warning).toContain("isn't allowed to read enrollments");
	});

	test('sends at most 50 learners at a time, and says what was done before a rejection', async () => {
		const simulator = await start({ users: 130 });
		const learners = simulator.world.users.slice(1, 121).map(({ id }) => id);
		const [course] = newcomers(simulator, 120, 1).courses;
		deactivate(simulator, learners[70]);
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await enroll(simulator, learners, [course], {}, { settings });
		const pairs = (some: string[]) => some.map((userId) => ({ userId, courseId: course }));
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{
				error: expect.stringContaining(`(${learners[70]})`),
				doneIds: pairs(learners.slice(0, 50)),
				rejectedIds: pairs(learners.slice(50, 100)),
				unsentIds: pairs(learners.slice(100)),
			},
		]);
		const { error } = await enroll(simulator, learners, [course]);
		expect(error?.description).toContain('Not sent: ');
	});

	test('does not count learners as rejected who are enrolled in spite of the rejection', async () => {
		const simulator = await start();
		simulator.rules.bulk = 'partial';
		const { learners, courses } = newcomers(simulator, 3, 1);
		deactivate(simulator, learners[1]);
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await enroll(simulator, learners, courses, {}, { settings });
		const pairs = (some: string[]) => some.map((userId) => ({ userId, courseId: courses[0] }));
		const [{ json }] = outputs[1];
		expect(json.error).toContain('has inactive users');
		expect(new Set(json.doneIds as object[])).toEqual(new Set(pairs([learners[0], learners[2]])));
		expect(json.rejectedIds).toEqual(pairs([learners[1]]));
		expect(countsOf(simulator, learners, courses)).toEqual([1, 0, 1]);
	});

	test('is not sent twice by Retry On Fail, even if learners may be enrolled again', async () => {
		const simulator = await start({ users: 130 });
		const learners = simulator.world.users.slice(1, 121).map(({ id }) => id);
		const [course] = newcomers(simulator, 120, 1).courses;
		simulator.faults.add({ on: { path: '/enrollment', request: 2 }, status: 403 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const fields = { additionalFields: { skipEnrolled: false } };
		const rows = rowsOf(await enroll(simulator, learners, [course], fields, { settings }));
		expect(rows.map(({ action, warning }) => `${action} ${warning}`)).toEqual(
			Array(120).fill('enrolled null'),
		);
		expect(countsOf(simulator, learners, [course])).toEqual(Array(120).fill(1));
	});

	test('a learner twice in the input is enrolled once', async () => {
		const simulator = await start({ users: 120 });
		const learners = simulator.world.users.slice(1, 101).map(({ id }) => id);
		const [course] = newcomers(simulator, 100, 1).courses;
		const input = [...learners, learners[0]].map((learner) => ({ learner }));
		const fields = { learnerIds: '={{ $json.learner }}' };
		const outcome = await enroll(simulator, [], [course], fields, { input });
		const rows = rowsOf(outcome);
		expect(rows.map(({ userId }) => userId)).toEqual([...learners, learners[0]]);
		expect(rows.map(({ action }) => action)).toEqual([
			...Array<string>(100).fill('enrolled'),
			'alreadyEnrolled',
		]);
		expect(outcome.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			rows.map((_row, item) => ({ item })),
		);
		expect(writesOf(simulator)).toHaveLength(100);
	});

	test.each(['learnerIds', 'courseIds'])(
		'an empty expression in %s stops the node',
		async (name) => {
			const simulator = await start();
			const { learners, courses } = newcomers(simulator, 1, 1);
			const job = { input: [{ ids: '' }] };
			const { error } = await enroll(
				simulator,
				learners,
				courses,
				{ [name]: '={{ $json.ids }}' },
				job,
			);
			expect(error?.message).toMatch(/^The expression in '.+' returns nothing for item 0$/);
			expect(simulator.requests).toEqual([]);
		},
	);

	test('that is forbidden says what the key may not do', async () => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 1, 1);
		simulator.faults.add({ on: { kind: 'write' }, status: 403 });
		const { error } = await enroll(simulator, learners, courses);
		expect(error?.message).toBe(
			"This API key isn't allowed to enroll learners in courses (status 403)",
		);
	});
});

describe.each(FORMATS)('in %s', (format) => {
	const accessDate = expect.any(String) as string;

	/** The enrollment of the second user, with a due date and a lock. */
	async function enrolled(options: SimulatorOptions = {}) {
		const simulator = await start({ format, ...options });
		const [, one] = listed(simulator);
		const { assigned } = simulator.world;
		const index = simulator.world.find('enrollment', one.id);
		const begin = Date.UTC(2026, 0, 31, 12) / 1000;
		assigned.change(index, { access: begin, due: begin + 86_400, lock: true });
		return { simulator, ...one };
	}

	const byLearner = ({ learner, course }: Pick<Listed, 'learner' | 'course'>): INodeParameters => ({
		findBy: 'learner',
		userId: byId(learner),
		courseId: byId(course),
	});

	test('Change sets the due date, and keeps the start and the lock', async () => {
		const { simulator, id, learner, course } = await enrolled();
		const fields = { enrollmentId: id, dueDateType: 'due_period', duePeriod: 5 };
		const outcome = await operate(simulator, 'update', fields);
		expect(writesOf(simulator)).toEqual([
			{
				request: `POST /enrollment/${id}`,
				body: {
					...{ accessDate: '2026-01-31T12:00:00+00:00', dueDateType: 'due_period' },
					...{ duePeriod: 120, lockAfterDueDate: true },
				},
			},
		]);
		expect(rowsOf(outcome)).toMatchObject([
			{
				...{ action: 'updated', accessDate, dueDate: '2026-02-05T12:00:00+00:00' },
				...{ expirationDate: '2026-02-05T12:00:00+00:00', shouldLockAfterDueDate: true },
				...{ userId: learner, courseId: course, enrollmentId: id, warning: null },
			},
		]);
		expect(simulator.violations).toEqual([]);
	});

	test('Change sets the start, and keeps the due date', async () => {
		const { simulator, id, ...who } = await enrolled();
		const additionalFields = { accessDate: '2026-01-15T00:00:00' };
		const job = { timezone: 'Europe/Berlin' };
		const fields = { ...byLearner(who), additionalFields };
		rowsOf(await operate(simulator, 'update', fields, job));
		expect(writesOf(simulator)).toEqual([
			{
				request: `POST /enrollment/${id}`,
				body: {
					...{ accessDate: '2026-01-14T23:00:00Z', dueDateType: 'due_date' },
					...{ dueDate: '2026-02-01T12:00:00+00:00', lockAfterDueDate: true },
				},
			},
		]);
	});

	test('Re-Enroll starts again, and returns the new enrollment', async () => {
		const { simulator, id, learner, course } = await enrolled();
		const fields = { ...byLearner({ learner, course }), dueDateType: 'unlimited' };
		const before = Date.now();
		const [row] = rowsOf(await operate(simulator, 'reenroll', fields));
		const [{ request, body }] = writesOf(simulator);
		expect(request).toBe(`POST /enrollment/${id}/reenroll`);
		expect(body).toEqual({ accessDate, dueDateType: 'unlimited' });
		expect(body.accessDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(Math.abs(Date.parse(String(body.accessDate)) - before)).toBeLessThan(60_000);
		const [added] = listed(simulator).filter((one) => one.learner === learner);
		expect(row).toMatchObject({
			...{ action: 'reenrolled', accessDate, dueDate: null, expirationDate: null },
			...{ shouldLockAfterDueDate: false, userId: learner, courseId: course },
			...{ enrollmentId: added.id, previousEnrollmentId: id, warning: null },
		});
		expect(added.id).not.toBe(id);
		expect(simulator.violations).toEqual([]);
	});

	test('Unenroll ends enrollments by their IDs', async () => {
		const { simulator } = await enrolled();
		const [first, second, third] = listed(simulator);
		const fields = { enrollmentIds: text([first.id, third.id]) };
		expect(rowsOf(await operate(simulator, 'unenroll', fields))).toMatchObject(
			[first, third].map(({ id, learner, course }) => ({
				...{ action: 'unenrolled', userId: learner, courseId: course, enrollmentId: id },
			})),
		);
		expect(writesOf(simulator)).toEqual([
			{ request: 'POST /enrollment/delete', body: { enrollmentIds: [first.id, third.id] } },
		]);
		const left = listed(simulator).map(({ id }) => id);
		expect(left).toContain(second.id);
		expect(left).not.toContain(first.id);
		expect(simulator.violations).toEqual([]);
	});

	test('Unenroll ends the enrollments of learners in courses, and says who had none', async () => {
		const { simulator } = await enrolled();
		const [first, second] = listed(simulator);
		const fields = {
			findBy: 'learners',
			learnerIds: text([first.learner, second.learner]),
			courseIds: first.course,
		};
		const none = { action: 'notEnrolled', enrollmentId: null, courseId: first.course };
		expect(rowsOf(await operate(simulator, 'unenroll', fields))).toMatchObject([
			{
				...{ action: 'unenrolled', userId: first.learner },
				...{ courseId: first.course, enrollmentId: first.id },
			},
			{ ...none, userId: second.learner },
		]);
		expect(rowsOf(await operate(simulator, 'unenroll', fields))).toMatchObject([
			{ ...none, userId: first.learner },
			{ ...none, userId: second.learner },
		]);
		expect(bodiesOf(simulator)).toEqual([{ enrollmentIds: [first.id] }]);
	});
});

describe('Change', () => {
	test.each<[string, INodeParameters, string]>([
		['no ID', { enrollmentId: '' }, "'Enrollment ID' is empty"],
		[
			'several IDs',
			{ enrollmentId: `${UNKNOWN} ${UNKNOWN.replace('0', '1')}` },
			'contains several',
		],
		['a name', { enrollmentId: 'Anna' }, `"Anna" in 'Enrollment ID' isn't an ID`],
		[
			'an unknown ID',
			{ enrollmentId: UNKNOWN, dueDateType: 'unlimited' },
			`"${UNKNOWN}" in 'Enrollment ID' doesn't exist`,
		],
		[
			'nothing to change',
			{ enrollmentId: UNKNOWN },
			"'Due Date' stays as it is, so there is nothing to change",
		],
		['no learner', { findBy: 'learner', courseId: byId(UNKNOWN) }, "'User' is empty"],
		['no date', { enrollmentId: UNKNOWN, dueDateType: 'due_date' }, "'Date' is empty"],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.message).toContain(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('stops if a learner has no enrollment in the course, or several', async () => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 1, 1);
		const fields = {
			...{ findBy: 'learner', userId: byId(learners[0]), courseId: byId(courses[0]) },
			dueDateType: 'unlimited',
		};
		const none = await operate(simulator, 'update', fields);
		expect(none.error?.message).toBe("'User' isn't enrolled in the course");
		const lists = {
			...{ learnerIds: learners[0], courseIds: courses[0] },
			additionalFields: { skipEnrolled: false },
		};
		const ids: unknown[] = [];
		for (let n = 0; n < 2; n++) {
			const [row] = rowsOf(await operate(simulator, 'enroll', lists));
			ids.push(row.enrollmentId);
		}
		const several = await operate(simulator, 'update', fields);
		expect(several.error?.message).toBe("'User' has several enrollments in the course");
		for (const id of ids) expect(several.error?.description).toContain(id);
		expect(writesOf(simulator)).toHaveLength(2);
	});

	test('names a course that does not exist', async () => {
		const simulator = await start();
		const [{ learner }] = listed(simulator);
		const fields = {
			...{ findBy: 'learner', userId: byId(learner), courseId: byId(UNKNOWN) },
			dueDateType: 'unlimited',
		};
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.message).toBe(`'Course' has IDs that don't exist: ${UNKNOWN}`);
	});

	test.each([true, false])('is unconfirmed after a lost response. Done: %j', async (done) => {
		const simulator = await start();
		const [{ id }] = listed(simulator);
		simulator.faults.add({ on: { kind: 'write' }, status: 504, done });
		const fields = { enrollmentId: id, dueDateType: 'unlimited' };
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.message).toBe(UNCONFIRMED);
		expect(error?.description).toContain("'Get'. A second change");
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test('a hundred input items, one of which does not exist', async () => {
		const simulator = await start({ users: 100 });
		const input: IDataObject[] = listed(simulator)
			.slice(0, 100)
			.map(({ id }) => ({ id }));
		input[40].id = UNKNOWN;
		const fields = { enrollmentId: '={{ $json.id }}', dueDateType: 'unlimited' };
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await operate(simulator, 'update', fields, { input, settings });
		expect(outputs[0]).toHaveLength(99);
		expect(outputs[1].map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[expect.stringContaining("doesn't exist"), { item: 40 }],
		]);
		expect(writesOf(simulator).map(({ request }) => request)).toEqual(
			input.filter((_, at) => at !== 40).map(({ id }) => `POST /enrollment/${String(id)}`),
		);
	});
});

describe('Re-Enroll', () => {
	test.each([true, false])('looks again after a lost response. Done: %j', async (done) => {
		const simulator = await start();
		const [{ id, learner }] = listed(simulator);
		simulator.faults.add({ on: { kind: 'write' }, hangUp: true, done });
		const { rows, error } = await operate(simulator, 'reenroll', { enrollmentId: id });
		const now = listed(simulator).filter((one) => one.learner === learner);
		if (done) {
			expect(rows).toMatchObject([
				{ action: 'reenrolled', enrollmentId: now[0].id, previousEnrollmentId: id },
			]);
		} else {
			expect(error?.message).toBe(UNCONFIRMED);
		}
		expect(now).toHaveLength(1);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test('names an inactive learner', async () => {
		const simulator = await start();
		const [, { id, learner }] = listed(simulator);
		const { world } = simulator;
		world.changeUser(world.find('user', learner), { status: 5 });
		const { error } = await operate(simulator, 'reenroll', { enrollmentId: id });
		expect(error?.message).toContain("'User' has inactive users: ");
		expect(error?.message).toContain(learner);
	});

	test('says that it did not find the new enrollment', async () => {
		const simulator = await start();
		const [{ id, learner, course }] = listed(simulator);
		simulator.faults.add({ on: { path: '/enrollments', request: 2, times: null }, status: 403 });
		const [row] = rowsOf(await operate(simulator, 'reenroll', { enrollmentId: id }));
		expect(row).toMatchObject({
			...{ action: 'reenrolled', enrollmentId: null, previousEnrollmentId: id },
			...{ userId: learner, courseId: course },
		});
		expect(row.warning).toContain("the result couldn't be read");
	});
});

describe('Unenroll', () => {
	test.each<[string, INodeParameters, string]>([
		['no ID', {}, "'Enrollment IDs' is empty"],
		['no learner', { findBy: 'learners', courseIds: UNKNOWN }, "'Users' is empty"],
		['no course', { findBy: 'learners', learnerIds: UNKNOWN }, "'Courses' is empty"],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const { error } = await operate(simulator, 'unenroll', fields);
		expect(error?.message).toBe(message);
		expect(simulator.requests).toEqual([]);
	});

	test('names IDs that do not exist', async () => {
		const simulator = await start();
		const [{ id }] = listed(simulator);
		const fields = { enrollmentIds: text([id, UNKNOWN]) };
		const { error } = await operate(simulator, 'unenroll', fields);
		expect(error?.message).toBe(`'Enrollment IDs' has IDs that don't exist: ${UNKNOWN}`);
		expect(writesOf(simulator)).toEqual([]);
	});

	test.each([true, false])('looks again after a lost response. Done: %j', async (done) => {
		const simulator = await start({ users: 70 });
		const ids = listed(simulator)
			.slice(0, 60)
			.map(({ id }) => id);
		simulator.faults.add({ on: { kind: 'write' }, hangUp: true, done });
		const outcome = await operate(simulator, 'unenroll', { enrollmentIds: text(ids) });
		if (done) {
			expect(rowsOf(outcome).map(({ enrollmentId }) => enrollmentId)).toEqual(ids);
			expect(bodiesOf(simulator)).toEqual([
				{ enrollmentIds: ids.slice(0, 50) },
				{ enrollmentIds: ids.slice(50) },
			]);
		} else {
			expect(outcome.error?.message).toBe(UNCONFIRMED);
			expect(writesOf(simulator)).toHaveLength(1);
		}
	});
});
