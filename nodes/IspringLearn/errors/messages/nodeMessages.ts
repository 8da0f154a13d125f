/** The words for what the node and the trigger refuse themselves, and for n8n's log. */
import type { MessageTable } from './template';
import { formatCount, joinWithAnd } from './template';

/** Why the node or the trigger stops, besides a failed request. */
export interface NodeReasons {
	cancelled: undefined;
	/** The Base URL of an item's credential. `problem` says what is wrong with it. */
	unusableBaseUrl: { problem: string };
	/** More records than n8n can hold as items of one input item. */
	tooManyItems: { maxItems: number; records: string; isLimited: boolean; canExport: boolean };
	/** A tool has an operation whose output a model cannot read. */
	exceptInTools: { operation: string; choices: string };
	/** A tool returns only a part of what matches. The model that reads it may be able to set Limit. */
	truncated: { returned: number; isTooLong: boolean; canSetLimit: boolean };
	/** A page token, but so many IDs that they take several requests. */
	pageTokenForManyRequests: { maxIds: number };
	/** A CSV file that would have to be started again for new columns too often. */
	unsettledColumns: undefined;
	fileNotStored: { reply: string };
	/** IDs that Skip Invalid IDs left out of the filter with this label. */
	skippedIds: { label: string; ids: readonly string[]; isForbidden: boolean };
	courseNeeded: undefined;
	courseOrUserNeeded: undefined;
	/** A list that is needed to look up names. */
	unreadableList: { label: string };
	noEventYet: undefined;
	/** No event among the results that there was time to read. */
	noEventInTime: undefined;
	emptyFilterExpression: undefined;
}

/** IDs that a message lists; it counts the others. */
const MAX_LISTED_IDS = 10;

function describeSkippedIds({ label, ids, isForbidden }: NodeReasons['skippedIds']): string {
	const more = ids.length - MAX_LISTED_IDS;
	const named = ids.slice(0, MAX_LISTED_IDS).join(', ') + (more > 0 ? ` and ${more} more` : '');
	const were = ids.length === 1 ? '1 ID in' : `${ids.length} IDs in`;
	const [is, was] = ids.length === 1 ? ['is', 'was'] : ['are', 'were'];
	const why = isForbidden ? 'may not be read by this account' : `${is} not known to iSpring Learn`;
	return `${were} ${label} ${why} and ${was} skipped: ${named}`;
}

const ONCE_ACTIVE = 'Once the workflow is active, the trigger waits for the first result.';

