/** A simulated account with a clock that the test sets, and a trigger that polls it. */
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import { WORLD_NOW } from '../../simulator/world';
import type { PollJob, Poller } from './poller';
import type { Suite } from './suite';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface TriggerFixture {
	simulator: Simulator;
	poller: Poller;
	/** The server's time, in epoch seconds. */
	now: number;
}

/** Creates a fixture whose clock starts at the last moment of the simulated world. */
export async function createTriggerFixture(
	suite: Suite,
	options: SimulatorOptions = {},
	job: Partial<PollJob> = {},
): Promise<TriggerFixture> {
	const simulator = await suite.simulator({ rows: 60, ...options });
	const fixture: TriggerFixture = {
		simulator,
		poller: suite.poller(simulator, job),
		now: WORLD_NOW,
	};
	simulator.setClock(() => new Date(fixture.now * 1000));
	return fixture;
}

/** Marks a module result as completed in the simulator. */
export function complete({ simulator, now }: TriggerFixture, row: number, date = now): void {
	simulator.change(row, { completionDate: date, completionStatus: 'passed' });
}

/** The fields of a module result that is in progress. */
export const UNFINISHED = { completionDate: null, completionStatus: 'in_progress' } as const;

/** Returns the indexes of rows in the simulator, by learner, course and module. */
export function indexesOf(
	{ simulator }: TriggerFixture,
	rows: ReadonlyArray<Record<string, unknown>>,
	count = 60,
): number[] {
	const keys = Array.from({ length: count }, (_, i) => {
		const { userId, courseId, moduleId } = simulator.row(i);
		return `${userId}:${courseId}:${moduleId}`;
	});
	return rows
		.map(({ userId, courseId, moduleId }) =>
			keys.indexOf(`${String(userId)}:${String(courseId)}:${String(moduleId)}`),
		)
		.sort((a, b) => a - b);
}
