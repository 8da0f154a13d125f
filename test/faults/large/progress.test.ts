/** A million results are summed up in little memory, and every one of them counts. */
import type { ModuleResult, Simulator } from '../../simulator/server';
import { select } from '../../support/columns';
import { collectGarbage } from '../../support/garbage';
import { rowsOf, useSuite } from '../../support/engine/suite';

const RESULTS = 1_000_000;
const LEARNERS = 5000;
const MAX_MEGABYTES = 250;
const MEGABYTE = 2 ** 20;

const suite = useSuite();

interface Tally {
	assigned: number;
	finished: number;
	overdue: number;
	progress: number[];
	last: string;
}

const FINISHED = ['complete', 'passed', 'accepted', 'failed'];

function tallyOf(simulator: Simulator, by: (result: ModuleResult) => string): Map<string, Tally> {
	const tallies = new Map<string, Tally>();
	for (const result of simulator.expectedRows()) {
		const { completionStatus: status, progress, completionDate = '' } = result;
		const start: Tally = { assigned: 0, finished: 0, overdue: 0, progress: [0, 0], last: '' };
		const one = tallies.get(by(result)) ?? start;
		tallies.set(by(result), one);
		one.assigned += 1;
		if (FINISHED.includes(status)) one.finished += 1;
		else if (result.isOverdue) one.overdue += 1;
		if (progress !== undefined || status === 'not_started') {
			one.progress[0] += progress ?? 0;
			one.progress[1] += 1;
		}
		if (completionDate > one.last) one.last = completionDate;
	}
	return tallies;
}

const residentMegabytes = (): number => process.memoryUsage().rss / MEGABYTE;

/**
 * Returns the highest resident memory during some work, less that before it. The simulator is in the same process, and
 * memory that was freed before may still count as resident, so this only finds a read that keeps its results. The
 * benchmark measures in a new n8n.
 */
async function peakDuring(work: () => Promise<void>): Promise<number> {
	collectGarbage();
	const before = residentMegabytes();
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, residentMegabytes())), 20);
	await work();
	clearInterval(timer);
	return peak - before;
}

const BY = {
	learnerProgress: ({ userId }: ModuleResult) => userId,
	courseProgress: ({ courseId }: ModuleResult) => courseId,
};

/** A text from XML that is remembered could keep its page in memory. */
test.each([
	['learnerProgress', 'xml'],
	['courseProgress', 'json'],
] as const)('%s of 1,000,000 results, in %s', async (resource, format) => {
	const simulator = await suite.simulator({ rows: RESULTS, users: LEARNERS, format });
	const tallies = tallyOf(simulator, BY[resource]);
	const fields = { resource, basis: 'modules', ...select(resource) };
	// Fills caches of the simulator and of the engine.
	rowsOf(
		await suite.getAll(simulator, {
			...fields,
			filters: { userIds: [simulator.world.users[0].id] },
		}),
	);
	let rows: Awaited<ReturnType<typeof rowsOf>> = [];
	const megabytes = await peakDuring(async () => {
		rows = rowsOf(await suite.getAll(simulator, fields));
	});
	process.stdout.write(`${resource}, ${format}: ${megabytes.toFixed(0)} MB above idle\n`);
	expect(rows).toHaveLength(tallies.size);
	for (const row of rows) {
		const { assigned, finished, overdue, progress, last } =
			tallies.get(String(row.userId ?? row.courseId)) ?? {};
		const average = progress && progress[0] / progress[1];
		expect(row).toMatchObject({ assigned, finished, overdue, lastCompletionDate: last });
		expect(row.averageProgress).toBeCloseTo(average ?? NaN, 1);
	}
	expect(rows.reduce((sum, { assigned }) => sum + Number(assigned), 0)).toBe(RESULTS);
	expect(megabytes).toBeLessThan(MAX_MEGABYTES);
});
