/** Several long lists of IDs multiply to too many requests. */
import { createTriggerFixture } from '../../support/engine/triggerFixture';
import { rowsOf, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const ids = (count: number, from = 0): string[] =>
	Array.from(
		{ length: count },
		(_, at) => `85077abc-2639-11ea-8e3f-${String(from + at).padStart(12, '0')}`,
	);

const FILTERS = {
	userIds: ids(2000),
	courseIds: ids(2000),
	moduleIds: ids(2000),
	enrollmentIds: ids(2000),
};

test.each([{}, { skipInvalidIds: true }, { readableValues: true }])(
	'rejects four lists of 2,000 IDs before any request, with %j',
	async (options) => {
		const simulator = await suite.simulator({ rows: 30 });
		const started = performance.now();
		const { error } = await suite.getAll(simulator, { filters: FILTERS, options });
		expect(performance.now() - started).toBeLessThan(5000);
		expect(error?.message).toBe('The filters would require 2,560,000 requests');
		expect(error?.description).toContain("'User Names, Emails or IDs' (2,000)");
		expect(error?.description).toContain('to 300 entries or fewer each');
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(simulator.requests).toEqual([]);
	},
);

test('counts the requests of text filters and of an export', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const logins = ids(5000).map((id) => `l${id}`);
	const emails = logins.map((login) => `${login}@example.com`).join(',');
	const users = { resource: 'user', filters: { logins: logins.join(','), emails } };
	const { error } = await suite.getAll(simulator, users);
	expect(error?.message).toBe('The filters would require 10,000 requests');
	expect(error?.description).toContain("'Emails' (5,000) and 'Logins' (5,000)");
	const file = await suite.exportFile(simulator, { filters: FILTERS });
	expect(file.error?.message).toBe('The filters would require 2,560,000 requests');
	expect(simulator.requests).toEqual([]);
});

test('reads long lists that need few requests', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 120, courses: 110 });
	const userIds = simulator.world.users.map(({ id }) => id);
	const courseIds = simulator.world.courses.map(({ id }) => id);
	const rows = rowsOf(await suite.getAll(simulator, { filters: { userIds, courseIds } }));
	expect(rows).toHaveLength(300);
	expect(simulator.pageRequests).toBe(9);
});

test('has a lower maximum for the trigger, where one poll sends all requests', async () => {
	const fields = { filters: { userIds: ids(1000), courseIds: ids(1000) } };
	const { simulator, poller } = await createTriggerFixture(suite, {}, { fields });
	const expectedError = {
		message: expect.stringContaining('The filters would require 400 requests') as string,
		description: expect.stringContaining("'User Names, Emails or IDs' (1,000)") as string,
	};
	await expect(poller.activate()).rejects.toMatchObject(expectedError);
	await expect(poller.test()).rejects.toMatchObject(expectedError);
	expect(simulator.requests).toEqual([]);
});
