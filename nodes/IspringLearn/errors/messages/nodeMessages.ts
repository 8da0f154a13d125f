/** The words for what the node and the trigger reject themselves, and for n8n's log. */
import type { MessageTable } from './template';
import { formatCount, joinWithAnd, quoteLabel, recordName } from './template';

/** Why the node or the trigger stops, besides a failed request. */
export interface NodeReasons {
	cancelled: undefined;
	/** The Base URL of an item's credential. `problem` says what is wrong with it. */
	unusableBaseUrl: { problem: string };
	/** More records than n8n can hold as items of one input item. */
	tooManyItems: { maxItems: number; records: string; isLimited: boolean; canExport: boolean };
	/** n8n's own entry of Resource and Operation for what the node doesn't offer. */
	customApiCall: undefined;
	/** A resource or an operation that the node doesn't have. */
	unknownChoice: { label: 'Resource' | 'Operation'; value: string };
	/** A tool has an operation whose output a model cannot read. */
	exceptInTools: { operation: string; choices: string };
	/** A tool returns only a part of what matches. The model that reads it may be able to set Limit. */
	truncated: { returned: number; isTooLong: boolean; canSetLimit: boolean };
	/** A page token, but so many IDs that they take several requests. */
	pageTokenForManyRequests: { maxIds: number };
	/** A page token, and the option Parallel. */
	pageTokenInParallel: undefined;
	/** A file with a header that would have to be started again for new columns too often. */
	unsettledColumns: undefined;
	/** A text that an Excel file cannot hold as a whole. */
	cellTooLong: { column: string; length: number; maxLength: number };
	tooManyColumns: { maxColumns: number };
	/** An Excel file that its ZIP format cannot hold. */
	excelFileTooLarge: undefined;
	fileNotStored: { reply: string; isFiltered: boolean };
	/** IDs that Skip Invalid IDs left out of the filter with this label, or of a list: that of courses by default. */
	skippedIds: {
		label: string | null;
		ids: readonly string[];
		records?: string;
		isForbidden: boolean;
	};
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

function describeSkippedIds({
	label,
	ids,
	records = 'courses',
	isForbidden,
}: NodeReasons['skippedIds']): string {
	const more = ids.length - MAX_LISTED_IDS;
	const named = ids.slice(0, MAX_LISTED_IDS).join(', ') + (more > 0 ? ` and ${more} more` : '');
	const where = label === null ? `the list of ${recordName(records)}` : quoteLabel(label);
	const kind = isForbidden ? 'inaccessible' : 'unknown';
	return `Skipped ${ids.length} ${kind} ID${ids.length === 1 ? '' : 's'} in ${where}: ${named}`;
}

const ONCE_PUBLISHED = 'After you publish the workflow, the trigger waits for the first result.';

export const NODE_MESSAGES: MessageTable<NodeReasons> = {
	cancelled: { message: 'The execution was cancelled', nextStep: '' },
	unusableBaseUrl: {
		message: ({ data: { problem } }) => problem,
		nextStep: "Correct 'Base URL' in the credential.",
	},
	tooManyItems: {
		message: ({ data: { maxItems, records } }) =>
			`More than ${formatCount(maxItems)} ${records} match`,
		nextStep: ({ data: { maxItems, isLimited, canExport }, form: { splitBy } }) => {
			const limit = `${isLimited ? 'Set' : "Turn off 'Return All' and set"} 'Limit' to ${formatCount(maxItems)} or less`;
			const split = `, or split the request into several input items, each with its own ${splitBy.join(' or ')}`;
			return [
				...(canExport ? ["Use the 'Export to File' operation, which has no limit."] : []),
				`${limit}${splitBy.length > 0 ? split : ''}.`,
				"n8n can't process more results from one input item.",
			].join(' ');
		},
	},
	customApiCall: {
		message: 'The HTTP Request node makes custom API calls, not this node',
		nextStep:
			"Add an HTTP Request node. Set its 'Authentication' to 'Predefined Credential Type' and its 'Credential Type' to 'iSpring Learn API'.",
	},
	unknownChoice: {
		message: ({ data: { label, value } }) =>
			`'${label}' has the value "${value}", which doesn't exist`,
		nextStep: ({ data: { label } }) =>
			`Select an entry in '${label}'. If the workflow was built with a newer version of this package, update the package.`,
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
		nextStep: ({ data: { isTooLong, canSetLimit }, form: { has, narrowing } }) => {
			const ways = [
				...(has('Filters') ? [narrowing] : []),
				...(canSetLimit && !isTooLong ? ['set a higher limit'] : []),
			];
			const instead =
				ways.length > 0 ? `To get the others, ${ways.join(' or ')}. Otherwise, tell` : 'Tell';
			return `${instead} the user that the list is incomplete.`;
		},
	},
	pageTokenForManyRequests: {
		message: ({ data: { maxIds } }) =>
			`'Page Token' can't be used with more than ${maxIds} IDs in a filter`,
		nextStep: ({ data: { maxIds } }) =>
			`Remove 'Page Token', or use fewer IDs. More than ${maxIds} IDs take several requests, and a page token belongs to one request.`,
	},
	pageTokenInParallel: {
		message: "'Page Token' can't be used with 'Parallel'",
		nextStep:
			"Remove 'Page Token', or turn off 'Parallel'. A page token belongs to pages that are read one after another.",
	},
	unsettledColumns: {
		message: 'New fields keep appearing',
		nextStep:
			"Set 'Format' to NDJSON. The columns of an Excel or CSV file can't change after the first page.",
	},
	cellTooLong: {
		message: ({ data: { column } }) => `A text in the column ${column} is too long for Excel`,
		nextStep: ({ data: { length, maxLength } }) =>
			`It has ${formatCount(length)} characters, and an Excel cell can contain ${formatCount(maxLength)}. Set 'Format' to CSV or NDJSON, or leave the column out with 'Output'.`,
	},
	tooManyColumns: {
		message: ({ data: { maxColumns } }) =>
			`The data has more than ${formatCount(maxColumns)} columns, the most that Excel allows`,
		nextStep: "Set 'Format' to CSV or NDJSON, or select columns with 'Output'.",
	},
	excelFileTooLarge: {
		message: 'The Excel file is larger than 4 GB',
		nextStep: "Set 'Format' to CSV or NDJSON, or use 'Filters' to make the file smaller.",
	},
	fileNotStored: {
		message: "n8n couldn't store the file",
		nextStep: ({ data: { reply, isFiltered } }) =>
			`Ask your n8n administrator to check the space for binary data${isFiltered ? ", or use 'Filters' to make the file smaller" : ''}. n8n says: "${reply}".`,
	},
	skippedIds: { message: ({ data }) => describeSkippedIds(data), nextStep: '' },
	courseNeeded: {
		message: 'Select a course first',
		nextStep: "Select courses in 'Courses' or 'Course Names or IDs', then open this list again.",
	},
	courseOrUserNeeded: {
		message: 'Select a course or user first',
		nextStep:
			"Select courses or users under 'Filters', from the list or by ID. Then open this list again.",
	},
	unreadableList: {
		message: ({ data: { label } }) => `Couldn't load the list of ${label}`,
		nextStep: ({ form: { again } }) => `${again}.`,
	},
	noEventYet: {
		message: 'No matching module results yet',
		nextStep: `To get test data, choose another event or remove filters. Only active learners are included unless you set 'User Statuses'. ${ONCE_PUBLISHED}`,
	},
	noEventInTime: {
		message: "None of the newest module results match, and there wasn't time to check them all",
		nextStep: `To get test data, choose another event, or filter by a learner or course with known results. ${ONCE_PUBLISHED}`,
	},
	emptyFilterExpression: {
		message: 'An expression in a filter returns nothing, so there are no events',
		nextStep:
			"Check the expressions under 'Filters', or set 'Empty Expressions' under 'Options' to 'No Filter'.",
	},
};

/** Follows the next step when a poll fails that has a state to continue from. */
export const POLL_CONTINUES = 'Nothing is lost. The next poll continues where this one stopped.';

/** The lines for n8n's log. */
export const LOG_LINES = {
	unknownIdsSkipped: 'iSpring Learn: skipped unknown IDs',
	exclusiveFilters:
		"iSpring Learn: no result can match 'Overdue Only' together with the other filters, so no request was made",
	olderCourseList:
		"iSpring Learn: this account only has the old list of course modules, which doesn't include trainings.",
	/** Columns that look-ups in a list could not fill: the status of its answer, or it knows too few of the IDs. */
	emptyColumns: (columns: readonly string[], records: string, why: number | 'unknownIds') => {
		const stay = columns.length === 1 ? 'stays' : 'stay';
		const [reason, nextStep] =
			why === 'unknownIds'
				? [`too many IDs of ${records} don't exist`, 'Leave']
				: [
						`this API key isn't allowed to read ${records} (status ${why})`,
						`Use an API key that can read ${records}, or leave`,
					];
		return `iSpring Learn: ${joinWithAnd(columns)} ${stay} empty, because ${reason}. ${nextStep} these columns out with 'Output'.`;
	},
	/** Columns for which none of the records had a field. */
	unseenColumns: (columns: readonly string[], records: string) => {
		const stay = columns.length === 1 ? 'stays' : 'stay';
		return `iSpring Learn: ${joinWithAnd(columns)} ${stay} empty, because none of the ${records} have a value in such a field. Check the names in 'Columns'.`;
	},
	unreadableDates: (column: string, records: string) =>
		`iSpring Learn: some ${records} were left out, because their ${column} isn't a date`,
	unreadableState: (node: string) =>
		`${node}: the saved state of this trigger can't be read, so it starts over as set in 'Start From'. Check whether results since the last poll are missing.`,
	retry: (milliseconds: number) => `iSpring Learn: retrying in ${milliseconds} ms`,
	page: (page: number, rows: number, records: string) =>
		`iSpring Learn: page ${page}, ${formatCount(rows)} ${records} so far`,
} as const;
