/** The expected results of the examples, computed from the simulated account. */
import { DateTime } from 'luxon';
import { namesOf } from '../../support/columns';
import type { ExpectedFilters, ModuleResult, Simulator, User } from '../../simulator/server';
import { ZONE } from './exampleServer';

const wire = (moment: DateTime): string =>
	moment.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ?? '';

const now = (): DateTime => DateTime.now().setZone(ZONE);

/** The rows of each learner with an e-mail address. */
function byLearner(
	{ world }: Simulator,
	rows: Iterable<ModuleResult>,
): Array<[User & { email: string }, ModuleResult[]]> {
	const all = [...rows];
	return world.users.flatMap(({ email, ...user }) => {
		const own = all.filter(({ userId }) => userId === user.id);
		return email === undefined || own.length === 0 ? [] : [[{ ...user, email }, own]];
	});
}

/** The emails of overdue-reminders. */
export function reminders(simulator: Simulator) {
	const overdue = simulator.expectedRows({
		completionStatuses: ['not_started', 'in_progress', 'incomplete', 'declined', 'pending'],
		dueDate: { endDate: wire(now()) },
	});
	return byLearner(simulator, overdue).map(([{ email, name }, own]) => {
		const lines = own.map((row) => {
			const { courseTitle } = namesOf(simulator, row);
			const course = courseTitle ? ` (${courseTitle})` : '';
			return `- ${row.moduleTitle || 'Untitled module'}${course}, due ${day(row.dueDate ?? '')}`;
		});
		return {
			email,
			subject: own.length === 1 ? 'One module is overdue' : `${own.length} modules are overdue`,
			text: [
				`Hello ${name || 'there'},`,
				'Your overdue training:',
				lines.join('\n'),
				'Please sign in to iSpring Learn and complete it.',
			].join('\n\n'),
		};
	});
}

const day = (date: string): string =>
	new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: ZONE }).format(new Date(date));

/** A line of monday-report, and how many courses are finished, overdue and open. */
interface ReportLine {
	texts: string[];
	parts: [number, number, number];
}

/** The lines of monday-report: each department with its courses, and all of them together. */
export function expectedReport(simulator: Simulator): ReportLine[] {
	const results = [...simulator.expectedOf('/learners/results')] as CourseResult[];
	const named = results.map((result) => {
		const department = namesOf(simulator, result).departmentName || 'No department';
		return { ...result, department, course: result.courseTitle || 'Untitled course' };
	});
	const departments = sortedNames(named.map(({ department }) => department));
	return [
		reportLine('All departments', named),
		...departments.flatMap((department) => {
			const own = named.filter((result) => result.department === department);
			const courses = sortedNames(own.map(({ course }) => course));
			return [
				reportLine(department, own),
				...courses.map((course) =>
					reportLine(
						course,
						own.filter((result) => result.course === course),
					),
				),
			];
		}),
	];
}

type CourseResult = Pick<
	ModuleResult,
	'userId' | 'courseId' | 'completionStatus' | 'progress' | 'isOverdue'
> & { courseTitle?: string };

function reportLine(name: string, results: readonly CourseResult[]): ReportLine {
	const done = results.filter(({ completionStatus }) =>
		['complete', 'passed', 'accepted'].includes(completionStatus ?? ''),
	);
	const late = results.filter((result) => result.isOverdue && !done.includes(result));
	const parts: ReportLine['parts'] = [
		done.length,
		late.length,
		results.length - done.length - late.length,
	];
	const progress = results.reduce((sum, result) => sum + (result.progress ?? 0), 0);
	return {
		texts: [name, ...parts.map(String), `${Math.round(progress / results.length)}%`],
		parts,
	};
}

/** Different names, in the order of n8n's Sort node. */
function sortedNames(names: readonly string[]): string[] {
	const key = (name: string): string => name.toLowerCase();
	return [...new Set(names)].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The contacts of hubspot-completions. */
export function contacts(simulator: Simulator) {
	const rows = simulator.expectedRows({
		completionStatuses: ['complete', 'passed', 'accepted'],
		completionDate: { startDate: wire(now().startOf('day').minus({ days: 1 })) },
	});
	return byLearner(simulator, rows).map(([{ email, firstName, lastName }, own]) => {
		const dates = own.map(({ completionDate }) => completionDate ?? '').sort();
		const latest = dates.at(-1) ?? '';
		return {
			email,
			firstName: firstName ?? '',
			lastName: lastName ?? '',
			lastTraining: own.find(({ completionDate }) => completionDate === latest)?.moduleTitle,
			lastTrainingDate: Date.parse(DateTime.fromISO(latest, { zone: ZONE }).toISODate() ?? ''),
		};
	});
}

/** The number of completions that completed-to-slack shows in a manual test. */
const NEWEST = 5;

/** How completed-to-slack shows a status. */
const SIGNS: ReadonlyMap<string, string> = new Map([
	...['complete', 'passed', 'accepted'].map((status) => [status, ':white_check_mark:'] as const),
	...['failed', 'declined'].map((status) => [status, ':x:'] as const),
]);

/** The messages of completed-to-slack, in any order. */
export function announcements(simulator: Simulator) {
	const completed = [...simulator.expectedRows()].filter(({ completionDate }) => completionDate);
	completed.sort((a, b) => dateOf(b) - dateOf(a));
	return completed.slice(0, NEWEST).map((row) => {
		const { userName, courseTitle } = namesOf(simulator, row);
		const status = (row.completionStatus ?? '').replace('_', ' ');
		const sign = SIGNS.get(status) ?? ':hourglass_flowing_sand:';
		const who = `*${forSlack(userName || 'Somebody')}*: *${forSlack(row.moduleTitle || 'Untitled module')}*`;
		const score = row.awardedScore === undefined ? [] : [`${row.awardedScore} points`];
		const course = courseTitle === null ? [] : [forSlack(courseTitle)];
		return { text: `${sign} ${who}\n${[...course, status, ...score].join(' · ')}` };
	});
}

const FOR_SLACK: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack would read a name such as <!channel> as a mention of everybody. */
const forSlack = (text: string): string => text.replace(/[&<>]/g, (sign) => FOR_SLACK[sign]);

const dateOf = ({ completionDate = '' }: ModuleResult): number => Date.parse(completionDate);

/** The filters of weekly-excel-to-drive. */
export function lastWeek(): ExpectedFilters {
	const monday = now().startOf('week');
	return {
		completionDate: {
			startDate: wire(monday.minus({ weeks: 1 })),
			endDate: wire(monday.minus({ seconds: 1 })),
		},
	};
}

/** The filters of hardest-questions. */
export function lastMonth(): ExpectedFilters {
	const month = now().startOf('month');
	return {
		attemptDate: {
			startDate: wire(month.minus({ months: 1 })),
			endDate: wire(month.minus({ seconds: 1 })),
		},
	};
}

export const lastWeeksName = (): string =>
	`completions-${now().minus({ weeks: 1 }).toFormat("kkkk-'W'WW")}.xlsx`;

/** A moment in the time zone of the workflow, as a cell of an Excel file has it. */
export const asShown = (date: string): string =>
	DateTime.fromISO(date, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS");
