/** Learners are enrolled and unenrolled, and enrollments and results show it. */
import type { Simulator } from '../../simulator/server';
import { closeAll, list, send, start } from './client';

afterEach(closeAll);

/** The n-th enrollment of the account as the list has it. */
const nth = async (simulator: Simulator, n: number): Promise<Record<string, unknown>> =>
	(await list(simulator, '/enrollments'))[n];

describe('enroll', () => {
	it('gives every learner every course, with results that are not started', async () => {
		const simulator = await start({ rows: 40, now: Date.UTC(2026, 5, 1) / 1000 });
		simulator.setClock(() => new Date('2026-06-02T10:00:00Z'));
		const { users, courses } = simulator.world;
		const learnerIds = [users[10].id, users[11].id];
		const courseIds = [courses[0].id, courses[1].id];
		const before = (await list(simulator, '/enrollments')).length;
		const { status, text } = await send(simulator, 'POST /enrollment', {
			body: {
				courseIds,
				learnerIds,
				dueDateType: 'due_date',
				dueDate: '2026-06-30T00:00:00Z',
				lockAfterDueDate: true,
			},
		});
		expect([status, text]).toEqual([201, '']);
		const added = (await list(simulator, '/enrollments')).slice(before);
		expect(added.map((one) => `${one.learnerId} ${one.courseId}`).sort()).toEqual(
			learnerIds.flatMap((user) => courseIds.map((course) => `${user} ${course}`)).sort(),
		);
		expect(added[0]).toMatchObject({
			accessDate: '2026-06-02T10:00:00+00:00',
			dueDate: '2026-06-30T00:00:00+00:00',
			expirationDate: '2026-06-30T00:00:00+00:00',
			shouldLockAfterDueDate: true,
			enrollmentTypeGroup: 0,
		});
		const query = `userIds[]=${learnerIds[0]}&courseIds[]=${courseIds[0]}`;
		const modules = await list(simulator, `/learners/modules/results?${query}`);
		expect(modules).toHaveLength(5);
		expect(modules[0]).toMatchObject({
			enrollmentId: added.find((one) => one.learnerId === learnerIds[0])?.enrollmentId,
			completionStatus: 'not_started',
			dueDate: '2026-06-30T00:00:00+00:00',
			isOverdue: false,
		});
		expect(new Set(modules.map((one) => one.moduleId))).toEqual(
			new Set(simulator.world.modules.slice(0, 5).map(({ id }) => id)),
		);
		expect([...simulator.expectedRows()]).toHaveLength(40 + 4 * 5);
		simulator.setClock(() => new Date('2026-07-01T00:00:00Z'));
		const [late] = await list(simulator, `/learners/results?${query}`);
		expect(late.isOverdue).toBe(true);
		expect(simulator.violations).toEqual([]);
	});

	it('takes dates in the forms that were seen, periods in hours, and materials', async () => {
		const simulator = await start({ rows: 0 });
		const { users, courses, modules } = simulator.world;
		const item = modules.find((one) => one.type === 'material' && one.index === one.item);
		const enroll = async (courseId: string, more: object): Promise<unknown> => {
			const { status } = await send(simulator, 'POST /enrollment', {
				body: { courseIds: [courseId], learnerIds: [users[1].id], ...more },
			});
			const { accessDate, dueDate } = await nth(simulator, simulator.world.enrollmentCount - 1);
			return [status, accessDate, dueDate];
		};
		const access = { accessDate: '2026-01-01 10:30:00' };
		const period = { ...access, dueDateType: 'due_period', duePeriod: 36 };
		expect(await enroll(courses[0].id, period)).toEqual([
			201,
			'2026-01-01T10:30:00+00:00',
			'2026-01-02T22:30:00+00:00',
		]);
		const unlimited = { accessDate: '2026-01-01', dueDateType: 'unlimited' };
		expect(await enroll(item?.itemId ?? '', unlimited)).toEqual([
			201,
			'2026-01-01T00:00:00+00:00',
			undefined,
		]);
		expect(await list(simulator, `/enrollments?courseIds[]=${item?.itemId}`)).toHaveLength(1);
		expect([...simulator.expectedRows()]).toHaveLength(5);
	});

	const due = (dueDateType: string, more = {}): object => ({ dueDateType, ...more });
	it.each<[string, object]>([
		['no dueDateType', {}],
		['an unknown dueDateType', due('never')],
		['no due date', due('due_date')],
		['a due date without a use', due('unlimited', { dueDate: '2026-01-01' })],
		['a period without a use', due('due_date', { dueDate: '2026-01-01', duePeriod: 3 })],
		['a period of part of an hour', due('due_period', { duePeriod: 1.5 })],
		['a period in a text', due('due_period', { duePeriod: '24' })],
		['a day that does not exist', due('due_date', { dueDate: '2026-02-30' })],
		['a local date', due('due_date', { dueDate: '1/2/2026' })],
		['no learners', due('unlimited', { learnerIds: [] })],
		['one id that is no list', due('unlimited', { learnerIds: 'x' })],
	])('rejects %s as malformed', async (_, more) => {
		const simulator = await start();
		const { users, courses } = simulator.world;
		const before = simulator.world.enrollmentCount;
		const { status } = await send(simulator, 'POST /enrollment', {
			body: { courseIds: [courses[0].id], learnerIds: [users[1].id], ...more },
		});
		expect([status, simulator.violations.length]).toEqual([400, 1]);
		expect(simulator.world.enrollmentCount).toBe(before);
	});

	it('follows the rules for inactive and enrolled learners, limits, and trainings', async () => {
		const simulator = await start();
		const { users, courses, modules } = simulator.world;
		users[2].status = 3;
		const enroll = async (people: number[], course = courses[0].id): Promise<[number, number]> => {
			const before = simulator.world.enrollmentCount;
			const learnerIds = people.map((u) => users[u].id);
			const body = { courseIds: [course], learnerIds, dueDateType: 'default' };
			const { status } = await send(simulator, 'POST /enrollment', { body });
			return [status, simulator.world.enrollmentCount - before];
		};
		expect(await enroll([1, 2])).toEqual([400, 0]);
		simulator.rules.inactiveLearners = 'skip';
		expect(await enroll([1, 2])).toEqual([201, 1]);
		expect(await enroll([1])).toEqual([201, 1]);
		simulator.rules.enrolledTwice = 'ignore';
		expect(await enroll([1])).toEqual([201, 0]);
		simulator.rules.enrolledTwice = 'refuse';
		expect(await enroll([1, 3])).toEqual([400, 0]);
		const training = modules.find(({ type, index, item }) => type === 'training' && index === item);
		expect(await enroll([3], training?.itemId)).toEqual([400, 0]);
		expect(await enroll([3], users[1].id)).toEqual([400, 0]);
		simulator.rules.maxIds = 2;
		expect(simulator.violations).toEqual([]);
		expect(await enroll([3, 4, 5])).toEqual([400, 0]);
		expect(simulator.violations).toHaveLength(1);
	});
});

