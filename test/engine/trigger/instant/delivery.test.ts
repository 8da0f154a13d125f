/** What arrives at the trigger's URL: batches, repetitions, signatures, and what iSpring Learn never sent. */
import {
	complete,
	createInstantFixture,
	deliveriesOf,
	HOUR,
	pass,
	publishInstant,
	returnedBy,
	subscribersOf,
	UNFINISHED,
	webhookRequests,
} from '../../../support/engine/instant/fixture';
import { WORLD_NOW } from '../../../simulator/world';
import { useSuite } from '../../../support/engine/suite';

const suite = useSuite();

const first = (count: number): number[] => [...Array(count).keys()];

describe.each(['regular', 'queue'] as const)('%s mode', (mode) => {
	test('1,000 events in batches, some of them sent again, are an item each', async () => {
		const rules = { maxBatch: 37, retrySeconds: 60 };
		const fixture = await publishInstant(suite, { rows: 1000, rules }, {}, mode);
		const { simulator, n8n, workflow } = fixture;
		for (const row of first(1000)) simulator.change(row, UNFINISHED);
		simulator.reset();
		simulator.webhooks.faults.add(
			{ on: { times: 2 }, lostAnswer: true },
			{ on: { times: 3 }, twice: true },
			{ lost: true },
		);
		for (const start of [0, 500]) {
			for (const row of first(500)) {
				const completionDate = WORLD_NOW + row;
				simulator.change(start + row, { completionStatus: 'passed', completionDate });
			}
			await n8n.idle();
			for (let attempt = 0; attempt < 4; attempt++) await pass(fixture, 60);
		}
		expect(returnedBy(fixture)).toEqual(first(1000));
		expect(new Set(workflow.rows().map(({ eventKey }) => eventKey)).size).toBe(1000);
		expect(workflow.rows().every((row) => !('warning' in row))).toBe(true);
		// At most 50 IDs a request, and one request for them.
		const reads = simulator.requests.filter(({ path }) => path === '/learners/modules/results');
		expect(reads.length).toBeGreaterThanOrEqual(28);
		expect(reads.length).toBeLessThan(60);
		expect(workflow.executions().map(({ error }) => error)).not.toContainEqual(expect.anything());

		for (const one of deliveriesOf(fixture).slice(0, 10)) await simulator.webhooks.redeliver(one);
		await n8n.restart();
		await workflow.publish('init');
		for (const one of deliveriesOf(fixture).slice(-10)) await simulator.webhooks.redeliver(one);
		await pass(fixture, HOUR);
		await workflow.poll();
		expect(workflow.rows()).toHaveLength(1000);
		expect(simulator.violations).toEqual([]);
	});
});

test('the same result completed again is another event, the same status again is not', async () => {
	const fixture = await publishInstant(suite);
	await complete(fixture, 5);
	await pass(fixture, HOUR);
	await complete(fixture, 5);
	expect(returnedBy(fixture)).toEqual([5, 5]);
	const changed = await publishInstant(suite, {}, { fields: { event: 'moduleStatusChanged' } });
	const { simulator, n8n, workflow } = changed;
	for (const completionStatus of ['pending', 'declined', 'pending'] as const) {
		simulator.change(5, { completionStatus, completionDate: null });
		await n8n.idle();
	}
	const statuses = () => workflow.rows().map(({ completionStatus }) => completionStatus);
	expect(statuses()).toEqual(['pending', 'declined', 'pending']);
	for (const one of deliveriesOf(changed)) await simulator.webhooks.redeliver(one);
	await n8n.idle();
	expect(statuses()).toHaveLength(3);
});

describe('signatures', () => {
	const FORMS = (['hash', 'hmac'] as const).flatMap((by) =>
		(['hex', 'HEX', 'base64'] as const).flatMap((encoding) =>
			['', 'sha256=', 'SHA256='].map((prefix) => ({ by, encoding, prefix })),
		),
	);

	test('each form that the documents allow is accepted', async () => {
		const fixture = await publishInstant(suite);
		for (const [row, signature] of FORMS.entries()) {
			fixture.simulator.rules.signature = signature;
			await complete(fixture, row);
		}
		expect(returnedBy(fixture)).toEqual(first(FORMS.length));
		expect(new Set(deliveriesOf(fixture).map(({ status }) => status))).toEqual(new Set([200]));
	});

	test.each([
		['none', null],
		['empty', ''],
		['no hash', 'x'],
		['another hash', '0'.repeat(64)],
		['a list of hashes', Array(10).fill('0'.repeat(64)).join(', ')],
	])('without a right one (%s), nothing starts', async (_name, signature) => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow } = fixture;
		const [{ name }] = subscribersOf(fixture);
		const body = JSON.stringify({ type: 'COURSE_ITEM_COMPLETED_SUCCESSFULLY', payloads: [{}] });
		const { status } = await simulator.webhooks.post(name, body, signature);
		expect(status).toBe(401);
		expect(workflow.executions()).toEqual([]);
	});

	test('with the secret of another subscriber, nothing starts', async () => {
		const fixture = await publishInstant(suite);
		fixture.simulator.webhooks.faults.add({ signature: 'wrong' });
		await complete(fixture, 3);
		expect(deliveriesOf(fixture)).toMatchObject([{ status: 401 }]);
		expect(fixture.workflow.executions()).toEqual([]);
		// The vendor sends it again, and then with the right one.
		await pass(fixture, HOUR);
		expect(returnedBy(fixture)).toEqual([3]);
	});

	test('a changed key in the credential is sent to the vendor, and nothing is lost', async () => {
		const clients = [{ clientId: 'second', clientSecret: 'second secret' }];
		const fixture = await publishInstant(suite, { clients });
		const { simulator, workflow, n8n } = fixture;
		workflow.change({ credentials: suite.account(simulator, clients[0]) });
		await complete(fixture, 3);
		expect(deliveriesOf(fixture)).toMatchObject([{ status: 401 }]);
		await workflow.poll();
		await pass(fixture, HOUR);
		expect(returnedBy(fixture)).toEqual([3]);
		expect(subscribersOf(fixture)).toHaveLength(1);
		await n8n.idle();
	});
});

