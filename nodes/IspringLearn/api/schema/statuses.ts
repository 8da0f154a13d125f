/** The two lists of statuses that `GET /learners/modules/results` filters by, with readable names. */

/** An entry of a status list: what the API calls it, and what a person reads. */
export interface Status {
	name: string;
	value: string | number;
	description: string;
}

export const COMPLETION_STATUSES: readonly Status[] = [
	{ name: 'Accepted', value: 'accepted', description: 'A reviewer accepted the work' },
	{ name: 'Complete', value: 'complete', description: 'Finished, without a grade' },
	{ name: 'Declined', value: 'declined', description: 'A reviewer declined the work' },
	{ name: 'Failed', value: 'failed', description: 'Finished with less than the passing score' },
	{ name: 'In Progress', value: 'in_progress', description: 'Started, not finished' },
	{ name: 'Incomplete', value: 'incomplete', description: 'Ended without being completed' },
	{ name: 'Not Started', value: 'not_started', description: 'Assigned, never opened' },
	{ name: 'Passed', value: 'passed', description: 'Finished with the passing score or more' },
	{ name: 'Pending', value: 'pending', description: 'Handed in, waiting for a review' },
];

/** 5 is in the vendor's OpenAPI file only; the reference page lists 1 and 3. */
export const USER_STATUSES: readonly Status[] = [
	{ name: 'Active', value: 1, description: 'Can sign in' },
	{ name: 'Blocked', value: 3, description: 'Has been deactivated' },
	{ name: 'Employment Ended', value: 5, description: 'Has left the company' },
];

/** The statuses before a learner has come to the end of a module. */
export const UNDER_WAY: ReadonlySet<string> = new Set(['in_progress', 'not_started']);

/** The statuses after which nothing is left to do for the learner, with a date of completion or without. */
export const FINISHED: ReadonlySet<string> = new Set(['accepted', 'complete', 'failed', 'passed']);
