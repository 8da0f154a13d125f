/** What Enroll sends, and what it returns. */
import '../../support/withoutPauses';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { userRow } from '../../simulator/records/user';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import type { Job } from '../../support/engine/engine';
import {
	bodiesOf,
	countsOf,
	enrolledOnce,
	listed,
	newcomers,
	text,
} from '../../support/engine/enrollments';
import { FORMATS, rowsOf, useSuite } from '../../support/engine/suite';
import { runTool } from '../../support/engine/toolbox';
import { UNCONFIRMED, UNKNOWN, byId, operations, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options?: SimulatorOptions) => await suite.simulator(enrolledOnce(options));

const operate = operations('enrollment', suite);

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
		[
			'a kind of due date that an expression returns',
			{ dueDateType: '={{ "On a Date" }}', dueDate: '2027-01-31T18:00:00' },
			{ dueDateType: 'due_date', dueDate: '2027-01-31T23:00:00Z', lockAfterDueDate: false },
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
			'a due date before the start',
			{
				...{ dueDateType: 'due_date', dueDate: '2027-01-31' },
				additionalFields: { accessDate: '2027-02-01' },
			},
			"'Start Date' must be earlier than the due date",
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
				expect(error?.description).toContain("'Activate' operation of User");
				expect(countsOf(simulator, learners, courses)).toEqual([0, 0]);
			} else {
				expect(rows.map(({ action, warning }) => [action, warning])).toEqual([
					['enrolled', null],
					['notEnrolled', expect.stringContaining(`(${learners[1]}) is inactive`)],
				]);
			}
		},
	);

	/** A list of users with one of them. */
	const listOf = ({ world }: Simulator, id: string, change: IDataObject): string => {
		const user = world.users[world.find('user', id)];
		return JSON.stringify({ userProfiles: [{ ...userRow(world, user, 'array'), ...change }] });
	};

	test('does not blame other users, if iSpring Learn lists more than it was asked for', async () => {
		const simulator = await start();
		const { learners, courses } = newcomers(simulator, 2, 1);
		const body = listOf(simulator, learners[1], { status: 3 });
		simulator.faults.add({ on: { path: '/users/v2', times: null }, body });
		simulator.faults.add({ on: { kind: 'write' }, status: 400 });
		const { error } = await enroll(simulator, learners.slice(0, 1), courses);
		expect(error?.message).toBe('iSpring Learn rejected the request (status 400)');
	});

	test('a learner twice in a list is enrolled once: by email address, and by ID in another case', async () => {
		const simulator = await start();
		const user = simulator.world.users.slice(1).find(({ email }) => email);
		const { id = '', email = '' } = user ?? {};
		const { courses } = newcomers(simulator, 9, 1);
		const body = listOf(simulator, id, { userId: id.toUpperCase() });
		simulator.faults.add({ on: { path: '/users/v2' }, body });
		const rows = rowsOf(await enroll(simulator, [email, id], courses));
		expect(bodiesOf(simulator)).toMatchObject([{ learnerIds: [id], courseIds: courses }]);
		expect(rows).toMatchObject([{ action: 'enrolled', userId: id, warning: null }]);
	});

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
		expect(error?.description).toContain("If 'Skip Enrolled Learners' is on");
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
		const { learners, courses } = newcomers(simulator, 2, 1);
		const [{ enrollmentId }] = rowsOf(await enroll(simulator, learners.slice(0, 1), courses));
		simulator.reset();
		simulator.faults.add({ on: { path: '/enrollments', request: 2, times: null }, status: 403 });
		const pair = { courseId: courses[0], userName: expect.any(String) as string };
		const warning = expect.stringContaining("isn't allowed to read enrollments") as string;
		expect(rowsOf(await enroll(simulator, learners, courses))).toMatchObject([
			{ ...pair, action: 'alreadyEnrolled', userId: learners[0], enrollmentId, warning: null },
			{ ...pair, action: 'enrolled', userId: learners[1], enrollmentId: null, warning },
		]);
	});

	test('says that a learner is not listed, if it cannot find out why', async () => {
		const simulator = await start();
		simulator.rules.inactiveLearners = 'skip';
		simulator.faults.add({ on: { path: '/users/v2', times: null }, status: 403 });
		const { learners, courses } = newcomers(simulator, 2, 1);
		deactivate(simulator, learners[1]);
		expect(rowsOf(await enroll(simulator, learners, courses))).toMatchObject([
			{ action: 'enrolled', userId: learners[0], warning: null },
			{ userId: learners[1], warning: expect.stringContaining("doesn't list a new enrollment") },
		]);
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
				errorDescription: expect.stringContaining('Done before: 50. Not sent: 20.'),
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
		simulator.faults.add({ on: { path: '/enrollment', request: 2 }, status: 429 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const fields = { additionalFields: { skipEnrolled: false }, options: { maxRetries: 0 } };
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

	test('does what a model asks for, with a due date', async () => {
		const simulator = await start();
		const user = simulator.world.users.slice(1).find(({ email }) => email);
		const { courses } = newcomers(simulator, 9, 1);
		const { replies } = await runTool(suite.engine.nodeType, {
			parameters: {
				...{ resource: 'enrollment', operation: 'enroll', courseIds: text(courses) },
				learnerIds: "={{ $fromAI('people', '', 'string', '') }}",
				dueDateType: 'due_date',
				dueDate: "={{ $fromAI('due', '', 'string', '') }}",
			},
			credentials: suite.account(simulator),
			calls: [{ people: user?.email, due: '2027-01-31T12:00:00Z' }],
		});
		expect(replies[0]).toContain('"action":"enrolled"');
		expect(bodiesOf(simulator)).toMatchObject([
			{ learnerIds: [user?.id], dueDate: '2027-01-31T12:00:00Z' },
		]);
	});
});
