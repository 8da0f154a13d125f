/** Values for every filter of the form, so that two module results of a simulated account match. */
import { DateTime } from 'luxon';
import type { ExpectedFilters, ModuleResult, Simulator } from '../../simulator/server';
import type { Moment } from './fields';
import {
	courseItemName,
	courseName,
	departmentName,
	enrollmentName,
	moduleName,
	userName,
} from './pickNames';

interface Range {
	after: Moment;
	before: Moment;
}

export interface EveryFilter {
	/** What to pick, by field names. Fields on which other lists depend come first. */
	picks: Record<string, string[]>;
	/** The people to search for in Users. */
	people: string[];
	/** By the labels of the fields and statuses in the form. */
	statuses: Record<string, string[]>;
	ranges: Record<string, Range>;
	/** The query that the simulator must receive. */
	expected: ExpectedFilters;
}

const USER_STATUSES = { Active: 1, Blocked: 3, 'Employment Ended': 5 };

/** "in_progress" is "In Progress" in the form. */
const label = (status: string): string =>
	status.replace(
		/(^|_)([a-z])/g,
		(_all, gap: string, letter: string) => `${gap ? ' ' : ''}${letter.toUpperCase()}`,
	);

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

type Complete = ModuleResult &
	Required<
		Pick<
			ModuleResult,
			'accessDate' | 'dueDate' | 'completionDate' | 'enrollmentId' | 'courseItemId'
		>
	>;

const isComplete = (row: ModuleResult): row is Complete =>
	[row.accessDate, row.dueDate, row.completionDate, row.enrollmentId, row.courseItemId].every(
		(value) => value !== undefined,
	);

/** Two results of one learner in one course that have all the fields to filter by. */
function twoAlike(simulator: Simulator): Complete[] {
	const byEnrollment = new Map<string, Complete[]>();
	for (const row of simulator.expectedRows({ userStatuses: [1, 3, 5] })) {
		if (!isComplete(row)) continue;
		const alike = [...(byEnrollment.get(row.enrollmentId) ?? []), row];
		if (alike.length === 2) return alike;
		byEnrollment.set(row.enrollmentId, alike);
	}
	throw new Error('The simulated account has no two results of one enrollment with every date');
}

/** A range around these moments, as entered in the form and as sent. */
function rangeAround(dates: readonly string[], zone: string) {
	const moments = dates.map((date) => DateTime.fromISO(date, { zone })).sort((a, b) => +a - +b);
	const start = moments[0].minus({ days: 3 }).set({ hour: 8, minute: 5, second: 0 });
	const end = moments[moments.length - 1]
		.plus({ days: 3 })
		.set({ hour: 17, minute: 30, second: 9 });
	const shown = (moment: DateTime): Moment => ({
		day: moment.toFormat('yyyy-MM-dd'),
		time: moment.toFormat('HH:mm:ss'),
	});
	const sent = (moment: DateTime): string => moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
	return {
		range: { after: shown(start), before: shown(end) },
		expected: { startDate: sent(start), endDate: sent(end) },
	};
}

/** @param zone the workflow's time zone */
export function everyFilter(simulator: Simulator, zone: string): EveryFilter {
	const rows = twoAlike(simulator);
	const [{ userId, courseId, enrollmentId }] = rows;
	const { users, courses, departments } = simulator.world;
	const department = users.find(({ id }) => id === userId)?.departmentId ?? '';
	const ids = {
		courseIds: unique([courseId, courses[0].id]),
		courseItemIds: unique(rows.map((row) => row.courseItemId)),
		departmentIds: unique([departments[0].id, department]),
		enrollmentIds: [enrollmentId],
		moduleIds: rows.map((row) => row.moduleId),
		userIds: unique([userId, users[0].id]),
	};
	const completionStatuses = unique([...rows.map((row) => row.completionStatus), 'not_started']);
	const accessDate = rangeAround(
		rows.map((row) => row.accessDate),
		zone,
	);
	const completionDate = rangeAround(
		rows.map((row) => row.completionDate),
		zone,
	);
	const dueDate = rangeAround(
		rows.map((row) => row.dueDate),
		zone,
	);
	const { world } = simulator;
	const picks = {
		courseIds: ids.courseIds.map((id) => courseName(world, id)),
		courseItemIds: ids.courseItemIds.map((id) => courseItemName(world, id, ids.courseIds)),
		departmentIds: ids.departmentIds.map((id) => departmentName(world, id)),
		enrollmentIds: ids.enrollmentIds.map((id) => enrollmentName(world, id)),
		moduleIds: ids.moduleIds.map((id) => moduleName(world, id, ids.courseIds)),
	};
	return {
		picks,
		people: ids.userIds.map((id) => userName(world, id)),
		statuses: {
			completionStatuses: completionStatuses.map(label),
			userStatuses: Object.keys(USER_STATUSES),
		},
		ranges: {
			accessDate: accessDate.range,
			completionDate: completionDate.range,
			dueDate: dueDate.range,
		},
		expected: {
			...ids,
			completionStatuses,
			userStatuses: Object.values(USER_STATUSES),
			accessDate: accessDate.expected,
			completionDate: completionDate.expected,
			dueDate: dueDate.expected,
		},
	};
}

/** The expected parameters of a query for these filters, each `name[]=…` or `name[end]=…`, sorted. */
export function wireOf(expected: ExpectedFilters): string[] {
	return Object.entries(expected)
		.flatMap(([name, value]) =>
			Object.entries(value).map(
				([end, one]) => `${name}[${Array.isArray(value) ? '' : end}]=${String(one)}`,
			),
		)
		.sort();
}
