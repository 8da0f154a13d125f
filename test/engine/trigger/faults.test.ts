import type { NodeApiError } from 'n8n-workflow';
import { select } from '../../support/columns';
import { listUrls, useSuite } from '../../support/engine/suite';
import {
	complete,
	DAY,
	HOUR,
	indexesOf,
	MINUTE,
	createTriggerFixture,
} from '../../support/engine/triggerFixture';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const noRetries = { fields: { options: { maxRetries: 0 } } };

async function errorOf(poll: Promise<unknown>): Promise<NodeApiError> {
	return await poll.then(
		() => {
			throw new Error('It went well');
		},
		(error: unknown) => error as NodeApiError,
	);
}

test('the API is down for a day: nothing is lost, and the message says so', async () => {
	const fixture = await createTriggerFixture(suite, {}, noRetries);
	const { simulator, poller } = fixture;
	await poller.activate();
	const before = poller.state();
	simulator.faults.add({ on: { times: Infinity }, status: 503 });
	for (let hour = 0; hour < 24; hour++) {
		complete(fixture, hour);
		fixture.now += HOUR;
		const { message, description, ...more } = await errorOf(poller.poll());
		expect(message).toBe('iSpring Learn is currently unavailable (status 503)');
		expect(description).toMatch(/later.* Nothing is lost\. The next poll continues/);
		expect(more).toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		expect(poller.state()).toEqual(before);
	}
	simulator.faults.clear();
	const expected = Array.from({ length: 24 }, (_, i) => i);
	expect(indexesOf(fixture, await poller.poll())).toEqual(expected);
	expect(await poller.poll()).toEqual([]);
});

test('an error in the middle of a scan leaves the state unchanged', async () => {
	const fields = { startFrom: 'everything', options: { maxRetries: 0 } };
	const fixture = await createTriggerFixture(suite, { rows: 2500 }, { fields });
	const { simulator, poller } = fixture;
	simulator.faults.add({ on: { request: 2 }, cut: 0.5 });
	await errorOf(poller.activate());
	expect(poller.state()).toEqual({});
	const rows = await poller.activate();
	const completed = [...simulator.expectedRows()].filter((row) => row.completionDate);
	expect(rows).toHaveLength(completed.length);
});

test('an expired token is renewed', async () => {
	const fixture = await createTriggerFixture(suite, {});
	const { simulator, poller } = fixture;
	await poller.activate();
	simulator.revokeTokens();
	complete(fixture, 1);
	fixture.now += MINUTE;
	expect(indexesOf(fixture, await poller.poll())).toEqual([1]);
	expect(simulator.tokenRequests).toBe(2);
});

test('a failed name lookup loses no results', async () => {
	const fields = { ...select('moduleResult', 'userName'), options: { maxRetries: 0 } };
	const fixture = await createTriggerFixture(suite, {}, { fields });
	const { simulator, poller } = fixture;
	await poller.activate();
	complete(fixture, 1);
	fixture.now += MINUTE;
	simulator.faults.add({ on: { path: '/users/v2' }, status: 500 });
	await errorOf(poller.poll());
	const [row] = await poller.poll();
	expect(indexesOf(fixture, [row])).toEqual([1]);
	expect(row.userName).toEqual(expect.any(String));
});

test.each([
	[
		{ status: 429, headers: { 'retry-after': '30' } },
		{ cause: 'rate-limited', retryAfterMs: 30_000 },
	],
	[{ status: 500 }, { cause: 'temporarily-unavailable' }],
	[{ hangUp: true }, { cause: 'temporarily-unavailable' }],
	[{ status: 400 }, { cause: 'configuration-invalid' }],
	[{ status: 403 }, { cause: 'configuration-invalid' }],
	[{ html: true }, undefined],
])('reports the kind of failure to n8n: %j', async (fault, failure) => {
	const fixture = await createTriggerFixture(suite, {}, noRetries);
	fixture.simulator.faults.add({ on: { times: Infinity }, ...fault });
	const error = await errorOf(fixture.poller.poll());
	expect(Object(error).failure).toEqual(failure);
	expect(error.message).toMatch(/iSpring Learn|API key|requests|response/);
});

