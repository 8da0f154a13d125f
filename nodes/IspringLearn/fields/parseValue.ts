/** Reads form values. An expression or an AI tool can put any type into any field. */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { cleanText } from '../api/pastedText';

/** Where a form value comes from. A trigger has this, too. */
export type ItemContext = Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>;

/**
 * Reports a field that cannot be used as it is.
 * @param field its name as the form shows it
 * @param problem what is wrong, as the end of a sentence that starts with the field
 * @throws NodeOperationError always
 */
export function invalidField(
	context: ItemContext,
	field: string,
	problem: string,
	nextStep: string,
): never {
	throw new NodeOperationError(context.getNode(), `'${field}' ${problem}`, {
		description: nextStep,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Reports a value that cannot be used, or that is missing.
 * @param field the name of its field as the form shows it
 * @param problem what is wrong, as the end of a sentence that starts with the value
 * @throws NodeOperationError always
 */
export function invalidValue(
	context: ItemContext,
	field: string,
	value: unknown,
	problem: string,
	nextStep: string,
): never {
	if (value === '' || value === null || value === undefined) {
		invalidField(context, field, 'is empty', nextStep);
	}
	throw new NodeOperationError(context.getNode(), `${quote(value)} in '${field}' ${problem}`, {
		description: nextStep,
		itemIndex: context.getItemIndex(),
	});
}

const MAX_QUOTED_LENGTH = 80;

function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	const isLong = text.length > MAX_QUOTED_LENGTH;
	return `"${isLong ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text}"`;
}

interface Range {
	min: number;
	max: number;
}

/**
 * Reads a whole number. Accepts text, as an expression may return it.
 * @throws NodeOperationError for anything else
 */
export function parseInteger(
	context: ItemContext,
	field: string,
	value: unknown,
	{ min, max }: Range,
): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (Number.isInteger(number) && Number(number) >= min && Number(number) <= max)
		return Number(number);
	const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
	return invalidField(
		context,
		field,
		`must be a whole number ${range}`,
		`The value is ${quote(value)}.`,
	);
}

/**
 * Reads a switch. Accepts text, as an expression or an AI tool may return it.
 * @throws NodeOperationError for anything else
 */
export function parseBoolean(context: ItemContext, field: string, value: unknown): boolean {
	// An object may have a `toString` of its own that is not a function.
	const word = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true';
	return invalidField(context, field, 'must be true or false', `The value is ${quote(value)}.`);
}

const ANY_SEPARATOR = /[\s,;]+/;

/** Parses text as JSON; undefined if it is not JSON. */
export function tryParseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Parses text as a JSON array; undefined if it is not one. */
export function parseJsonList(text: string): unknown[] | undefined {
	const list = text.startsWith('[') ? tryParseJson(text) : undefined;
	return Array.isArray(list) ? list : undefined;
}

/**
 * Reads a list of picks, an array from an expression, or text with separators. Returns each entry
 * once, in order, without blanks. Text is split at separators; an array element is not.
 * @param separator between entries in text; default: white space, commas and semicolons
 */
export function parseList(value: unknown, separator = ANY_SEPARATOR): string[] {
	const isText = typeof value !== 'object' || value === null;
	const list = isText ? parseJsonList(cleanText(toText(value))) : [value];
	const texts = list ? list.flat(Infinity).map(toText) : toText(value).split(separator);
	return [...new Set(texts.map(cleanText).filter((text) => text !== ''))];
}

/** Keeps an object whole, so that a message can quote it. */
function toText(part: unknown): string {
	if (part === null || part === undefined) return '';
	return typeof part === 'object' ? JSON.stringify(part) : String(part);
}
