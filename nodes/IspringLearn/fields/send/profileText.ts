/** The value of one profile field, as it is sent. */
import type { IExecuteSingleFunctions, ResourceMapperField } from 'n8n-workflow';
import { trimText } from '../../api/pastedText';
import { foldText } from '../../methods/names/textMatching';
import { hasExpression, isEmptyModelValue, isFilledByModel } from '../guard/emptyValue';
import { isBlank } from '../parameter';
import { invalidValue } from '../parseValue';
import { parseDay } from './sendFields';

export const PROFILE_LABEL = 'Profile Fields';

/** What is known about a field. A program may have saved no more than its name. */
type Field = Pick<ResourceMapperField, 'id'> & Partial<ResourceMapperField>;

/** What JavaScript writes for a missing value inside a text. A person's own "null" is a text. */
const MISSING: ReadonlySet<string> = new Set(['undefined', 'null']);

/** Whether there is nothing to send. An invalid number or date is no such value, but a mistake to report. */
function isNothing(value: unknown, raw: unknown): boolean {
	if (isBlank(value)) return true;
	if (isFilledByModel(raw)) return isEmptyModelValue(value);
	if (typeof value === 'object') return /^(\[\]|\{\})$/.test(JSON.stringify(value));
	return hasExpression(raw) && MISSING.has(String(value).trim());
}

/** A choice of a list by its name, as the form shows it. An unknown text stays: the list may have become longer. */
function toChoice(text: string, options: ResourceMapperField['options'] = []): string {
	if (options.some(({ value }) => String(value) === text)) return text;
	const named = options.filter(({ name }) => foldText(name) === foldText(text));
	return named.length === 1 ? String(named[0].value) : text;
}

/**
 * Converts a value to the text that is sent.
 * @param raw the value as saved, with its expression
 * @returns '' to send nothing
 * @throws NodeOperationError for a value that is not text, a number or a date
 */
export function toProfileText(
	value: unknown,
	raw: unknown,
	{ id, displayName: label = id, type, options }: Field,
	context: IExecuteSingleFunctions,
): string {
	if (isNothing(value, raw)) return '';
	if (type === 'dateTime') return parseDay(context, label, value);
	const isText = typeof value !== 'object' && !Number.isNaN(value);
	if (isText) return toChoice(trimText(String(value)), options);
	const nextStep = `Enter text. It is the value for '${label}' under '${PROFILE_LABEL}'.`;
	const shown = typeof value === 'object' ? value : String(value);
	return invalidValue(context, label, shown, "isn't text", nextStep);
}
