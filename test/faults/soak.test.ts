/** Five hundred executions in one process, as in n8n's server: memory does not grow with them. */
import type { Simulator } from '../simulator/server';
import { rowsOf, Suite } from '../support/engine/suite';
import { collectGarbage } from '../support/garbage';

const EXECUTIONS = 500;
const SETTLED_AFTER = 100;

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterAll(async () => await suite.end());

async function heapUsed(): Promise<number> {
	for (let round = 0; round < 3; round++) {
		collectGarbage();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return process.memoryUsage().heapUsed;
}

/** Includes names, unknown IDs and expired tokens, so that what each of them keeps in memory is counted. */
async function execute(simulator: Simulator, execution: number): Promise<void> {
	const unknown = `00000000-0000-0000-0000-${String(execution).padStart(12, '0')}`;
	const userIds = [unknown, ...simulator.world.users.slice(0, 10).map(({ id }) => id)];
	if (execution % 10 === 0) simulator.revokeTokens();
	const rows = rowsOf(
		await suite.getAll(simulator, {
			filters: { userIds },
			output: 'all',
			options: { pageSize: 50, skipInvalidIds: true },
		}),
	);
	expect(rows).toHaveLength(150);
	simulator.reset();
}

test(`${EXECUTIONS} executions leave no more behind than ${SETTLED_AFTER}`, async () => {
	const simulators = [
		await suite.simulator({ rows: 300, users: 20, format: 'json' }),
		await suite.simulator({ rows: 300, users: 20, format: 'xml' }),
	];
	let settled = 0;
	for (let done = 0; done < EXECUTIONS; done++) {
		if (done === SETTLED_AFTER) settled = await heapUsed();
		await execute(simulators[done % 2], done);
	}
	const end = await heapUsed();
	const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
	process.stdout.write(
		`Heap after ${SETTLED_AFTER}: ${megabytes(settled)}, after ${EXECUTIONS}: ${megabytes(end)}\n`,
	);
	expect(end).toBeLessThan(settled * 1.1);
});
