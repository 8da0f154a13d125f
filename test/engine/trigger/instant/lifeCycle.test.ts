/** The subscriber from publishing to unpublishing, whatever comes in between. */
import {
	complete,
	createInstantFixture,
	DAY,
	MINUTE,
	pass,
	publishInstant,
	returnedBy,
	subscribersOf,
	webhookRequests,
} from '../../../support/engine/instant/fixture';
import type { InstantFixture } from '../../../support/engine/instant/fixture';
import type { Fault, Rules } from '../../../simulator/server';
import { FORMATS, useSuite } from '../../../support/engine/suite';

const suite = useSuite();

/** The writes about webhooks, without the confirmation, which comes at any time in between. */
const steps = (fixture: InstantFixture): string[] =>
	webhookRequests(fixture).filter((step) => !/info|list|confirm/.test(step));

const CREATION = ['remove', 'register', 'code/send', 'subscribe'];

describe.each(FORMATS)('in %s', (format) => {
	test('publishing registers, confirms and subscribes; unpublishing removes', async () => {
		const fixture = await publishInstant(suite, { format });
		const { simulator, workflow } = fixture;
		expect(steps(fixture)).toEqual(CREATION);
		const [subscriber, ...others] = subscribersOf(fixture);
		expect(others).toEqual([]);
		expect(subscriber).toMatchObject({
			name: expect.stringMatching(/^n8n-production-workflow\d+-node-[\da-f]{32}$/) as unknown,
			callbackUrl: expect.stringMatching(/^https:\/\/n8n\.example\.com\/webhook\//) as unknown,
			secret: expect.stringMatching(/^[\da-f]{64}$/) as unknown,
			isConfirmed: true,
			isActive: true,
		});
		expect([...subscriber.subscriptions.keys()]).toEqual(['COURSE_ITEM_COMPLETED_SUCCESSFULLY']);

		simulator.reset();
		await workflow.unpublish();
		expect(webhookRequests(fixture)).toEqual(['remove']);
		expect(subscribersOf(fixture)).toEqual([]);
		await workflow.unpublish();
		await complete(fixture, 3);
		expect(workflow.executions()).toEqual([]);
		expect(simulator.violations).toEqual([]);
	});
});

test.each<Partial<Rules>>([
	{ confirmation: 'object' },
	{ confirmation: 'code' },
	{ confirmationType: 'Confirmation' },
	{ signsConfirmation: true },
	{ codeSending: 'waits' },
	{ codeSending: 'checks' },
	{ subscribesUnconfirmed: false },
	{ subscribedTwice: 'refuse' },
	{ maxSubscriptions: 1 },
	{ unknownSubscriber: 400 },
	{ idleProcess: 'INACTIVE' },
	{ subscriberInfo: 'empty' },
	{ record: 'wrapped' },
])('whatever the API does that no document says: %j', async (rules) => {
	const fixture = await publishInstant(suite, { rules });
	const { simulator, n8n, workflow } = fixture;
	await complete(fixture, 3);
	expect(returnedBy(fixture)).toEqual([3]);
	simulator.reset();
	await workflow.poll();
	await n8n.restart();
	await workflow.publish('init');
	expect(steps(fixture)).toEqual([]);
	await workflow.unpublish();
	expect(subscribersOf(fixture)).toEqual([]);
	expect(simulator.violations).toEqual([]);
});

describe('a lost response', () => {
	const at = (path: string, fault: Omit<Fault, 'on'>, times = 1): Fault => ({
		on: { path: `/webhook/${path}`, times },
		...fault,
	});
	const lost = { hangUp: true, done: true } as const;

	test.each<[string, Fault[]]>([
		['of the removal', [at('remove', lost)]],
		['of the registration', [at('register', lost)]],
		['of the code', [at('code/send', lost)]],
		['of the confirmation', [at('confirm', lost)]],
		['of the subscription', [at('subscribe', lost)]],
		['of the state', [at('subscriber/info', { hangUp: true }, 2)]],
		['of everything', ['remove', 'register', 'code/send', 'subscribe'].map((one) => at(one, lost))],
		['with status 502', [at('register', { status: 502, done: true })]],
	])('%s does not stop the activation', async (_name, faults) => {
		const fixture = await createInstantFixture(suite);
		fixture.simulator.faults.add(...faults);
		await fixture.workflow.publish();
		expect(fixture.simulator.faults.pending).toEqual([]);
		expect(subscribersOf(fixture)).toMatchObject([{ isConfirmed: true }]);
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
	});

	test.each(['register', 'subscribe'])(
		'a lost request (%s) stops the activation, leaves nothing behind, and can be repeated',
		async (path) => {
			const fixture = await createInstantFixture(suite);
			fixture.simulator.faults.add(at(path, { hangUp: true }));
			await expect(fixture.workflow.publish()).rejects.toThrow();
			expect(subscribersOf(fixture)).toEqual([]);
			await fixture.workflow.publish();
			expect(subscribersOf(fixture)).toMatchObject([{ isConfirmed: true }]);
		},
	);
});

test('a half-made subscriber of an earlier attempt is replaced', async () => {
	const fixture = await createInstantFixture(suite);
	const { simulator, workflow } = fixture;
	simulator.faults.add(
		{ on: { path: '/webhook/subscribe' }, status: 500 },
		{ on: { path: '/webhook/remove', request: 3, times: 4 }, status: 500 },
	);
	await expect(workflow.publish()).rejects.toThrow();
	simulator.faults.clear();
	await workflow.publish();
	expect(subscribersOf(fixture)).toHaveLength(1);
	await complete(fixture, 3);
	expect(returnedBy(fixture)).toEqual([3]);
});

describe('an URL that is not confirmed', () => {
	test.each(['later', 'waits', 'checks'] as const)(
		'stops the activation after 30 seconds, and nothing is left (%s)',
		async (codeSending) => {
			const fixture = await createInstantFixture(suite, { rules: { codeSending } });
			fixture.simulator.webhooks.faults.add({ on: { times: Infinity }, lost: true });
			const started = Date.now();
			await expect(fixture.workflow.publish()).rejects.toThrow(
				/^iSpring Learn couldn't reach n8n's URL for this trigger\. .*https:\/\/n8n\.example\.com\/webhook\//,
			);
			expect(Date.now() - started).toBeLessThan(60_000);
			expect(subscribersOf(fixture)).toEqual([]);
		},
	);
});

test('a key that may not use webhooks stops the activation', async () => {
	const key = { clientId: 'limited', clientSecret: 'secret' };
	const clients = [{ ...key, departments: [1] }];
	const fixture = await createInstantFixture(suite, { clients });
	const credentials = suite.account(fixture.simulator, key);
	const copy = fixture.workflow.copy({ credentials });
	await expect(copy.publish()).rejects.toThrow(
		/^This API key isn't allowed to use webhooks\. .*account owner or account administrator/,
	);
	await expect(copy.listen()).rejects.toThrow("isn't allowed");
});

test('an access token is refused for production, and good enough for a test event', async () => {
	const fixture = await createInstantFixture(suite);
	const { simulator } = fixture;
	const accessToken = simulator.issueToken();
	const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
	const copy = fixture.workflow.copy({ credentials });
	await expect(copy.publish()).rejects.toThrow(
		"An access token isn't enough to publish this trigger",
	);
	expect(subscribersOf(fixture)).toEqual([]);
	await copy.listen();
	await complete(fixture, 3);
	expect(copy.rows(true)).toHaveLength(1);
});

describe('a subscriber that iSpring Learn stopped using', () => {
	const causes: Array<[string, (fixture: InstantFixture) => void]> = [
		['was unconfirmed', (fixture) => subscribersOf(fixture)[0].unconfirm()],
		['is missing', ({ simulator }) => simulator.webhooks.subscribers.clear()],
		['was disabled', (fixture) => subscribersOf(fixture)[0].setActive(false)],
		['has no subscription', (fixture) => subscribersOf(fixture)[0].subscriptions.clear()],
	];

	test.each(causes)('%s: n8n creates it again at its start', async (_name, spoil) => {
		const fixture = await publishInstant(suite);
		const { simulator, n8n, workflow } = fixture;
		await n8n.stop();
		spoil(fixture);
		simulator.reset();
		await n8n.restart();
		await workflow.publish('init');
		expect(steps(fixture)).toEqual(CREATION);
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
	});

	test.each(causes)('%s: the next health check creates it again', async (_name, spoil) => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow } = fixture;
		spoil(fixture);
		simulator.reset();
		await pass(fixture, 15 * MINUTE);
		await workflow.poll();
		expect(steps(fixture)).toEqual(CREATION);
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
		simulator.reset();
		await workflow.poll();
		expect(steps(fixture)).toEqual([]);
	});

	test('a health check of an unpublished workflow creates nothing', async () => {
		const fixture = await publishInstant(suite);
		const { simulator, workflow } = fixture;
		const polling = workflow.poll();
		await workflow.unpublish();
		await polling;
		expect(subscribersOf(fixture)).toEqual([]);
		simulator.reset();
	});

	test('an API that is down fails the health check, and the next one succeeds', async () => {
		const fixture = await publishInstant(suite, {}, { fields: { event: 'userRegistered' } });
		const { simulator, workflow } = fixture;
		simulator.faults.add({ on: { path: '/webhook/subscriber/info', times: 4 }, status: 503 });
		await workflow.poll();
		expect(workflow.executions()).toMatchObject([{ mode: 'trigger', error: expect.anything() }]);
		await workflow.poll();
		expect(workflow.executions()).toHaveLength(1);
	});
});

