/** Random writes: whatever is done or refused, all lists and records agree with each other. */
import fc from 'fast-check';
import type { Simulator } from '../../simulator/server';
import { closeAll, list, send, start } from './client';

afterEach(closeAll);

type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>;
interface Step {
	what: number;
	a: number;
	b: number;
}

const TERMS = { accessDate: '2026-06-01', dueDateType: 'unlimited' };

/** One write with ids of things that exist, existed, or never did. */
function requestOf({ world }: Simulator, { what, a, b }: Step, n: number): [string, object?] {
	const user = (i: number): string => world.id('user', i % (world.users.length + 1));
	const group = world.id('group', b % (world.groups.length + 1));
	const department = world.id('department', b % world.departments.length);
	const enrollment = world.id('enrollment', a % (world.enrollmentCount + 1));
	const userIds = [user(a), user(b)];
	const fields = { login: `n${n % 7}`, email: `n${n % 7}@example.com` };
	const requests: Array<[string, object?]> = [
		['POST /user', { departmentId: department, fields, groupIds: [group] }],
		[`POST /user/${user(a)}`, { departmentId: department, groupIds: [group] }],
		[`DELETE /user/${user(a)}`],
		['POST /users/deactivate', { userIds }],
		['POST /users/activate', { userIds }],
		['POST /group', { name: `Group ${n}`, userIds }],
		[`POST /group/${group}/members`, { userIds }],
		[`DELETE /group/${group}`],
		['POST /department', { name: `Department ${n}`, parentDepartmentId: department }],
		[`POST /department/${department}/user/move`, { userIds }],
		[`DELETE /department/${department}`],
		[
			'POST /enrollment',
			{ courseIds: [world.id('course', a % 4)], learnerIds: [user(b)], dueDateType: 'default' },
		],
		['POST /enrollment/delete', { enrollmentIds: [enrollment] }],
		[`POST /enrollment/${enrollment}`, TERMS],
		[`POST /enrollment/${enrollment}/reenroll`, TERMS],
	];
	return requests[what % requests.length];
}

const values = (rows: Rows, name: string): unknown[] => rows.map((row) => row[name]);
const hasAll = (all: unknown[], some: unknown[]): boolean => {
	const set = new Set(all);
	return some.every((one) => set.has(one));
};

async function expectAgreement(simulator: Simulator): Promise<void> {
	const users = await list(simulator, '/users/v2');
	const departments = values(await list(simulator, '/departments'), 'departmentId');
	const groups = await list(simulator, '/groups');
	const enrollments = await list(simulator, '/enrollments');
	const statuses = 'userStatuses[]=1&userStatuses[]=3&userStatuses[]=5';
	const courses = await list(simulator, `/learners/results?${statuses}`);
	const modules = await list(simulator, `/learners/modules/results?${statuses}`);
	const userIds = values(users, 'userId');
	expect(hasAll(departments, values(users, 'departmentId'))).toBe(true);
	expect(hasAll(userIds, values(enrollments, 'learnerId'))).toBe(true);
	expect(hasAll(userIds, values(modules, 'userId'))).toBe(true);
	expect(
		hasAll(
			values(groups, 'groupId'),
			users.flatMap((one) => one.groups),
		),
	).toBe(true);
	expect(new Set(userIds).size).toBe(users.length);
	expect(new Set(values(enrollments, 'enrollmentId')).size).toBe(enrollments.length);
	// The first results lack some enrollment ids, so that only the numbers agree.
	expect(courses.length).toBeGreaterThanOrEqual(enrollments.length);
	expect(modules).toHaveLength(courses.length * 5);
	expect(values(await list(simulator, '/gamification/points'), 'userId')).toEqual(userIds);
	for (const { groupId } of groups) {
		const { json } = await send(simulator, `GET /group/${groupId}`);
		const members = users.filter((one) => (one.groups as unknown[]).includes(groupId));
		expect(json).toMatchObject({
			usersCount: members.length,
			userIds: values(members, 'userId'),
		});
	}
}

test('random writes leave lists and records that agree', async () => {
	const step = fc.record({ what: fc.nat(14), a: fc.nat(40), b: fc.nat(40) });
	const steps = fc.array(step, { minLength: 10, maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(steps, async (history) => {
			const simulator = await start({ users: 8, rows: 60 });
			const statuses = new Set<number>();
			for (const [n, one] of history.entries()) {
				const [request, body] = requestOf(simulator, one, n);
				statuses.add((await send(simulator, request, { body })).status);
			}
			expect([200, 201, 204, 400, 404]).toEqual(expect.arrayContaining([...statuses]));
			await expectAgreement(simulator);
			expect(simulator.violations).toEqual([]);
			await closeAll();
		}),
		{ numRuns: 40 },
	);
});
