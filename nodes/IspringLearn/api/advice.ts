/** Advice names only what the form at hand has: whoever reads it looks for the field there. */
import { UserError } from 'n8n-workflow';

/** What advice may name, as the forms show it. Poll Times and Request Options are n8n's own. */
export type FieldName =
	| 'Filters'
	| 'Limit'
	| 'Max Retries'
	| 'Page Size'
	| 'Page Token'
	| 'Poll Times'
	| 'Request Options'
	| 'Return All'
	| 'Skip Invalid IDs';

/** The form in front of somebody who reads a message. */
export interface FormAtHand {
	has: (field: FieldName) => boolean;
	/** How somebody tries again, as a sentence without its full stop. */
	again: string;
	/** By what the work can be split between input items, such as "IDs". */
	splitBy: readonly string[];
}

const formWith = (
	fields: readonly FieldName[],
	again: string,
	splitBy: readonly string[] = [],
): FormAtHand => ({ has: (field) => fields.includes(field), again, splitBy });

/** A pick-list is read as it is, whatever the form around it says. */
export const PICK_LIST_FORM = formWith([], 'Open the list again');

/** The credential, also when its token is renewed while a node runs. */
export const CREDENTIAL_FORM = formWith([], 'Try again');

export const TRIGGER_FORM = formWith(['Filters', 'Max Retries', 'Poll Times'], 'Try again');

/** What an operation that reads a list has besides what every one has. */
export interface ListFields {
	filters: boolean;
	/** Filters that take IDs. */
	ids: boolean;
	dates: boolean;
	/** Return All and Limit. */
	limited: boolean;
	/** Page Token: a read that takes several lists has none. */
	pageToken: boolean;
}

/** The form of an operation that reads a list. */
export function listForm({ filters, ids, dates, limited, pageToken }: ListFields): FormAtHand {
	const fields: FieldName[] = [
		...(filters ? (['Filters'] as const) : []),
		...(limited ? (['Return All', 'Limit'] as const) : []),
		...(ids ? (['Skip Invalid IDs'] as const) : []),
		...(pageToken ? (['Page Token'] as const) : []),
		...(['Max Retries', 'Page Size', 'Request Options'] as const),
	];
	const splitBy = [...(dates ? ['range of dates'] : []), ...(ids ? ['IDs'] : [])];
	return formWith(fields, 'Run the node again', splitBy);
}

/** Something that was refused here, and how to go on with the form at hand. */
export class Advised extends UserError {
	/** @param happened what was seen, as a sentence without its full stop */
	constructor(
		happened: string,
		readonly nextStep: (form: FormAtHand) => string,
	) {
		super(happened);
	}
}