export const NODE_MESSAGES: MessageTable<NodeReasons> = {
	cancelled: { message: 'The execution was cancelled', nextStep: '' },
	unusableBaseUrl: {
		message: ({ data: { problem } }) => problem,
		nextStep: 'Correct the Base URL in the credential "iSpring Learn API".',
	},
	tooManyItems: {
		message: ({ data: { maxItems, records } }) =>
			`More than ${formatCount(maxItems)} ${records} match`,
		nextStep: ({ data: { maxItems, isLimited, canExport }, form: { splitBy } }) => {
			const limit = `${isLimited ? 'Set' : 'Turn off Return All and set'} a Limit of up to ${formatCount(maxItems)}`;
			const own = splitBy.map((what) => `its own ${what}`).join(' or ');
			const split = `, or split the work: give the node several input items, each with ${own}`;
			return [
				'n8n cannot take more than that from one input item.',
				...(canExport ? ['Choose the operation Export to File: it takes any number.'] : []),
				`${limit}${splitBy.length > 0 ? split : ''}.`,
			].join(' ');
		},
	},
	exceptInTools: {
		message: ({ data: { operation } }) => `The operation '${operation}' can't be used in a tool`,
		nextStep: ({ data: { choices } }) => `Set 'Operation' to ${choices}.`,
	},
	truncated: {
		message: ({ data: { returned, isTooLong } }) =>
			isTooLong
				? `The response reached its maximum size. Rows returned: ${formatCount(returned)}`
				: `More results match. Rows returned: ${formatCount(returned)}`,
		nextStep: ({ data: { isTooLong, canSetLimit }, form: { has } }) => {
			const ways = [
				...(has('Filters') ? ['narrow the filters'] : []),
				...(canSetLimit && !isTooLong ? ['set a higher limit'] : []),
			];
			const instead =
				ways.length > 0 ? `To get the others, ${ways.join(' or ')}. Otherwise, tell` : 'Tell';
			return `${instead} the user that the list is incomplete.`;
		},
	},
	pageTokenForManyRequests: {
		message: ({ data: { maxIds } }) =>
			`Page Token cannot be used with more than ${maxIds} IDs in one filter`,
		nextStep: ({ data: { maxIds } }) =>
			`More than ${maxIds} IDs are asked for in several requests, and a page token belongs to one. Remove Page Token, or use fewer IDs.`,
	},
	unsettledColumns: {
		message: 'iSpring Learn sends new fields page after page',
		nextStep:
			'A CSV file needs to know its columns from the start. Set Format to NDJSON, where every row has its own fields.',
	},
	fileNotStored: {
		message: 'n8n could not store the file',
		nextStep: ({ data: { reply } }) =>
			`n8n says: "${reply}". Ask whoever runs your n8n about its space for binary data, or make the file smaller with Filters.`,
	},
	skippedIds: { message: ({ data }) => describeSkippedIds(data), nextStep: '' },
	courseNeeded: {
		message: 'Choose a course first',
		nextStep:
			"iSpring Learn lists modules by course. Choose courses in 'Courses' or 'Course Names or IDs', then open this list again.",
	},
	courseOrUserNeeded: {
		message: 'Choose a course or user first',
		nextStep:
			"Add a filter for courses or users under 'Filters', then open this list again. It shows the enrollments of what you chose.",
	},
	unreadableList: {
		message: ({ data: { label } }) => `The list of ${label} could not be read`,
		nextStep: ({ form: { again } }) => `${again}.`,
	},
	noEventYet: {
		message: 'No module result goes with this event yet',
		nextStep: `To have something to go on with, choose another Event, or take fields away under Filters. iSpring Learn gives results of active learners only, unless others are chosen in User Statuses. ${ONCE_ACTIVE}`,
	},
	noEventInTime: {
		message:
			'Among the newest module results none goes with this event, and there was no time to look through all of them',
		nextStep: `To have something to go on with, choose another Event, or set Filters to learners or courses of which you know results. ${ONCE_ACTIVE}`,
	},
	emptyFilterExpression: {
		message: 'The expression in a filter yields nothing, so there are no events',
		nextStep:
			"'Empty Expressions' under Options is set to 'No Results'. Check the expressions under Filters, or set 'Empty Expressions' to 'No Filter'.",
	},
};

/** Follows the next step when a poll fails that has a state to continue from. */
export const POLL_CONTINUES = 'Nothing is lost: the next poll reads on where the last one stopped.';

/** The lines for n8n's log. */
export const LOG_LINES = {
	unknownIdsSkipped: 'iSpring Learn: unknown IDs were skipped',
	olderCourseList:
		'iSpring Learn: this API Host only has the old list of course modules. Trainings are not in it.',
	/** Columns that look-ups in a list could not fill: the status of its answer, or it knows too few of the IDs. */
	emptyColumns: (columns: readonly string[], records: string, why: number | 'unknownIds') => {
		const stay = columns.length === 1 ? 'stays' : 'stay';
		const reason =
			why === 'unknownIds'
				? `iSpring Learn does not know too many of the IDs of ${records}`
				: `this API key isn't allowed to read ${records} (status ${why})`;
		return `iSpring Learn: ${joinWithAnd(columns)} ${stay} empty, because ${reason}. Use an API key that can, or leave these columns out with 'Output'.`;
	},
	unreadableState: (node: string) =>
		`${node}: what this trigger remembered cannot be read, so it begins anew as Start From says. Look whether results since its last poll are missing.`,
	retry: (milliseconds: number) => `iSpring Learn: trying again in ${milliseconds} ms`,
	page: (page: number, rows: number, records: string) =>
		`iSpring Learn: page ${page}, ${formatCount(rows)} ${records} so far`,
} as const;