test('a rejected API key: the message names the field of the credential', async () => {
	const fixture = await createTriggerFixture(suite, {}, noRetries);
	const credentials = suite.account(fixture.simulator, { clientSecret: 'wrong-secret' });
	fixture.poller.change({ credentials });
	const error = await errorOf(fixture.poller.activate());
	expect(error.message).toMatch(/^iSpring Learn rejected the API key/);
	expect(error.description).toMatch(/Client Secret/);
	expect(error.description).not.toMatch(/Nothing is lost/);
	expect(Object(error).failure).toEqual({ cause: 'credential-invalid' });
	expect(JSON.stringify(error)).not.toContain('wrong-secret');
});

test('an expired pasted token: the first poll that meets it says so', async () => {
	const fixture = await createTriggerFixture(suite, {}, noRetries);
	const { simulator, poller } = fixture;
	const accessToken = simulator.issueToken();
	poller.change({
		credentials: suite.account(simulator, { authentication: 'accessToken', accessToken }),
	});
	await poller.activate();
	simulator.revokeTokens();
	complete(fixture, 1);
	fixture.now += MINUTE;
	const error = await errorOf(poller.poll());
	expect(error.message).toMatch(/^The access token has expired/);
	const renewed = { authentication: 'accessToken', accessToken: simulator.issueToken() };
	poller.change({ credentials: suite.account(simulator, renewed) });
	expect(indexesOf(fixture, await poller.poll())).toEqual([1]);
});

test('an unknown ID: the message names the field that holds it, and no option that the form does not have', async () => {
	const fields = { filters: { courseIds: '85077abc-2639-11ea-8e3f-0a580af40c09' } };
	const fixture = await createTriggerFixture(suite, {}, { fields });
	const error = await errorOf(fixture.poller.activate());
	expect(error.message).toMatch(/An ID in 'Course Names or IDs'/);
	expect(error.description).not.toMatch(/Skip Invalid IDs/);
});

describe('the clock', () => {
	test.each([-HOUR, HOUR])(
		'of n8n does not matter, even if it is wrong by %d seconds',
		async (wrong) => {
			const fixture = await createTriggerFixture(suite);
			const { poller } = fixture;
			jest.spyOn(Date, 'now').mockImplementation(() => (fixture.now + wrong) * 1000);
			complete(fixture, 1, fixture.now - MINUTE);
			expect(await poller.activate()).toEqual([]);
			expect(poller.state().state).toMatchObject({ cursor: '2026-06-01T00:00:00Z' });
			for (const row of [2, 3, 4]) {
				complete(fixture, row);
				fixture.now += MINUTE;
				expect(indexesOf(fixture, await poller.poll())).toEqual([row]);
			}
		},
	);

	test('of n8n is used if responses have no Date header', async () => {
		const fields = { options: { lateResultsDays: 0 } };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		const { simulator, poller } = fixture;
		simulator.setClock(() => null);
		jest.spyOn(Date, 'now').mockImplementation(() => fixture.now * 1000);
		complete(fixture, 1, fixture.now - MINUTE);
		expect(await poller.activate()).toEqual([]);
		for (const row of [2, 3]) {
			complete(fixture, row);
			fixture.now += DAY;
			expect(indexesOf(fixture, await poller.poll())).toEqual([row]);
		}
		expect(listUrls(simulator).at(-1)).toContain('[startDate]=2026-05-31T22:59:59Z');
	});
});

test.each(['moduleCompleted', 'moduleAssigned', 'moduleOverdue'])(
	'a truncated page: the message for %s names no field that the form does not have',
	async (event) => {
		const fields = { event, options: { maxRetries: 0 } };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		fixture.simulator.faults.add({ on: { times: Infinity }, cut: 0.7, cutMode: 'silent' });
		const { message, description } = await errorOf(fixture.poller.activate());
		expect(message).toMatch(/is incomplete/);
		expect(description).toMatch(/^Try again\. .* wasn't used\.$/);
	},
);
