/** The instant trigger in queue mode: a webhook process takes the deliveries, and workers return each event once. */
import type { Simulator } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import type { Instance } from '../instance';
import type { Program } from '../running/program';
import { credentialOf, instantWorkflow } from '../workflows';
import {
	complete,
	deliveriesOf,
	OUTAGE,
	range,
	subscribersOf,
	waitForSubscribers,
} from './account';
import { Inbox } from './inbox';

const BATCHES = 12;
const BATCH = 25;
const EVENTS = BATCHES * BATCH;

/** @param webhooks the address of the webhook process, which n8n takes for its public one */
export function checkInstantQueue(
	n8n: () => Instance,
	workers: () => readonly Program[],
	startedBy: (worker: Program) => string[],
	webhooks: () => string,
): void {
	describe('the instant trigger', () => {
		let simulator: Simulator;
		let inbox: Inbox;
		const happened: string[] = [];

		beforeAll(async () => {
			simulator = await startSimulator({ rows: EVENTS + 10, rules: { maxBatch: BATCH } });
			simulator.setClock(() => new Date(Date.now() - OUTAGE * 1000));
			const account = credentialOf(simulator, 'Account of the instant trigger');
			const id = await n8n().rest.createCredential(account);
			const made = instantWorkflow('Instant in queue mode', { ...account, id });
			const workflow = await n8n().rest.createWorkflow(made);
			inbox = new Inbox(n8n, workflow);
			await n8n().rest.activate(workflow);
		});

		afterAll(async () => await simulator?.close());

		async function expectEachOnce(): Promise<void> {
			expect((await inbox.keys()).sort()).toEqual([...happened].sort());
		}

		test('is confirmed by the webhook process, and returns each event once, from both workers', async () => {
			expect(subscribersOf(simulator)).toEqual([
				expect.objectContaining({
					isConfirmed: true,
					url: expect.stringContaining(`${webhooks()}/webhook/`),
				}),
			]);
			happened.push(...(await complete(simulator, range(0, EVENTS))));
			await inbox.waitForKeys(happened);
			const deliveries = deliveriesOf(simulator);
			expect(deliveries.map(({ isAccepted }) => isAccepted)).toEqual(Array(BATCHES).fill(true));
			const ids = (await inbox.executions()).map(({ id }) => id);
			const shares = workers().map((worker) => startedBy(worker).filter((id) => ids.includes(id)));
			expect(Math.min(...shares.map(({ length }) => length))).toBeGreaterThan(0);
			await expectEachOnce();

			for (const one of deliveries) await simulator.webhooks.redeliver(one);
			await inbox.waitForMore(2 * BATCHES - 1);
			await expectEachOnce();
		});

		test('works again by itself after two days in which no delivery arrived', async () => {
			simulator.webhooks.faults.add({ on: { times: Infinity }, lost: true });
			happened.push(...(await complete(simulator, range(EVENTS, 5))));
			await simulator.passTime(OUTAGE);
			expect(subscribersOf(simulator)).toMatchObject([{ isConfirmed: false }]);
			simulator.webhooks.faults.clear();
			await waitForSubscribers(simulator, 1);

			happened.push(...(await complete(simulator, [EVENTS + 5])));
			await inbox.waitForKeys(happened);
			await expectEachOnce();
			expect(simulator.violations).toEqual([]);
		});
	});
}