describe('bodies that are no event', () => {
	const event = (type: string, payloads: unknown = [{}]): string =>
		JSON.stringify({ type, payloads });
	const deep = '['.repeat(50_000) + ']'.repeat(50_000);

	test.each<[string, string]>([
		['a list', '[1,2]'],
		['a text', '"hello"'],
		['a number', '7'],
		['null', 'null'],
		['an object without a type', '{"payloads":[{}]}'],
		['a type that is no text', '{"type":{"toString":1},"payloads":[{}]}'],
		['an unknown type', event('SOMETHING_ELSE')],
		['another event', event('USER_REGISTERED')],
		['no messages', event('COURSE_ITEM_COMPLETED_SUCCESSFULLY', [])],
		['no payloads', '{"type":"COURSE_ITEM_COMPLETED_SUCCESSFULLY"}'],
		['messages that are no objects', event('COURSE_ITEM_COMPLETED_SUCCESSFULLY', [1, null, 'x'])],
		['deeply nested payloads', `{"type":"COURSE_ITEM_COMPLETED_SUCCESSFULLY","payloads":${deep}}`],
		['a name of JavaScript', '{"__proto__":{"type":"CONFIRMATION"},"constructor":1}'],
		['a confirmation without a code', event('CONFIRMATION', [{}])],
	])('%s: answered and logged, without an execution', async (_name, body) => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow, n8n } = fixture;
		const [{ name }] = subscribersOf(fixture);
		expect(await simulator.webhooks.post(name, body)).toMatchObject({ status: 200 });
		await n8n.idle();
		expect(workflow.executions()).toEqual([]);
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
	});

	test('confirmations that nobody asked for reach the API a few at a time', async () => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow } = fixture;
		const [{ name }] = subscribersOf(fixture);
		simulator.reset();
		simulator.faults.add({ on: { path: '/webhook/confirm', times: 10 }, delayMs: 500 });
		const codes = Array.from({ length: 10 }, (_, at) =>
			event('CONFIRMATION', [{ code: `c${at}` }]),
		);
		const replies = await Promise.all(
			codes.map(async (body) => await simulator.webhooks.post(name, body, null)),
		);
		expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
		expect(webhookRequests(fixture)).toEqual(['confirm', 'confirm', 'confirm']);
		expect(workflow.executions()).toEqual([]);
		simulator.faults.clear();
	});

	test('a message without usable IDs is an item with a warning', async () => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow, n8n } = fixture;
		const [{ name }] = subscribersOf(fixture);
		const message = { learnerId: '../users', courseItemId: 7, completionDate: 'yesterday' };
		const body = event('COURSE_ITEM_COMPLETED_SUCCESSFULLY', [message, 'no message']);
		await simulator.webhooks.post(name, body);
		await n8n.idle();
		expect(workflow.rows()).toMatchObject([
			{ warning: expect.stringContaining("doesn't have the IDs") as unknown },
		]);
		expect(simulator.violations).toEqual([]);
	});

	test('a body as large as n8n accepts, and one that is no JSON', async () => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow, n8n } = fixture;
		simulator.webhooks.faults.add({ bytes: 16 * 1024 * 1024 });
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
		const [{ callbackUrl }] = subscribersOf(fixture);
		const url = n8n.url + new URL(callbackUrl).pathname;
		for (const body of ['<html>', '', '\uFFFE\uFFFD', '{"type":']) {
			const headers = { 'Content-Type': 'text/plain' };
			const { status } = await fetch(url, { method: 'POST', body, headers });
			expect(status).toBe(401);
		}
		expect(workflow.executions()).toHaveLength(1);
	});
});

test('an execution without an event says what to do', async () => {
	const { workflow } = await createInstantFixture(suite);
	for (const json of [{}, { messages: [], results: [] }, { messages: 'x' }]) {
		const { error } = await workflow.execute('manual', [[{ json }]]);
		expect(error?.message).toBe('No event was received');
		expect(error?.description).toContain('Execute step');
	}
});
