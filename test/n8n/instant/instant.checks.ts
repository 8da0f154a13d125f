/** The instant trigger in a real n8n, which is stopped for two days in between: every event is returned once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Simulator } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import { installN8n } from '../install/install';
import type { Line } from '../install/lines';
import { Instance } from '../instance';
import { freePorts } from '../running/ports';
import { waitFor } from '../running/waitFor';
import type { Credential } from '../workflows';
import { credentialOf, INSTANT_NODE, instantWorkflow } from '../workflows';
import {
	COMPLETED,
	complete,
	deliveriesOf,
	OUTAGE,
	range,
	subscribersOf,
	waitForSubscribers,
} from './account';
import { Inbox } from './inbox';

const TIMEOUT_MS = 1_800_000;
/** n8n's public address: the account reaches it as through a reverse proxy. */
const ADDRESS = 'https://n8n.example.com';
const MANY = 1_000;
/** More than one interval of polling. */
const POLL_MS = 15_000;
/** Catch Up leaves out the last ten minutes. */
const EARLIER = 1_200;
/** No HMAC or hash that anyone can compute without the secret. */
const FORGED = 'f'.repeat(64);

/** @param urlVariable how this n8n calls the setting for its public address */
export function checkInstant(line: Line, urlVariable: string): void {
	let n8n: Instance;
	let simulator: Simulator;
	let credential: Credential;
	let workflow: string;
	let inbox: Inbox;
	/** The keys of everything that has happened so far. */
	const happened: string[] = [];

	beforeAll(async () => {
		const [port] = await freePorts(1);
		const callbackHosts = { [ADDRESS]: `http://127.0.0.1:${port}` };
		simulator = await startSimulator({ rows: MANY + 100, callbackHosts });
		// Ends in the present.
		simulator.setClock(() => new Date(Date.now() - OUTAGE * 1000));
		const env = { [urlVariable]: `${ADDRESS}/` };
		n8n = await Instance.start({ n8n: await installN8n(line), port, env });
		const account = credentialOf(simulator);
		credential = { ...account, id: await n8n.rest.createCredential(account) };
		workflow = await n8n.rest.createWorkflow(instantWorkflow('Instant', credential));
		inbox = new Inbox(() => n8n, workflow);
	}, TIMEOUT_MS);

	afterAll(async () => {
		await n8n?.stop();
		await simulator?.close();
	});

	/** Completes modules, and waits until the workflow has received them. */
	async function receive(rows: readonly number[]): Promise<void> {
		const keys = await complete(simulator, rows);
		happened.push(...keys);
		await inbox.waitForKeys(keys);
	}

	async function expectEachOnce(): Promise<void> {
		expect((await inbox.keys()).sort()).toEqual([...happened].sort());
	}

	test('a test that iSpring Learn does not allow says so, and what to do', async () => {
		simulator.faults.add({ on: { path: '/webhook/register', times: Infinity }, status: 403 });
		const message = await n8n.rest.listen(workflow, INSTANT_NODE).catch(String);
		simulator.faults.clear();
		expect(message).toContain("This API key isn't allowed to use webhooks");
		expect(message).toContain('Use an API key of an account owner or account administrator');
		expect(subscribersOf(simulator)).toEqual([]);
	});

	test('publishing registers the URL, has it confirmed, and subscribes', async () => {
		await n8n.rest.activate(workflow);
		const [{ url, ...subscriber }, ...others] = subscribersOf(simulator);
		expect(others).toEqual([]);
		expect(subscriber).toMatchObject({ isConfirmed: true, types: [COMPLETED] });
		expect(url).toMatch(/^https:\/\/n8n\.example\.com\/webhook\/[\da-f]+\/webhook$/);
		expect(simulator.violations).toEqual([]);
	});

	test('of a thousand events in batches, each is one item, also when batches are sent again', async () => {
		await receive(range(0, MANY));
		const deliveries = deliveriesOf(simulator);
		expect(deliveries.map(({ isAccepted }) => isAccepted)).toEqual(Array(10).fill(true));
		await expectEachOnce();
		const [row] = await inbox.rows();
		expect(row).toMatchObject({ completionStatus: 'passed', eventName: 'moduleCompleted' });
		expect(row.userName).toEqual(expect.any(String));

		const { length } = await inbox.executions();
		for (const one of deliveries.slice(0, 2)) await simulator.webhooks.redeliver(one);
		await inbox.waitForMore(length + 1);
		await expectEachOnce();
	});

	test.each([
		['a wrong signature', FORGED],
		['no signature', null],
	])('a request with %s is rejected, and starts nothing', async (_, signature) => {
		const { length } = await inbox.executions();
		const [{ name }] = subscribersOf(simulator);
		const { body } = deliveriesOf(simulator)[0];
		const { status } = await simulator.webhooks.post(name, body, signature);
		expect(status).toBe(401);
		expect(await inbox.executions()).toHaveLength(length);
	});

	test('a test returns the next event, and leaves the published webhook alone', async () => {
		const [production] = subscribersOf(simulator);
		await n8n.rest.listen(workflow, INSTANT_NODE);
		const [, forTest] = await waitForSubscribers(simulator, 2);
		expect(forTest.url).toContain(`${ADDRESS}/webhook-test/`);

		await receive([MANY]);
		await inbox.waitForKeys(happened.slice(-1), 'test');
		expect(await inbox.keys('test')).toEqual(happened.slice(-1));
		expect(await waitForSubscribers(simulator, 1)).toEqual([production]);
		await expectEachOnce();
	});

	test('a copy of the workflow has a subscriber of its own', async () => {
		const copy = instantWorkflow('Copy', credential);
		const id = await n8n.rest.createWorkflow(copy);
		const itsInbox = new Inbox(() => n8n, id);
		const first = subscribersOf(simulator);
		await n8n.rest.activate(id);
		expect(await waitForSubscribers(simulator, 2)).toEqual(expect.arrayContaining(first));
		await receive([MANY + 1]);
		await itsInbox.waitForKeys(happened.slice(-1));
		await n8n.rest.deactivate(id);
		expect(subscribersOf(simulator)).toEqual(first);
		await receive([MANY + 2]);
		expect(await itsInbox.keys()).toEqual(happened.slice(-2, -1));
		await expectEachOnce();
	});

	test('after two days without n8n, the webhook works again, and what was missed is returned', async () => {
		await n8n.kill();
		happened.push(...(await complete(simulator, range(MANY + 3, 30))));
		await simulator.passTime(OUTAGE);
		expect(subscribersOf(simulator)).toMatchObject([{ isConfirmed: false }]);

		n8n = await n8n.again();
		await inbox.waitForKeys(happened);
		await waitForSubscribers(simulator, 1);
		await receive([MANY + 40]);
		await pause(POLL_MS);
		await expectEachOnce();
	});

	test('publishing a change renews the subscription', async () => {
		await n8n.rest.changeNodes(workflow, (node) =>
			node.name === INSTANT_NODE
				? { ...node, parameters: { ...node.parameters, output: 'all' } }
				: node,
		);
		await n8n.rest.activate(workflow);
		await waitForSubscribers(simulator, 1);
		await receive([MANY + 41]);
		expect((await inbox.rows()).at(-1)).toMatchObject({ departmentName: expect.any(String) });
	});

	test('unpublishing removes the subscriber, and publishing again returns what happened meanwhile', async () => {
		await n8n.rest.deactivate(workflow);
		await waitFor('no subscriber', () => (subscribersOf(simulator).length === 0 ? true : null));
		happened.push(...(await complete(simulator, [MANY + 42], EARLIER)));
		await n8n.rest.activate(workflow);
		await inbox.waitForKeys(happened);
		await receive([MANY + 43]);
		await expectEachOnce();
		expect(simulator.violations).toEqual([]);
	});
}