test('an API that is down as n8n starts does not cost the events that wait', async () => {
	const fixture = await publishInstant(suite, {}, { fields: { event: 'moduleStatusChanged' } });
	const { simulator, n8n, workflow } = fixture;
	await n8n.stop();
	await complete(fixture, 3);
	simulator.reset();
	simulator.faults.add({ on: { path: '/webhook/subscriber/info', times: 4 }, status: 503 });
	await n8n.restart();
	await workflow.publish('init');
	expect(steps(fixture)).toEqual([]);
	await pass(fixture, DAY / 2);
	expect(returnedBy(fixture)).toEqual([3]);
	// Someone who publishes it should know.
	simulator.faults.add({ on: { path: '/webhook/subscriber/info', times: 4 }, status: 503 });
	await expect(workflow.publish('update')).rejects.toThrow();
});

test('a copied workflow has a subscriber of its own, and survives the first one', async () => {
	const fixture = await publishInstant(suite);
	const { workflow } = fixture;
	const copy = workflow.copy();
	await copy.publish();
	const [first, second] = subscribersOf(fixture);
	expect(first.name).not.toBe(second.name);
	expect(first.secret).not.toBe(second.secret);
	await complete(fixture, 3);
	expect([workflow.rows().length, copy.rows().length]).toEqual([1, 1]);
	await workflow.unpublish();
	await complete(fixture, 4);
	expect([workflow.rows().length, copy.rows().length]).toEqual([1, 2]);
	await workflow.poll().catch(() => undefined);
	expect(subscribersOf(fixture)).toHaveLength(1);
});

