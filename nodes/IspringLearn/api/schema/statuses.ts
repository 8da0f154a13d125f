/** The two lists of statuses that `GET /learners/modules/results` filters by, with readable names. */

import type { RawRecord, Value } from './record';
import { readId } from './record';

/** A status, with its readable name. */
export interface Status {
	name: string;
	/** As the API sends it. */
	value: string | number;
}

/** What a learner has achieved in a module or course. */
export const COMPLETION_STATUSES: readonly Status[] = [
	{ name: 'Accepted', value: 'accepted' },
	{ name: 'Complete', value: 'complete' },
	{ name: 'Declined', value: 'declined' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'Incomplete', value: 'incomplete' },
	{ name: 'Not Started', value: 'not_started' },
	{ name: 'Passed', value: 'passed' },
	{ name: 'Pending', value: 'pending' },
];

/** 5 is in the vendor's OpenAPI file only; the reference page lists 1 and 3. */
export const USER_STATUSES: readonly Status[] = [
	{ name: 'Active', value: 1 },
	{ name: 'Blocked', value: 3 },
	{ name: 'Employment Ended', value: 5 },
];

/** Words in a sentence: "Not Started" → "Not started". */
const toSentenceCase = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase();

/** The readable name of a value, such as "Not started"; null if it is none of these. */
export function nameOfStatus(statuses: readonly Status[], value: Value): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value).trim().toLowerCase();
	const found = statuses.find((status) => String(status.value) === text);
	return found ? toSentenceCase(found.name) : null;
}

/** The completion status of a result, to compare it. The API documents lower case, and any case counts. */
export const statusOf = (result: RawRecord): string =>
	readId(result, 'completionStatus').toLowerCase();

/** Statuses of a learner who has not reached the end of a module. */
export const UNDER_WAY: ReadonlySet<string> = new Set(['in_progress', 'not_started']);

/** Final statuses: the learner has nothing left to do, with or without a completion date. */
export const FINISHED: ReadonlySet<string> = new Set(['accepted', 'complete', 'failed', 'passed']);

/** Final statuses of a learner who has completed a module and hasn't failed. */
export const SUCCESSFUL: ReadonlySet<string> = new Set(['accepted', 'complete', 'passed']);

/** The statuses of work that is not finished, also if it waits for review. */
export const UNFINISHED: readonly string[] = COMPLETION_STATUSES.map(({ value }) =>
	String(value),
).filter((value) => !FINISHED.has(value));
