/** Queue mode: a main n8n and a webhook process, which both receive webhooks, Redis, and two workers that execute. */
import type { Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { checkLargeAccounts } from './examples/largeAccounts.checks';
import { installN8n } from './install/install';
import { Instance } from './instance';
import { checkInstantQueue } from './instant/queue.checks';
import { rowsOf } from './running/commandLine';
import { freePorts } from './running/ports';
import type { Program } from './running/program';
import type { StoredExecution } from './running/rest';
import { waitFor } from './running/waitFor';
import { Postgres } from './services/postgres';
import { Redis } from './services/redis';
import { credentialOf, LAST_NODE, node, readNode, workflowOf } from './workflows';

const INSTALL_TIMEOUT_MS = 1_800_000;
const ROWS = 120;
const PAGE_SIZE = 50;
const PATH = 'results';
/** Executions that a worker runs at once. */
const CONCURRENCY = 2;

/** Makes n8n notice a dead worker within seconds instead of a minute. */
const STALLED = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

let postgres: Postgres;
let redis: Redis;
let n8n: Instance;
let workers: Program[];
/** The address of the webhook process. */
let webhooks: string;
let simulator: Simulator;
let workflow: string;

beforeAll(async () => {
	const found = await installN8n();
	[postgres, redis, simulator] = await Promise.all([
		Postgres.start(),
		Redis.start(),
		startSimulator({ rows: ROWS }),
	]);
	const own = await postgres.createDatabase('n8n');
	const [port] = await freePorts(1);
	webhooks = `http://127.0.0.1:${port}`;
	const env = { ...STALLED, N8N_WEBHOOK_URL: webhooks };
	n8n = await Instance.start({ n8n: found, postgres: own, redis, env });
	[workers] = await Promise.all([
		Promise.all([n8n.startWorker(CONCURRENCY), n8n.startWorker(CONCURRENCY)]),
		n8n.startWebhooks(port),
	]);

	const account = credentialOf(simulator);
	const id = await n8n.rest.createCredential(account);
	const webhook = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: PATH, responseMode: 'onReceived' },
		2,
	);
	workflow = await n8n.rest.createWorkflow(
		workflowOf('Results on call', [
			{ ...webhook, webhookId: PATH },
			readNode({ ...account, id }, { options: { pageSize: PAGE_SIZE } }),
			node(LAST_NODE, 'n8n-nodes-base.noOp'),
		]),
	);
	await n8n.rest.activate(workflow);
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await n8n?.stop();
	await Promise.all([redis?.stop(), postgres?.stop(), simulator?.close()]);
});

const listed = async () => await n8n.rest.executions(workflow);

/** Calls the webhook this many times at once, and returns the IDs of the executions. */
async function call(times: number): Promise<string[]> {
	const before = new Set((await listed()).map(({ id }) => id));
	const url = `${n8n.url}/webhook/${PATH}`;
	const answers = await Promise.all(
		Array.from({ length: times }, async () => await fetch(url, { method: 'POST' })),
	);
	expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
	const ids = (await listed()).map(({ id }) => id).filter((id) => !before.has(id));
	expect(ids).toHaveLength(times);
	return ids;
}

/** These executions, after all of them have ended. */
async function ended(ids: readonly string[]): Promise<StoredExecution[]> {
	return await Promise.all(ids.map(async (id) => await n8n.rest.finished(id)));
}

/** The executions that a worker has started. */
const begunBy = ({ log }: Program): string[] =>
	[...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);

function expectAllRows({ id, status, run }: StoredExecution): void {
	expect({ id, status, said: run.data.resultData.error?.message }).toEqual({
		id,
		status: 'success',
	});
	const rows = rowsOf(run, LAST_NODE);
	expect(rows).toHaveLength(ROWS);
	rows.forEach((row, i) => expect(row).toMatchObject(simulator.row(i)));
}

test('executions are spread over the workers, and each has every row', async () => {
	const ids = await call(10);
	(await ended(ids)).forEach(expectAllRows);
	const [first, second] = workers.map(begunBy);
	expect(first.length).toBeGreaterThan(0);
	expect(second.length).toBeGreaterThan(0);
	expect([...first, ...second].sort()).toEqual(ids.sort());
	expect(simulator.violations).toEqual([]);
});

test('an expired token is renewed once, by the first worker that meets it', async () => {
	simulator.revokeTokens();
	simulator.reset();
	const before = workers.map((worker) => begunBy(worker).length);
	const begun = () => workers.map((worker, i) => begunBy(worker).length - before[i]);
	for (let calls = 0; calls < 40 && Math.min(...begun()) < 2; calls++) {
		(await ended(await call(1))).forEach(expectAllRows);
	}
	expect(Math.min(...begun())).toBeGreaterThanOrEqual(2);
	expect(simulator.tokenRequests).toBe(1);
});

test('at the same time each worker renews it at most once', async () => {
	simulator.revokeTokens();
	simulator.reset();
	(await ended(await call(8))).forEach(expectAllRows);
	expect(simulator.tokenRequests).toBeGreaterThan(0);
	expect(simulator.tokenRequests).toBeLessThanOrEqual(workers.length);
});

checkLargeAccounts(
	() => n8n,
	() => workers,
	begunBy,
);

checkInstantQueue(
	() => n8n,
	() => workers,
	begunBy,
	() => webhooks,
);

/**
 * n8n 2 does not do an execution again whose worker has died: "the Bull retry mechanism for stalled jobs
 * [is] removed" (https://docs.n8n.io/2-0-breaking-changes/#remove-queue_worker_max_stalled_count), and its
 * scaling.service sets maxStalledCount to 0. Another worker finds that nobody renews the job's lock and fails
 * the job; the main n8n (processError in workflow-runner) looks half a minute longer whether the execution
 * ended well after all, then stores it as an error that says so. What was still waiting goes to the others.
 */
test('a killed worker fails its own executions, and no others', async () => {
	const [doomed, other] = workers;
	const before = new Set(begunBy(doomed));
	const begunByDoomed = () => begunBy(doomed).filter((id) => !before.has(id));
	simulator.reset();
	simulator.faults.add({ delayMs: 8_000, on: { times: Infinity } });

	const ids = await call(4 * CONCURRENCY);
	await waitFor('both workers to be busy', () => {
		const busy = [begunByDoomed(), begunBy(other).filter((id) => ids.includes(id))];
		return busy.every(({ length }) => length === CONCURRENCY) ? busy : null;
	});
	await doomed.kill();
	simulator.faults.clear();

	const lost = begunByDoomed();
	for (const execution of await ended(ids)) {
		if (!lost.includes(execution.id)) expectAllRows(execution);
		else expect(execution.status).toBe('error');
	}
	expect(lost).toHaveLength(CONCURRENCY);
	const byId = new Map((await listed()).map(({ id, status }) => [id, status]));
	expect(lost.map((id) => byId.get(id))).toEqual(lost.map(() => 'error'));

	(await ended(await call(3))).forEach(expectAllRows);
});
