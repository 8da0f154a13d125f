import type { Rules } from '../rules';
import type { World } from '../world';
import type { Completed, Taken } from '../world/events';
import {
	completionOf,
	courseDice,
	moduleDice,
	moduleOfRow,
	statusOf,
	type Change,
	type CompletionStatus,
} from './row';

/** The statuses that count as "completed successfully". */
const SUCCESSES: ReadonlySet<CompletionStatus> = new Set(['complete', 'passed', 'accepted']);

/** A time in the middle of its second, in nanoseconds: more digits than a double holds. */
const nanoseconds = (seconds: number): bigint =>
	BigInt(Math.floor(seconds)) * 1_000_000_000n + 123_456_789n;

/** Results of one kind: those that changed, and how they are announced. */
interface Results {
	changes: Map<number, Change>;
	enrollment: number;
	dice: number;
	statusChanged: (message: Taken) => void;
	completed: (message: Completed) => void;
}

/** The results that changed since the world was created, by index. Each change is announced. */
export class ResultChanges {
	readonly modules = new Map<number, Change>();
	readonly courses = new Map<number, Change>();

	constructor(
		private readonly world: World,
		private readonly rules: Rules,
	) {}

	changeModule(i: number, change: Change): void {
		const { world } = this;
		const courseItemId = moduleOfRow(world, i).itemId;
		this.apply(i, change, {
			changes: this.modules,
			enrollment: world.assigned.ofRow(i),
			dice: moduleDice(world, i),
			statusChanged: (message) =>
				world.announce('COURSE_ITEM_STATUS_CHANGED', { courseItemId, ...message }),
			completed: (message) =>
				world.announce('COURSE_ITEM_COMPLETED_SUCCESSFULLY', { courseItemId, ...message }),
		});
	}

	changeCourse(j: number, change: Change): void {
		const { world } = this;
		const courseId = world.courses[world.courseOf(j)].id;
		this.apply(j, change, {
			changes: this.courses,
			enrollment: j,
			dice: courseDice(world, j),
			statusChanged: (message) => world.announce('COURSE_STATUS_CHANGED', { courseId, ...message }),
			completed: (message) =>
				world.announce('COURSE_COMPLETED_SUCCESSFULLY', { courseId, ...message }),
		});
	}

	private apply(index: number, change: Change, results: Results): void {
		const { changes, dice, enrollment, statusChanged, completed } = results;
		const { world, rules } = this;
		const before = changes.get(index);
		const after = { ...before, ...change };
		changes.set(index, after);

		const { id: enrollmentId, user } = world.enrollment(enrollment);
		const learnerId = world.users[user].id;
		const statusBefore = before?.completionStatus ?? statusOf(dice);
		const status = after.completionStatus ?? statusOf(dice);
		const isSuccess = SUCCESSES.has(status);
		const isOther = status !== statusBefore;
		if (isOther && (!isSuccess || rules.statusOfCompletion))
			statusChanged({ learnerId, enrollmentId });
		if (!isSuccess || (!isOther && typeof change.completionDate !== 'number')) return;
		const date = after.completionDate ?? completionOf(world, enrollment, dice) ?? world.clock();
		completed({ learnerId, enrollmentIds: [enrollmentId], completionDate: nanoseconds(date) });
	}
}
