/** Describes forms to the messages: a next step names only fields that the reader's form has. */

/** Fields that a message may name, by their labels. n8n adds Poll Times and Request Options itself. */
type FieldName =
	| 'Filters'
	| 'Limit'
	| 'Max Retries'
	| 'Page Size'
	| 'Page Token'
	| 'Poll Times'
	| 'Request Options'
	| 'Return All'
	| 'Skip Invalid IDs';

/** The form that the reader of a message has in front of them. */
export interface FormDescriptor {
	has: (field: FieldName) => boolean;
	/** How to try again: a sentence without its full stop, such as "Run the node again". */
	again: string;
	/** The label of the field that sends a query parameter. */
	labelOf: (parameter: string) => string;
	/** What the work can be split by between several input items, such as "IDs". */
	splitBy: readonly string[];
	/** How the filters return the rows that are left out, such as "narrow the filters". */
	narrowing: string;
}

/** Finds the label of the field that sends a query parameter. */
export type LabelOf = FormDescriptor['labelOf'];

const formWith = (
	fields: readonly FieldName[],
	again: string,
	labelOf: LabelOf = (parameter) => parameter,
	splitBy: readonly string[] = [],
	narrowing = 'narrow the filters',
): FormDescriptor => ({
	has: (field) => fields.includes(field),
	again,
	labelOf,
	splitBy,
	narrowing,
});

/** A pick-list. The values of the form around it do not change how it is read. */
export const PICK_LIST_FORM = formWith([], 'Open the list again');

/** The credential, also when a running node renews its token. */
export const CREDENTIAL_FORM = formWith([], 'Try again');

/** The form of the trigger. */
export const triggerForm = (labelOf: LabelOf): FormDescriptor =>
	formWith(['Filters', 'Max Retries', 'Poll Times'], 'Try again', labelOf);

/** The form of the instant trigger. */
export const instantForm = (labelOf: LabelOf): FormDescriptor =>
	formWith(['Filters', 'Max Retries'], 'Publish the workflow again', labelOf);

/** Fields that an AI model has no use for, so that the form of a tool does not have them. */
const EXCEPT_IN_TOOLS: readonly FieldName[] = ['Page Size', 'Page Token', 'Return All'];

/** The same form in a tool. */
export const toolForm = (form: FormDescriptor): FormDescriptor => ({
	...form,
	has: (field) => form.has(field) && !EXCEPT_IN_TOOLS.includes(field),
});

/** Which groups of fields the form of a list operation has, in addition to those that every list has. */
export interface ListFields {
	filters: boolean;
	/** Filters that take IDs. */
	ids: boolean;
	dates: boolean;
	/** Return All and Limit. */
	limited: boolean;
	pageToken: boolean;
	/** One record, which takes no page size. */
	isSingle?: boolean;
	/** The field with one row for each of its values, if the rows sum up records. */
	summedUpBy?: string;
}

/** Filters that select whole rows where rows sum up records. Any other filter changes what is in a row. */
const WHOLE_ROWS: Readonly<Record<string, readonly string[]>> = {
	userId: ['users', 'departments'],
	courseId: ['courses'],
};

/** The form of an operation that reads a list. */
export function listForm(
	{ filters, ids, dates, limited, pageToken, isSingle = false, summedUpBy = '' }: ListFields,
	labelOf?: LabelOf,
): FormDescriptor {
	const fields: FieldName[] = [
		...(filters ? (['Filters'] as const) : []),
		...(limited ? (['Return All', 'Limit'] as const) : []),
		...(ids ? (['Skip Invalid IDs'] as const) : []),
		...(pageToken ? (['Page Token'] as const) : []),
		...(isSingle ? [] : (['Page Size'] as const)),
		...(['Max Retries', 'Request Options'] as const),
	];
	const again = 'Run the node again';
	const { [summedUpBy]: wholeRows } = WHOLE_ROWS;
	if (wholeRows !== undefined) {
		return formWith(fields, again, labelOf, wholeRows, `filter by ${wholeRows.join(' or ')}`);
	}
	const splitBy = [...(dates ? ['date range'] : []), ...(ids ? ['IDs'] : [])];
	return formWith(fields, again, labelOf, splitBy);
}

/** The form of an operation that changes something. */
export const sendForm = (labelOf?: LabelOf): FormDescriptor =>
	formWith(['Max Retries', 'Request Options'], 'Run the node again', labelOf);
