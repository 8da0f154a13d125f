/** A simulated account, an n8n, and a published workflow with the instant trigger. */
import { currentTime, setTime } from './time';
import type { IDataObject } from 'n8n-workflow';
import type { Delivery, Simulator, SimulatorOptions } from '../../../simulator/server';
import type { Subscriber } from '../../../simulator/webhooks';
import { WORLD_NOW } from '../../../simulator/world';
import type { Suite } from '../suite';
import type { Mode } from './n8n';
import { N8n } from './n8n';
import type { InstantJob } from './contexts';
import { InstantWorkflow } from './instantWorkflow';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface InstantFixture {
	suite: Suite;
	simulator: Simulator;
	n8n: N8n;
	workflow: InstantWorkflow;
}

/** Creates an account and an n8n with a workflow, whose clock starts at the last moment of the simulated world. */
export async function createInstantFixture(
	suite: Suite,
	options: SimulatorOptions = {},
	job: Partial<InstantJob> = {},
	mode: Mode = 'regular',
): Promise<InstantFixture> {
	setTime(WORLD_NOW);
	const simulator = await suite.simulator({ rows: 60, ...options });
	simulator.setClock(() => new Date(Date.now()));
	const n8n = await N8n.start(simulator, mode);
	suite.closeLater(() => n8n.close());
	const workflow = new InstantWorkflow(n8n, { credentials: suite.account(simulator), ...job });
	return { suite, simulator, n8n, workflow };
}

/** The same, with the workflow published. */
export async function publishInstant(
	...[suite, options, job, mode]: Parameters<typeof createInstantFixture>
): Promise<InstantFixture> {
	const fixture = await createInstantFixture(suite, options, job, mode);
	await fixture.workflow.publish();
	return fixture;
}

/** Lets time pass. The vendor makes the attempts to deliver that are due. */
export async function pass({ simulator, n8n }: InstantFixture, seconds: number): Promise<void> {
	setTime(Date.now() / 1000 + seconds);
	await simulator.webhooks.catchUp();
	await n8n.idle();
}

/** Learners complete these module results now, or at a date. Waits for deliveries and executions. */
export async function complete(
	{ simulator, n8n }: InstantFixture,
	rows: number | readonly number[],
	date = currentTime(),
): Promise<void> {
	for (const row of [rows].flat()) {
		simulator.change(row, { completionDate: date, completionStatus: 'passed' });
	}
	await n8n.idle();
}

/** The fields of a module result that is in progress. */
export const UNFINISHED = { completionDate: null, completionStatus: 'in_progress' } as const;

/** Indexes of results in the simulator, by learner, module and enrollment. */
export function indexesIn(simulator: Simulator, rows: readonly IDataObject[]): number[] {
	const keyOf = ({ userId, moduleId, enrollmentId }: object & Partial<Record<string, unknown>>) =>
		[userId, moduleId, enrollmentId].join(':');
	const count = simulator.world.assigned.rowCount;
	const byKey = new Map(
		Array.from({ length: count }, (_, row) => [keyOf({ ...simulator.row(row) }), row]),
	);
	return rows.map((row) => byKey.get(keyOf(row)) ?? -1).sort((a, b) => a - b);
}

/** The indexes of all results that the workflow received in production. */
export const returnedBy = ({ simulator, workflow }: InstantFixture): number[] =>
	indexesIn(simulator, workflow.rows());

/** The subscribers that the vendor has, in the order in which they were registered. */
export const subscribersOf = ({ simulator }: Pick<InstantFixture, 'simulator'>): Subscriber[] => [
	...simulator.webhooks.subscribers.values(),
];

/** The calls with events. */
export const deliveriesOf = ({ simulator }: InstantFixture): Delivery[] =>
	simulator.webhooks.log.filter(({ kind }) => kind !== 'code');

/** The requests about webhooks, by the end of their paths. */
export const webhookRequests = ({ simulator }: InstantFixture): string[] =>
	simulator.requests
		.filter(({ path }) => path.startsWith('/webhook/'))
		.map(({ path }) => path.slice('/webhook/'.length));