test('a test event arrives while the workflow is published, and both have it', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, workflow } = fixture;
	await workflow.listen();
	const names = subscribersOf(fixture).map(({ name }) => name.split('-')[1]);
	expect(names).toEqual(['production', 'test']);
	await complete(fixture, 3);
	expect(workflow.rows(true)).toMatchObject([{ eventName: 'moduleCompleted' }]);
	expect(returnedBy(fixture)).toEqual([3]);
	// The listener has ended with its event.
	expect(subscribersOf(fixture)).toHaveLength(1);
	await complete(fixture, 4);
	expect(workflow.rows(true)).toHaveLength(1);
	expect(returnedBy(fixture)).toEqual([3, 4]);

	// A test event can be the same again: nothing remembers it.
	await workflow.listen();
	const again = simulator.webhooks.log.findLast(({ url }) => url.includes('webhook-test'));
	const [, { name }] = subscribersOf(fixture);
	const test = workflow.executions(true)[0];
	expect(again).toBeDefined();
	expect(name).toContain('-test-');
	expect((await workflow.execute('manual', test.input)).rows).toHaveLength(1);
	await workflow.stopListening();
	expect(subscribersOf(fixture)).toHaveLength(1);
});

test('publishing again with another event changes the subscription', async () => {
	const fixture = await publishInstant(suite);
	await fixture.workflow.republish({ fields: { event: 'userRegistered' } });
	const [{ subscriptions }, ...others] = subscribersOf(fixture);
	expect(others).toEqual([]);
	expect([...subscriptions.keys()]).toEqual(['USER_REGISTERED']);
});

test('a vendor that is down does not keep a workflow published', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, workflow } = fixture;
	simulator.faults.add({ on: { path: '/webhook/remove', times: 4 }, status: 503 });
	await workflow.unpublish();
	expect(subscribersOf(fixture)).toHaveLength(1);
	// Nothing answers its calls, so iSpring Learn gives it up after a day.
	await complete(fixture, 3);
	await pass(fixture, DAY + MINUTE);
	expect(subscribersOf(fixture)).toMatchObject([{ isConfirmed: false }]);
	expect(workflow.executions()).toEqual([]);
});
