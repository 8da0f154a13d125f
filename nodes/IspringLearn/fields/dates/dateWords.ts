/** The dates that records are filtered by, and the words of their fields. */

/** A date that records are filtered by: the labels of its fields, and what they select. */
interface DateWords {
	after: string;
	before: string;
	/** The label and the name of the field with a relative range. */
	within: string;
	withinName: string;
	/** Continues "Only return". */
	selects: string;
	/** True if the API has no such parameter: then the node compares the records, which have it as a column. */
	inRecord?: boolean;
	/** True if the API requires both ends of the range. */
	needsBothEnds?: boolean;
}

const pastDate = (verb: string, records = 'results'): DateWords => ({
	after: `${verb} After`,
	before: `${verb} Before`,
	within: `${verb} In`,
	withinName: `${verb.toLowerCase()}In`,
	selects: `${records} ${verb.toLowerCase()}`,
});

/** By the parameter of the API, or the column of the records. */
const DATES = {
	completionDate: pastDate('Completed'),
	dueDate: pastDate('Due'),
	accessDate: pastDate('Assigned'),
	// OpenAPI file, DateRange. Results take one end alone.
	attemptDate: { ...pastDate('Attempted', 'answers'), needsBothEnds: true },
	issueDate: {
		after: 'Issued After',
		before: 'Issued Before',
		within: 'Issued In',
		withinName: 'issuedIn',
		selects: 'certificates issued',
		inRecord: true,
	},
	expiryDate: {
		after: 'Expires After',
		before: 'Expires Before',
		within: 'Expiring In',
		withinName: 'expiringIn',
		selects: 'certificates that expire',
		inRecord: true,
	},
	startTime: {
		after: 'Starts After',
		before: 'Starts Before',
		within: 'Starts In',
		withinName: 'startsIn',
		selects: 'sessions that start',
		inRecord: true,
	},
} satisfies Record<string, DateWords>;

export type DateParameter = keyof typeof DATES;

/** The dates that records are filtered by. */
export const DATE_WORDS: Readonly<Record<DateParameter, DateWords>> = DATES;
