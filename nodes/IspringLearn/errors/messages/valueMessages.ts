/** The words for values of the form that cannot be used, besides those that the fields themselves check. */
import type { MessageTable } from './template';
import { fillTemplate } from './template';
import { PICK_LIST_FORM } from '../form';

/** A record that a name was looked up among, and its ID. */
interface Match {
	name: string;
	value: string;
}

/** Why a value cannot be used. */
export interface ValueReasons {
	objectAsFileName: undefined;
	slashInFileName: undefined;
	controlCharacterInFileName: undefined;
	fileNameOnlyEnding: undefined;
	unknownEvent: { choices: string };
	unknownStart: undefined;
	invalidStartDate: undefined;
	/** `matches` lists what has the name; `thing` is one of them, such as "user". */
	ambiguousName: { thing: string; matches: readonly Match[] };
	ambiguousEmail: { matches: readonly Match[] };
	/** `nameOf` says what the text was taken for; `similar` has names like it. */
	unknownName: { thing: string; nameOf: string; similar: readonly Match[]; needsCourse: boolean };
	nameWithoutCourse: undefined;
	/** `records` are the records that names are looked up in. */
	forbiddenLookup: { records: string };
}

/** Matches that a message lists; it counts the others. */
const MAX_MATCHES = 10;

function listMatches(matches: readonly Match[]): string {
	const more = matches.length - MAX_MATCHES;
	const shown = matches.slice(0, MAX_MATCHES).map(({ name, value }) => `${name}: ${value}`);
	return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

const NAME_A_FILE = 'Enter a file name such as Results 2026, or leave it empty.';

const SELECT_COURSES = "select courses in 'Courses' or 'Course Names or IDs'";

/** Here, a message continues a sentence that begins with the value and its field. */
const VALUE_MESSAGES: MessageTable<ValueReasons> = {
	objectAsFileName: { message: "isn't text", nextStep: NAME_A_FILE },
	slashInFileName: {
		message: 'contains a slash',
		nextStep: NAME_A_FILE,
	},
	controlCharacterInFileName: {
		message: 'contains a line break or another control character',
		nextStep: NAME_A_FILE,
	},
	fileNameOnlyEnding: { message: 'needs a name before the extension', nextStep: NAME_A_FILE },
	unknownEvent: {
		message: "isn't an event",
		nextStep: ({ data: { choices } }) => `Use one of: ${choices}.`,
	},
	unknownStart: { message: "isn't a choice", nextStep: 'Use one of: now, date, everything.' },
	invalidStartDate: {
		message: "isn't a date",
		nextStep: 'Enter a date such as 2026-01-31 or 2026-01-31T18:00:00.',
	},
	ambiguousName: {
		message: ({ data: { thing } }) => `matches more than one ${thing}`,
		nextStep: ({ data: { thing, matches } }) =>
			`Use the ID${thing === 'user' ? ' or email address' : ''} of the one you mean: ${listMatches(matches)}.`,
	},
	ambiguousEmail: {
		message: 'is the email address of more than one user',
		nextStep: ({ data: { matches } }) => `Use the ID of the one you mean: ${listMatches(matches)}.`,
	},
	unknownName: {
		message: ({ data: { thing, nameOf } }) => `isn't an ID or the ${nameOf} of a ${thing}`,
		nextStep: ({ data: { nameOf, similar, needsCourse } }) =>
			`Enter the full ${nameOf}, or use the ID.${needsCourse ? ` To find trainings by title, ${SELECT_COURSES}.` : ''}${similar.length > 0 ? ` Similar: ${listMatches(similar)}.` : ''}`,
	},
	nameWithoutCourse: {
		message: "can't be looked up without a course",
		nextStep: `Use the ID, or ${SELECT_COURSES}.`,
	},
	forbiddenLookup: {
		message: ({ data: { records } }) =>
			`can't be looked up, because this API key isn't allowed to read ${records} (status 403)`,
		nextStep: ({ data: { records } }) => `Use the ID, or an API key that can read ${records}.`,
	},
};

/**
 * The words for a value that cannot be used.
 * @returns what is wrong, as the end of a sentence that begins with the value; and the next step
 */
export function describeValue<R extends keyof ValueReasons>(
	reason: R,
	data: ValueReasons[R],
): [problem: string, nextStep: string] {
	const template = VALUE_MESSAGES[reason];
	const words = fillTemplate<ValueReasons[R]>(template, { data, form: PICK_LIST_FORM });
	return [words.message, words.description];
}
