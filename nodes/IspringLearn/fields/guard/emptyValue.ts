/** Recognizes expressions, the values of empty ones, and what an AI model writes for a filter that it leaves out. */
import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { tryParseJson } from '../parseValue';

/** The part of n8n's context that triggers have, too. */
type NodeContext = Pick<IExecuteSingleFunctions, 'getNode'>;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/**
 * A parameter as saved in the workflow, before n8n resolves its expressions: they are texts that start
 * with "=". Undefined if the node does not have it.
 */
export function rawParameter(context: NodeContext, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
			context.getNode().parameters,
		);
}

function someText(raw: unknown, matches: (text: string) => boolean): boolean {
	if (typeof raw === 'string') return matches(raw);
	return isObject(raw) && Object.values(raw).some((part) => someText(part, matches));
}

const isExpression = (text: string): boolean => text.startsWith('=');

const FROM_MODEL = /\$fromai\s*\(/i;

/** Whether a raw parameter contains an expression, at any depth. */
export const hasExpression = (raw: unknown): boolean => someText(raw, isExpression);

/** Whether an AI model fills in a raw parameter, as in `{{ $fromAI("users") }}`. */
export const isFilledByModel = (raw: unknown): boolean =>
	someText(raw, (text) => isExpression(text) && FROM_MODEL.test(text));

/** White space of every kind, and invisible characters. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * What n8n and JavaScript write for a missing value inside a text. Brackets, quotation marks and
 * separators alone are empty, too.
 */
const EMPTY_TEXT = /^(?:[[\]{}"'`,;]|undefined|null|NaN|InvalidDateTime|InvalidDate)*$/;

const isEmptyText = (text: string): boolean => EMPTY_TEXT.test(text.replace(INVISIBLE, ''));

/** What a model writes, in upper or lower case, if it has no value for a filter. */
const MODEL_WORDS: ReadonlySet<string> = new Set(
	'null|nil|none|nothing|nan|undefined|n/a|na|not applicable|not available|not provided|not set|not specified|unset|unspecified|not given|optional|empty|empty string|leave empty|leave blank|blank|string|void|no|no filter|no filters|any|anyone|anybody|anything|all|everyone|everybody|everything|every|*|-|–|—'.split(
		'|',
	),
);

/** "all users" or "any status" is no filter. With any other word it may be a title, such as "All Hands". */
const MODEL_PHRASES =
	/^(?:all|any|every|no) (?:courses?|dates?|departments?|e-?mails?|enrollments?|groups?|ids?|items?|learners?|logins?|modules?|people|results?|status(?:es)?|time|types?|users?|values?)$/;

const WORD_SEPARATOR = /[,;\n]+/;

/** Quotation marks and brackets around a word, and a period after it. */
const WORD_EDGES = /^[\s"'`<([{]+|[\s"'`>)\]}.]+$/gu;

const isEmptyModelText = (text: string): boolean => {
	if (isEmptyText(text)) return true;
	const words = text.normalize('NFKC').toLowerCase().split(WORD_SEPARATOR);
	return words.every((word) => {
		const plain = word.replace(WORD_EDGES, '').replace(/\s+/g, ' ');
		return isEmptyText(plain) || MODEL_WORDS.has(plain) || MODEL_PHRASES.test(plain);
	});
};

/** No filter value is nested more deeply. */
const MAX_DEPTH = 10;

/** Parses text that is a JSON array or object; undefined for other text. */
const parseContainer = (text: string): unknown =>
	/^\s*[[{]/.test(text) ? tryParseJson(text) : undefined;

const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

function isEmpty(value: unknown, isEmptyString: (text: string) => boolean, depth = 0): boolean {
	if (value === null || value === undefined) return true;
	if (typeof value === 'number') return Number.isNaN(value);
	if (typeof value === 'string') {
		if (isEmptyString(value)) return true;
		const parsed = parseContainer(value);
		return parsed !== undefined && isEmpty(parsed, isEmptyString, depth + 1);
	}
	if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
	if (DateTime.isDateTime(value)) return !value.isValid;
	if (tagOf(value) === '[object Date]') return Number.isNaN(Number(value));
	if (!Array.isArray(value) && tagOf(value) !== '[object Object]') return false;
	return Object.values(value).every((part) => isEmpty(part, isEmptyString, depth + 1));
}

/** Whether the value of an expression is empty, in any of the ways in which n8n writes that. */
export const isEmptyValue = (value: unknown): boolean => isEmpty(value, isEmptyText);

/** Whether a model's value is empty: words for "nothing" and "everything" count, too. */
export const isEmptyModelValue = (value: unknown): boolean => isEmpty(value, isEmptyModelText);

const LIST_SEPARATOR = /[,;]/;

/** An expression with several parts, such as `{{ $json.first }}, {{ $json.second }}`. */
const COMPOSED = /\{\{.*\{\{/s;

/**
 * Whether a list from an expression lacks one of its entries, as `['anna', '']` and "anna, , bob" do. Text may have a
 * separator at its ends, unless the expression has several parts: then one of them is empty.
 */
export function lacksEntry(value: unknown, raw: unknown): boolean {
	if (typeof value === 'string') {
		const parsed = parseContainer(value);
		if (parsed !== undefined) return lacksEntry(parsed, raw);
		const parts = value.split(LIST_SEPARATOR);
		const isComposed = typeof raw === 'string' && COMPOSED.test(raw);
		return parts.length > 1 && (isComposed ? parts : parts.slice(1, -1)).some(isEmptyText);
	}
	if (!Array.isArray(value)) return false;
	return value.some((one) => isEmptyValue(one) || (Array.isArray(one) && lacksEntry(one, raw)));
}
