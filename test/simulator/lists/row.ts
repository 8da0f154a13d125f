import { mix, type Module, type World } from '../world';

/** The completion statuses in the order of the reference. */
export const STATUSES = [
	'not_started',
	'in_progress',
	'pending',
	'complete',
	'passed',
	'accepted',
	'incomplete',
	'failed',
	'declined',
] as const;
export type CompletionStatus = (typeof STATUSES)[number];

/** The fields of both module and course results. Optional fields are absent in some rows. */
export type Outcome = {
	enrollmentId?: string;
	accessDate: string;
	dueDate?: string;
	expirationDate?: string;
	completionDate?: string;
	timeSpent?: number;
	completionStatus: CompletionStatus;
	progress?: number;
	awardedScore?: number;
	passingScore?: number;
	isOverdue: boolean;
	viewsCount?: number;
};
/** A record of `GET /learners/modules/results` (table "Record" of ispring-learn-api.md). */
export type ModuleResult = {
	userId: string;
	courseId: string;
	moduleTitle: string;
	moduleId: string;
	courseItemId: string;
} & Outcome;
/** A record of `GET /learners/results`: the same without the module, "plus courseTitle, duration". */
export type CourseResult = {
	userId: string;
	courseId: string;
	courseTitle: string;
	duration?: number;
} & Outcome;

/** Weights: 16 slots, every status at least once. */
const SLOTS = (
	'complete passed in_progress not_started complete passed failed in_progress ' +
	'accepted incomplete pending declined complete not_started passed in_progress'
).split(' ') as CompletionStatus[];
const FINISHED: ReadonlySet<CompletionStatus> = new Set<CompletionStatus>([
	'complete',
	'passed',
	'accepted',
	'failed',
]);
const PARTIAL = [9.09, 50, 33.33, 66.67, 12.5, 0, 87.5, 99.9];

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const days = new Map<number, string>();

/** Formats a date like the API: `2021-07-28T21:00:00+00:00`. */
export function formatDate(seconds: number): string {
	const day = Math.floor(seconds / 86_400);
	let text = days.get(day);
	if (text === undefined) {
		text = `${new Date(day * 86_400_000).toISOString().slice(0, 10)}T`;
		days.set(day, text);
	}
	const rest = seconds - day * 86_400;
	return `${text}${two[Math.floor(rest / 3600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}+00:00`;
}

/** The dice of an enrollment that came later: not started, no time, no views. */
const FRESH = SLOTS.indexOf('not_started');
/** The dice of module result i and of course result j. */
export const moduleDice = (world: World, i: number): number =>
	i < world.options.rows ? mix(world.options.seed ^ 0x3001, i) : FRESH;
export const courseDice = (world: World, j: number): number =>
	j < world.assigned.initial ? mix(world.options.seed ^ 0x3002, j) : FRESH;
export const statusOf = (dice: number): CompletionStatus => SLOTS[dice & 15];

/** Epoch seconds of the completion in enrollment j; undefined for an unfinished status. */
export function completionOf(world: World, j: number, dice: number): number | undefined {
	if (!FINISHED.has(statusOf(dice))) return undefined;
	const access = world.accessOf(j);
	return access + 60 + ((dice >>> 4) % Math.min(7_776_000, world.options.now - access - 60));
}

/** Cached strings of the last enrollment, because the modules of one enrollment follow each other. */
interface EnrollmentTexts {
	world: World;
	revision: number;
	j: number;
	id: string | undefined;
	access: string;
	due: string | undefined;
	dueAt: number | undefined;
	expiration: string | undefined;
}
let last: EnrollmentTexts | undefined;
function texts(world: World, j: number): EnrollmentTexts {
	const { revision, initial } = world.assigned;
	if (last?.j === j && last.world === world && last.revision === revision) return last;
	const one = world.enrollment(j);
	const firstTime = j < Math.min(initial, world.options.users * world.options.courses);
	last = {
		world,
		revision,
		j,
		id: firstTime && mix(j, 0x4001) % 40 === 0 ? undefined : one.id,
		access: formatDate(one.access),
		due: one.due === undefined ? undefined : formatDate(one.due),
		dueAt: one.due,
		expiration: one.expiration === undefined ? undefined : formatDate(one.expiration),
	};
	return last;
}

