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
	unknownFormat: { choices: string };
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

const UNKNOWN = 'is not known';

const NAME_A_FILE =
	'Give the name of a file without its folder, such as results.csv. Blank makes one with the date of today.';

const AFTER_CHOICE = "only when courses are chosen in 'Course Names or IDs'";

/** Here, a message continues a sentence that begins with the field and its value. */
const VALUE_MESSAGES: MessageTable<ValueReasons> = {
	unknownFormat: {
		message: UNKNOWN,
		nextStep: ({ data: { choices } }) => `The formats are: ${choices}.`,
	},
	slashInFileName: {
		message: 'is not a name alone: it has a slash in it',
		nextStep: NAME_A_FILE,
	},
	controlCharacterInFileName: {
		message: 'has a line break or another control character in it',
		nextStep: NAME_A_FILE,
	},
	fileNameOnlyEnding: { message: 'has nothing before its ending', nextStep: NAME_A_FILE },
	unknownEvent: {
		message: UNKNOWN,
		nextStep: ({ data: { choices } }) => `The events are: ${choices}.`,
	},
	unknownStart: { message: UNKNOWN, nextStep: 'The choices are: now, date, everything.' },
	invalidStartDate: {
		message: 'cannot be read as a date',
		nextStep: 'Pick a date, or write one such as 2026-01-31 or 2026-01-31T18:00:00.',
	},
	ambiguousName: {
		message: ({ data: { thing } }) => `is the name of more than one ${thing}`,
		nextStep: ({ data: { thing, matches } }) =>
			`Use ${thing === 'user' ? 'the ID or the e-mail address' : 'the ID'} of the one that you mean. They are: ${listMatches(matches)}.`,
	},
	ambiguousEmail: {
		message: 'is the e-mail address of more than one user',
		nextStep: ({ data: { matches } }) =>
			`Use the ID of the one that you mean. They are: ${listMatches(matches)}.`,
	},
	unknownName: {
		message: ({ data: { thing, nameOf } }) => `is not an ID or the ${nameOf} of a ${thing}`,
		nextStep: ({ data: { similar, needsCourse } }) =>
			`Names have to be whole. Check the spelling, choose from the list, or use the ID.${needsCourse ? ` Trainings are found by title ${AFTER_CHOICE}.` : ''}${similar.length > 0 ? ` Similar: ${listMatches(similar)}.` : ''}`,
	},
	nameWithoutCourse: {
		message: 'cannot be looked up without a course',
		nextStep: `Use the ID instead. This API Host finds modules by title ${AFTER_CHOICE}.`,
	},
	forbiddenLookup: {
		message: ({ data: { records } }) =>
			`cannot be looked up, because the API key may not read ${records} (status 403)`,
		nextStep: ({ data: { records } }) =>
			`Use the ID instead. For names, the credential needs an API key that may read ${records}.`,
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
