/** The schemas of rows that sum up results: how far each learner is, and how far each course is. */
import type { RawRecord, Value } from '../record';
import type { Column, Condition, RecordSchema } from '../recordSchema';
import { COURSE_TITLE, DEPARTMENT_OF_PERSON, PERSON } from './columns';
import { FINISHED, statusOf } from '../statuses';

const isFinished: Condition = (result) => FINISHED.has(statusOf(result));

const isFailed: Condition = (result) => statusOf(result) === 'failed';

const isOpen: Condition = (result) => !isFinished(result);

/** The API also calls work overdue that was finished late. */
const isLate: Condition = ({ isOverdue }) => isOverdue === true;

const isOverdue: Condition = (result) => isOpen(result) && isLate(result);

/** Work that was not started often has no progress. Other work without it doesn't count. */
const progressOf = (result: RawRecord): Value =>
	result.progress ?? (statusOf(result) === 'not_started' ? 0 : null);

/** The columns of all rows. Together, finished and open are assigned. */
const FIGURES: readonly Column[] = [
	{ name: 'assigned', type: 'number', reduce: { kind: 'count' } },
	{ name: 'finished', type: 'number', reduce: { kind: 'count', where: isFinished } },
	{ name: 'failed', type: 'number', reduce: { kind: 'count', where: isFailed } },
	{ name: 'open', type: 'number', reduce: { kind: 'count', where: isOpen } },
	{ name: 'overdue', type: 'number', reduce: { kind: 'count', where: isOverdue } },
	{
		name: 'finishedLate',
		type: 'number',
		reduce: { kind: 'count', where: (result) => isFinished(result) && isLate(result) },
	},
	{ name: 'averageProgress', type: 'number', reduce: { kind: 'mean', of: progressOf } },
	{ name: 'averageScore', type: 'number', reduce: { kind: 'mean', of: 'awardedScore' } },
	{
		name: 'nextDueDate',
		type: 'dateTime',
		reduce: {
			kind: 'earliest',
			of: 'dueDate',
			where: (result) => isOpen(result) && !isLate(result),
		},
	},
	{
		name: 'lastCompletionDate',
		type: 'dateTime',
		reduce: { kind: 'latest', of: 'completionDate' },
	},
];

/** One row for each learner. */
export const LEARNER_PROGRESS: RecordSchema = {
	primaryKey: ['userId'],
	columns: [
		...PERSON,
		...FIGURES,
		{
			name: 'lastLoginDate',
			type: 'dateTime',
			lookup: { kind: 'user', by: 'userId', part: 'lastLoginDate' },
		},
		{ name: 'userId', type: 'id', reduce: { kind: 'first', of: 'userId' } },
		DEPARTMENT_OF_PERSON,
	],
};

const courseProgress = (title: Column): RecordSchema => ({
	primaryKey: ['courseId'],
	columns: [
		title,
		{ name: 'learners', type: 'number', reduce: { kind: 'distinct', of: 'userId' } },
		...FIGURES,
		{ name: 'courseId', type: 'id', reduce: { kind: 'first', of: 'courseId' } },
	],
});

const { name, type } = COURSE_TITLE;

/** One row for each course. Course results have its title. */
export const COURSE_PROGRESS = courseProgress({ name, type, reduce: { kind: 'first', of: name } });

/** Module results don't have the title, so that it is looked up. */
export const COURSE_PROGRESS_BY_MODULES = courseProgress(COURSE_TITLE);