describe('an enrollment', () => {
	it('is changed, and its results with it', async () => {
		const simulator = await start();
		const { enrollmentId, learnerId, courseId, dueDate } = await nth(simulator, 1);
		const path = `/enrollment/${enrollmentId}`;
		const before = (await send(simulator, `GET ${path}`)).json;
		expect(before).toMatchObject({ learnerId, courseId });
		const change = async (body: object): Promise<number> =>
			(await send(simulator, `POST ${path}`, { body })).status;
		const accessDate = '2026-02-01T00:00:00Z';
		const terms = { dueDateType: 'due_date', dueDate: '2026-12-24' };
		expect(await change({ ...terms, lockAfterDueDate: false })).toBe(400);
		expect(await change({ ...terms, accessDate })).toBe(400);
		expect((await send(simulator, `GET ${path}`)).json).toEqual(before);
		expect(await change({ ...terms, accessDate, lockAfterDueDate: false })).toBe(200);
		const now = { accessDate: '2026-02-01T00:00:00+00:00', dueDate: '2026-12-24T00:00:00+00:00' };
		expect((await send(simulator, `GET ${path}`)).json).toMatchObject(now);
		const url = `/learners/modules/results?enrollmentIds[]=${enrollmentId}`;
		expect(await list(simulator, url)).toEqual(
			Array.from({ length: 5 }, () => expect.objectContaining(now)),
		);
		const range = '&dueDate[startDate]=2026-12-24T00:00:00Z';
		expect(await list(simulator, url + range)).toHaveLength(5);
		expect(await change({ accessDate, dueDateType: 'unlimited' })).toBe(200);
		expect(await list(simulator, url + range)).toEqual([]);
		expect(dueDate).not.toBe(now.dueDate);
	});

	it('is started anew, and the former one only has results', async () => {
		const simulator = await start();
		const { enrollmentId, learnerId, courseId } = await nth(simulator, 2);
		const path = `/enrollment/${enrollmentId}/reenroll`;
		const body = { accessDate: '2026-06-01', dueDateType: 'unlimited' };
		const { status, text } = await send(simulator, `POST ${path}`, { body });
		expect([status, text]).toEqual([200, '']);
		const both = `learnerIds[]=${learnerId}&courseIds[]=${courseId}`;
		const [now, ...others] = await list(simulator, `/enrollments?${both}`);
		expect(others).toEqual([]);
		expect(now).toMatchObject({ accessDate: '2026-06-01T00:00:00+00:00' });
		expect(now.enrollmentId).not.toBe(enrollmentId);
		const results = await list(
			simulator,
			`/learners/results?userIds[]=${learnerId}&courseIds[]=${courseId}`,
		);
		expect(results).toHaveLength(2);
		expect(results[1]).toMatchObject({ completionStatus: 'not_started', timeSpent: 0 });
		expect((await send(simulator, `POST ${path}`, { body })).status).toBe(400);
	});

	it('ends, and its results with it', async () => {
		const simulator = await start();
		const enrollments = await list(simulator, '/enrollments');
		const enrollmentIds = enrollments.slice(0, 3).map((one) => one.enrollmentId);
		const end = async (): Promise<number> =>
			(await send(simulator, 'POST /enrollment/delete', { body: { enrollmentIds } })).status;
		expect(await end()).toBe(204);
		for (const path of ['/enrollments', '/enrollment'])
			expect(await list(simulator, path)).toEqual(enrollments.slice(3));
		expect(await list(simulator, '/learners/modules/results')).toHaveLength(100 - 15);
		expect((await send(simulator, `GET /enrollment/${enrollmentIds[0]}`)).status).toBe(400);
		expect(await end()).toBe(400);
		expect(simulator.violations).toEqual([]);
	});
});
