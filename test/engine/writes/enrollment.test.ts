/** What the other operations of Enrollment send, and what they return. */
import '../../support/withoutPauses';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { enrollmentRecord } from '../../simulator/records/others';
import type { SimulatorOptions } from '../../simulator/server';
import type { Listed } from '../../support/engine/enrollments';
import { bodiesOf, enrolledOnce, listed, newcomers, text } from '../../support/engine/enrollments';
import { FORMATS, rowsOf, useSuite } from '../../support/engine/suite';
import { UNCONFIRMED, UNKNOWN, byId, operations, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options?: SimulatorOptions) => await suite.simulator(enrolledOnce(options));

const operate = operations('enrollment', suite);

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

	test('Get returns the columns of Get Many, with names', async () => {
		const simulator = await start({ format });
		const [{ id }] = listed(simulator);
		const filters = { enrollmentIds: [id] };
		const [row] = rowsOf(await operate(simulator, 'getAll', { output: 'simplified', filters }));
		expect(rowsOf(await operate(simulator, 'get', { enrollmentId: id }))).toEqual([row]);
		expect(row).toMatchObject({ enrollmentId: id, userName: expect.any(String) });
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
		expect(body?.accessDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(Math.abs(Date.parse(String(body?.accessDate)) - before)).toBeLessThan(60_000);
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

describe('Update', () => {
	test('keeps the lock with the due date of the course', async () => {
		const simulator = await start();
		const [{ id }] = listed(simulator);
		const { world } = simulator;
		world.assigned.change(world.find('enrollment', id), { lock: true });
		rowsOf(await operate(simulator, 'update', { enrollmentId: id, dueDateType: 'default' }));
		expect(bodiesOf(simulator)).toMatchObject([{ dueDateType: 'default', lockAfterDueDate: true }]);
	});

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
			"'Due Date' is set to 'Keep', so there is nothing to change",
		],
		['no learner', { findBy: 'learner', courseId: byId(UNKNOWN) }, "'User' is empty"],
		['no date', { enrollmentId: UNKNOWN, dueDateType: 'due_date' }, "'Date' is empty"],
		[
			'a due date before the start',
			{
				...{ enrollmentId: UNKNOWN, dueDateType: 'due_date', dueDate: '2027-01-31' },
				additionalFields: { accessDate: '2027-02-01' },
			},
			"'Start Date' must be earlier than the due date",
		],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.message).toContain(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('sends nothing with a start after the due date that it keeps', async () => {
		const simulator = await start();
		const [{ id }] = listed(simulator);
		const { world } = simulator;
		world.assigned.change(world.find('enrollment', id), { due: Date.UTC(2027, 0, 31) / 1000 });
		const additionalFields = { accessDate: '2027-02-01' };
		const { error } = await operate(simulator, 'update', { enrollmentId: id, additionalFields });
		expect(error?.message).toBe("'Start Date' must be earlier than the due date");
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
		expect(error?.description).toContain("'Get'. It's safe to run this operation again.");
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
		expect(error?.message).toContain("'Enrollment ID' has inactive users: ");
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

	test('names ten of many IDs that do not exist, without a look for the others', async () => {
		const simulator = await start();
		const ids = Array.from({ length: 60 }, (_, at) => UNKNOWN.slice(0, -2) + String(at + 10));
		const { error } = await operate(simulator, 'unenroll', { enrollmentIds: text(ids) });
		const ten = text(ids.slice(0, 10));
		expect(error?.message).toBe(`'Enrollment IDs' has IDs that don't exist: ${ten}, and others`);
		expect(simulator.pageRequests).toBeLessThan(50);
	});

	test('names IDs that were not listed before the request was rejected', async () => {
		const simulator = await start();
		const [{ id }] = listed(simulator);
		const { world } = simulator;
		const one = enrollmentRecord(world, world.enrollment(world.find('enrollment', id)));
		const body = JSON.stringify({ enrollments: [one] });
		simulator.faults.add({ on: { path: '/enrollments' }, status: 200, body });
		const fields = { enrollmentIds: text([id, UNKNOWN]) };
		const { error } = await operate(simulator, 'unenroll', fields);
		expect(error?.message).toBe(`'Enrollment IDs' has IDs that aren't listed: ${UNKNOWN}`);
		expect(listed(simulator).map((left) => left.id)).toContain(id);
	});

	test.each(['enrollmentIds', 'learners'])(
		'knows in a repeated run who was unenrolled before, found by %s',
		async (findBy) => {
			const simulator = await start({ users: 70 });
			const { learners, courses } = newcomers(simulator, 60, 1);
			rowsOf(
				await operate(simulator, 'enroll', { learnerIds: text(learners), courseIds: courses[0] }),
			);
			const enrolled = listed(simulator).filter(
				({ learner, course }) => learners.includes(learner) && course === courses[0],
			);
			const ids = enrolled.map(({ id }) => id);
			simulator.reset();
			simulator.faults.add({ on: { kind: 'write', request: 2 }, status: 429 });
			const lists = { learnerIds: text(learners), courseIds: courses[0] };
			const fields = findBy === 'learners' ? lists : { enrollmentIds: text(ids) };
			const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
			const form = { findBy, ...fields, options: { maxRetries: 0 } };
			const outcome = await operate(simulator, 'unenroll', form, { settings });
			expect(rowsOf(outcome)).toMatchObject(
				enrolled.map(({ id, learner }) => ({
					...{ action: 'unenrolled', enrollmentId: id, userId: learner, warning: null },
				})),
			);
			expect(rowsOf(outcome)).toHaveLength(60);
			const [first, second] = [ids.slice(0, 50), ids.slice(50)];
			expect(bodiesOf(simulator)).toEqual(
				[first, second, second].map((enrollmentIds) => ({ enrollmentIds })),
			);
		},
	);

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
