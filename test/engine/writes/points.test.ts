/** What each operation of Points sends, and what it returns. */
import '../../support/withoutPauses';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault, SimulatorOptions } from '../../simulator/server';
import { FORMATS, rowsOf, Suite, useSuite } from '../../support/engine/suite';
import { UNKNOWN, byId, operations, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 20, users: 10, ...options });

const operate = operations('points', suite);

/** Ten points for a user, for a reason. */
const tenFor = (userId: string): INodeParameters => ({
	userId: byId(userId),
	amount: 10,
	reason: 'First & fast',
});

describe.each(FORMATS)('in %s', (format) => {
	test.each([
		['award', 'awarded', 10],
		['withdraw', 'withdrawn', -10],
	])('%s says how many points the user has now', async (operation, action, change) => {
		const simulator = await start({ format });
		const [, user] = simulator.world.users;
		const points = user.points + change;
		const outcome = await operate(simulator, operation, tenFor(user.id));
		expect(rowsOf(outcome)).toEqual([
			{ action, userId: user.id, amount: 10, points, warning: null },
		]);
		expect(outcome.outputs[0][0].pairedItem).toEqual({ item: 0 });
		expect(writesOf(simulator)).toEqual([
			{
				request: `POST /gamification/points/${operation}`,
				body: { userId: user.id, amount: 10, reason: 'First & fast' },
			},
		]);
		expect(user.points).toBe(points);
		expect(simulator.violations).toEqual([]);
	});

	test('Get Many returns the points of each user, with names', async () => {
		const simulator = await start({ format });
		const { users, departments } = simulator.world;
		const outcome = await operate(simulator, 'getAll', { returnAll: true });
		expect(rowsOf(outcome)).toEqual(
			users.map(({ name, login, email, department, points, id }) => ({
				userName: name || (login ?? null),
				userEmail: email ?? null,
				departmentName: departments[department].name,
				points,
				userId: id,
			})),
		);
		expect(simulator.violations).toEqual([]);
	});
});

test('Get Many finds users by email address', async () => {
	const simulator = await start();
	const user = simulator.world.users.find(({ email }) => email);
	const filters = { userIds: String(user?.email) };
	expect(rowsOf(await operate(simulator, 'getAll', { filters }))).toMatchObject([
		{ userId: user?.id, points: user?.points },
	]);
});

