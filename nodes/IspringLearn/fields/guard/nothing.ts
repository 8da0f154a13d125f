/** What an expression yields when it finds nothing, and what a model writes when it wants no filter. */
import { DateTime } from 'luxon';

/** Blanks of every kind, and characters that nobody can see. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * What n8n and JavaScript write for nothing where an expression stands in a text. Brackets, quotes and
 * separators alone hold nothing either.
 */
const EMPTY_TEXT = /^(?:[[\]{}"'`,;]|undefined|null|NaN|InvalidDateTime|InvalidDate)*$/;

const isEmptyText = (text: string): boolean => EMPTY_TEXT.test(text.replace(UNSEEN, ''));

/** A model writes these, in any case, when it has no value for a filter. */
const WORDS_FOR_NOTHING: ReadonlySet<string> = new Set(
	'null|nil|none|nothing|nan|undefined|n/a|na|not applicable|not available|not provided|not set|not specified|unset|unspecified|empty|blank|void|no|no filter|no filters|any|anyone|anybody|anything|all|everyone|everybody|everything|every|*|-|–|—'.split(
		'|',
	),
);

/** "all users", "any status": still no filter. Other words after these may be a title, such as "All Hands". */
const ALL_OF_THEM =
	/^(?:all|any|every|no) (?:courses?|dates?|departments?|e-?mails?|enrollments?|groups?|ids?|items?|learners?|logins?|modules?|people|results?|status(?:es)?|time|types?|users?|values?)$/;

const BETWEEN_WORDS = /[,;\n]+/;

/** Quotes and brackets around a word, and a full stop behind it. */
const AROUND = /^[\s"'`<([{]+|[\s"'`>)\]}.]+$/gu;

const isWordForNothing = (text: string): boolean => {
	if (isEmptyText(text)) return true;
	const words = text.normalize('NFKC').toLowerCase().split(BETWEEN_WORDS);
	return words.every((word) => {
		const plain = word.replace(AROUND, '').replace(/\s+/g, ' ');
		return isEmptyText(plain) || WORDS_FOR_NOTHING.has(plain) || ALL_OF_THEM.test(plain);
	});
};

/** Deeper than any value of a filter. */
const MAX_DEPTH = 10;

function parseContainer(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

function isNothing(value: unknown, isNoText: (text: string) => boolean, depth = 0): boolean {
	if (value === null || value === undefined) return true;
	if (typeof value === 'number') return Number.isNaN(value);
	if (typeof value === 'string') {
		if (isNoText(value)) return true;
		const parsed = parseContainer(value);
		return parsed !== undefined && isNothing(parsed, isNoText, depth + 1);
	}
	if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
	if (DateTime.isDateTime(value)) return !value.isValid;
	if (tagOf(value) === '[object Date]') return Number.isNaN(Number(value));
	if (!Array.isArray(value) && tagOf(value) !== '[object Object]') return false;
	return Object.values(value).every((part) => isNothing(part, isNoText, depth + 1));
}

/** Whether the value of an expression holds nothing that a filter could go by, however n8n wrote it. */
export const yieldsNothing = (value: unknown): boolean => isNothing(value, isEmptyText);

/** The same for what a model filled in: its words for "nothing" and "everything" count as well. */
export const saysNothing = (value: unknown): boolean => isNothing(value, isWordForNothing);