function addOutcome<T>(row: T, world: World, j: number, dice: number): T & Outcome {
	const known = texts(world, j);
	const out = row as T & Outcome;
	const status = statusOf(dice);
	const completion = completionOf(world, j, dice);
	const other = dice >>> 8;
	if (known.id !== undefined) out.enrollmentId = known.id;
	out.accessDate = known.access;
	if (known.due !== undefined) out.dueDate = known.due;
	if (known.expiration !== undefined) out.expirationDate = known.expiration;
	if (completion !== undefined) out.completionDate = formatDate(completion);
	if (other % 16 !== 5) out.timeSpent = status === 'not_started' ? 0 : 10 + (other % 7200);
	out.completionStatus = status;
	if (status === 'complete' || status === 'passed' || status === 'accepted') out.progress = 100;
	else if (status !== 'not_started') out.progress = PARTIAL[other & 7];
	if (status === 'passed' || status === 'failed') {
		if (other % 9 !== 1)
			out.awardedScore = status === 'passed' ? 80 + (other % 80) / 4 : (other % 316) / 4;
		if (other % 7 !== 1) out.passingScore = (other & 1) === 0 ? 80 : 79.5;
	}
	const now = world.assigned.isWritten(j) ? world.clock() : world.options.now;
	out.isOverdue = known.dueAt !== undefined && (completion ?? now) > known.dueAt;
	if (other % 8 !== 3) out.viewsCount = status === 'not_started' ? 0 : 1 + (other % 12);
	return out;
}

/** The module of result i. */
export function moduleOfRow(world: World, i: number): Module {
	const first = world.courseOf(world.assigned.ofRow(i)) * world.options.modulesPerCourse;
	return world.modules[first + world.assigned.placeOfRow(i)];
}

/** Module result i: first every module of every initial enrollment, then those of later ones. */
export function moduleResult(world: World, i: number): ModuleResult {
	const j = world.assigned.ofRow(i);
	const one = moduleOfRow(world, i);
	return addOutcome(
		{
			userId: world.users[world.userOf(j)].id,
			courseId: one.courseId,
			moduleTitle: one.title,
			moduleId: one.id,
			courseItemId: one.itemId,
		},
		world,
		j,
		moduleDice(world, i),
	);
}

/** Course result j belongs to enrollment j. */
export function courseResult(world: World, j: number): CourseResult {
	const course = world.courses[world.courseOf(j)];
	const start: { userId: string; courseId: string; courseTitle: string; duration?: number } = {
		userId: world.users[world.userOf(j)].id,
		courseId: course.id,
		courseTitle: course.title,
	};
	if (j % 5 !== 2) start.duration = 600 + (j % 50) * 60;
	return addOutcome(start, world, j, courseDice(world, j));
}

/** A later change of a result. Dates are epoch seconds; null removes one. */
export interface Change {
	accessDate?: number;
	dueDate?: number | null;
	completionDate?: number | null;
	completionStatus?: CompletionStatus;
}

/** Applies a change to a row. `now`, in epoch seconds, decides whether it is overdue. */
export function changedRow<T extends Outcome>(row: T, change: Change, now: number): T {
	const out = { ...row };
	for (const name of ['accessDate', 'dueDate', 'completionDate'] as const) {
		const date = change[name];
		if (typeof date === 'number') out[name] = formatDate(date);
		else if (date === null && name !== 'accessDate') delete out[name];
	}
	if (change.completionStatus) out.completionStatus = change.completionStatus;
	const secondsOf = (date: string): number => Date.parse(date) / 1000;
	const end = out.completionDate === undefined ? now : secondsOf(out.completionDate);
	out.isOverdue = out.dueDate !== undefined && end > secondsOf(out.dueDate);
	return out;
}