describe.each(['award', 'withdraw'])('%s', (operation) => {
	const path = `/gamification/points/${operation}`;

	async function run(fault: Fault, job: Parameters<Suite['operate']>[2] = {}) {
		const simulator = await start();
		const [, user] = simulator.world.users;
		const before = user.points;
		simulator.faults.add({ on: { path }, ...fault });
		const outcome = await operate(simulator, operation, tenFor(user.id), job);
		return { simulator, outcome, isChanged: user.points !== before };
	}

	test.each([true, false])('is unconfirmed when the response is lost; done: %j', async (done) => {
		const { simulator, outcome, isChanged } = await run({ status: 504, done });
		expect(outcome.error?.message).toBe(
			"The change may have been made, but iSpring Learn didn't confirm it",
		);
		expect(outcome.error?.description).toContain('it changes them again.');
		expect(writesOf(simulator)).toHaveLength(1);
		expect(isChanged).toBe(done);
	});

	test('is done once, also with Retry On Fail', async () => {
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { simulator, outcome } = await run({ hangUp: true, done: true }, { settings });
		expect(outcome.error?.message).toContain('may have been made');
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test('says what the API key is not allowed to do', async () => {
		const { outcome, isChanged } = await run({ status: 403 });
		expect(outcome.error?.message).toBe(
			`This API key isn't allowed to ${operation} points (status 403)`,
		);
		expect(isChanged).toBe(false);
	});

	test('is not undone when the points cannot be read', async () => {
		const simulator = await start();
		const [, user] = simulator.world.users;
		simulator.faults.add({ on: { path: '/gamification/points', times: null }, status: 403 });
		const [row] = rowsOf(await operate(simulator, operation, tenFor(user.id)));
		expect(row).toMatchObject({ userId: user.id, amount: 10, points: null });
		expect(row.warning).toBe(
			"The change was made, but the result couldn't be read. Cause: This API key isn't allowed to read points (status 403).",
		);
	});

	test.each([
		[
			'of others as well',
			(id: string) => [
				{ userId: UNKNOWN, points: 7 },
				{ userId: id.toUpperCase(), points: 5 },
			],
			5,
		],
		['of others only', () => [{ userId: UNKNOWN, points: 7 }], null],
		['that are blank', (id: string) => [{ userId: id, points: '' }], null],
	])('takes the points of the user, if there are points %s', async (_name, answer, points) => {
		const simulator = await start();
		const [, { id }] = simulator.world.users;
		const body = JSON.stringify(answer(id));
		simulator.faults.add({ on: { path: '/gamification/points' }, body });
		expect(rowsOf(await operate(simulator, operation, tenFor(id)))).toMatchObject([{ points }]);
	});

	test('says that the request was rejected, if the user exists', async () => {
		const { outcome } = await run({ status: 400, body: '{"message":"No points left"}' });
		expect(outcome.error?.message).toBe('iSpring Learn rejected the request (status 400)');
		expect(outcome.error?.description).toContain('iSpring Learn says: "No points left".');
	});

	test('a hundred input items are done in their order, also for the same user', async () => {
		const simulator = await start();
		const people = simulator.world.users.slice(1, 4);
		const before = people.map(({ points }) => points);
		const input = Array.from({ length: 100 }, (_, at) => ({
			user: at === 50 ? UNKNOWN : people[at % 3].id,
			amount: at + 1,
		}));
		const fields = {
			...tenFor('={{ $json.user }}'),
			amount: '={{ $json.amount }}',
		};
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await operate(simulator, operation, fields, { input, settings });
		expect(outputs[0]).toHaveLength(99);
		expect(outputs[1]).toMatchObject([
			{
				json: { ...input[50], error: `'User' has IDs that don't exist: ${UNKNOWN}` },
				pairedItem: { item: 50 },
			},
		]);
		expect(writesOf(simulator).map(({ body }) => body?.amount)).toEqual(
			input.map(({ amount }) => amount),
		);
		const sign = operation === 'award' ? 1 : -1;
		const sums = [0, 1, 2].map((person) =>
			input
				.filter((_, at) => at % 3 === person && at !== 50)
				.reduce((sum, { amount }) => sum + amount, 0),
		);
		expect(people.map(({ points }) => points)).toEqual(
			before.map((points, at) => points + sign * sums[at]),
		);
	});

	test.each<[string, INodeParameters, string]>([
		['no user', { userId: byId('') }, "'User' is empty"],
		['no reason', { reason: ' ' }, "'Reason' is empty"],
		['no amount', { amount: '' }, "'Amount' is empty"],
		['the amount 0', { amount: 0 }, "'Amount' must be a whole number from 1 to 1000000000"],
		['a negative amount', { amount: -5 }, "'Amount' must be a whole number from 1 to 1000000000"],
		['a huge amount', { amount: 1e16 }, "'Amount' must be a whole number from 1 to 1000000000"],
		['half a point', { amount: 0.5 }, "'Amount' must be a whole number from 1 to 1000000000"],
		[
			'an amount that is no number',
			{ amount: '={{ "many" }}' },
			"'Amount' must be a whole number from 1 to 1000000000",
		],
		[
			'an empty expression as the amount',
			{ amount: '={{ $json.nothing }}' },
			"The expression in 'Amount' returns nothing for item 0",
		],
		[
			'an empty expression as the reason',
			{ reason: '={{ $json.nothing }}' },
			"The expression in 'Reason' returns nothing for item 0",
		],
	])('sends nothing with %s', async (_name, change, message) => {
		const simulator = await start();
		const [, { id }] = simulator.world.users;
		const { error } = await operate(simulator, operation, { ...tenFor(id), ...change });
		expect(error?.message).toBe(message);
		expect(simulator.requests).toEqual([]);
	});

	test('an empty expression skips the input item if Empty Expressions says so', async () => {
		const simulator = await start();
		const [, { id }] = simulator.world.users;
		const options = { emptyExpressions: 'noResults' };
		const fields = { ...tenFor(id), amount: '={{ $json.nothing }}', options };
		expect(rowsOf(await operate(simulator, operation, fields))).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});
});
