/** Building blocks of the fields that say what to change. */
import type { INodeProperties, PreSendAction } from 'n8n-workflow';
import { trimText } from '../../api/pastedText';
import type { Choices } from '../choices';
import { parseChoice, toOptions } from '../choices';
import { assertTimezone, parseDate } from '../dates/dates';
import { readDay, readMoment, readRangeEnd } from '../dates/moments';
import { MAX_RETRIES } from '../listFields';
import { isBlank, sendParameter, valueAt } from '../parameter';
import type { ItemContext } from '../parseValue';
import { invalidField, invalidValue, parseBoolean, parseInteger } from '../parseValue';
import { idSourceOf } from '../ids/idField';

/** The hint of an operation that changes a record. */
export const EMPTY_FIELDS_STAY = 'Fields that you leave empty stay as they are';

/** The collection of an operation's optional fields. */
export const additionalFieldCollection = (fields: INodeProperties[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: fields,
});

/** The option for retries. */
export const SEND_RETRIES: INodeProperties = {
	...MAX_RETRIES,
	description:
		'How many times to retry when iSpring Learn is busy. A request that iSpring Learn may have carried out is never repeated.',
};

const REQUIRED: unique symbol = Symbol('required');

interface RequiredField extends INodeProperties {
	/** What to do if it is empty. */
	[REQUIRED]?: string;
}

/** Whether an operation cannot run without a field. */
export const isRequiredField = (field: RequiredField): boolean =>
	field[REQUIRED] !== undefined || (idSourceOf(field)?.isRequired ?? false);

/**
 * Makes a field required. n8n's own `required` would only say that the workflow has issues.
 * @param nextStep what to do if it is empty: a sentence
 */
export function required(field: INodeProperties, nextStep: string): INodeProperties {
	const { name, routing } = field;
	const { preSend = [], property = name } = routing?.send ?? {};
	const check: PreSendAction = async function (request) {
		if (valueAt(request.qs, property) !== undefined) return request;
		return invalidField(this, field.displayName, 'is empty', nextStep);
	};
	const marked: RequiredField = {
		...field,
		[REQUIRED]: nextStep,
		routing: { ...routing, send: { ...routing?.send, preSend: [...preSend, check] } },
	};
	return marked;
}

type Words = Pick<INodeProperties, 'displayName' | 'name' | 'description'> &
	Partial<Pick<INodeProperties, 'placeholder' | 'hint' | 'displayOptions' | 'typeOptions'>>;

/** A text. Blank text is not sent. */
export const textField = (words: Words): INodeProperties => ({
	...words,
	type: 'string',
	default: '',
	routing: sendParameter(words.name, (value, context) => {
		if (typeof value === 'object' && value !== null) {
			return invalidValue(context, words.displayName, value, "isn't text", 'Enter text.');
		}
		return isBlank(value) ? undefined : trimText(String(value));
	}),
});

interface Range {
	min: number;
	max: number;
}

const RANGE: unique symbol = Symbol('range');

interface IntegerField extends INodeProperties {
	[RANGE]: Range;
}

/**
 * A whole number within a range. A blank field is not sent.
 *
 * n8n's editor replaces a number below the minimum by the minimum, also one that nobody entered. With an initial
 * value below the range, a field that was left as it is stops the node instead.
 */
export const integerField = (words: Words, range: Range, initial: number): IntegerField => ({
	...words,
	type: 'number',
	typeOptions: {
		...words.typeOptions,
		numberPrecision: 0,
		minValue: Math.min(range.min, initial),
		maxValue: range.max,
	},
	[RANGE]: range,
	default: initial,
	routing: sendParameter(words.name, (value, context) =>
		isBlank(value) ? undefined : parseInteger(context, words.displayName, value, range),
	),
});

/** A switch. Only a blank is not sent, which an AI model leaves in a field that it does not need. */
export const switchField = (words: Words, initial = false): INodeProperties => ({
	...words,
	type: 'boolean',
	default: initial,
	routing: sendParameter(words.name, (value, context) =>
		isBlank(value) ? undefined : parseBoolean(context, words.displayName, value),
	),
});

/** A dropdown with fixed choices. */
export const choiceField = <V extends string>(
	words: Words,
	choices: Choices<V>,
	initial: V,
): INodeProperties => ({
	...words,
	type: 'options',
	default: initial,
	options: toOptions(choices),
	routing: sendParameter(words.name, (value, context) =>
		parseChoice(context, words.displayName, value, choices),
	),
});

/** What the field of a date says if a date without a time is the end of that day. */
const INCLUDES_DAY = 'A date without a time, such as 2026-01-31, includes that day.';

/**
 * A date with a time. It is sent in UTC.
 * @param includesDay whether a date without a time is the end of that day instead of its start
 */
export const momentField = (words: Words, includesDay = false): INodeProperties => ({
	...words,
	...(includesDay && { description: `${words.description} ${INCLUDES_DAY}` }),
	type: 'dateTime',
	default: '',
	routing: sendParameter(words.name, (value, context) => {
		if (isBlank(value)) return undefined;
		const read = includesDay ? readRangeEnd : readMoment;
		return parseDate(read, value, words.displayName, context);
	}),
});

/**
 * Reads a day in the workflow's time zone.
 * @returns such as 2026-01-31
 * @throws NodeOperationError for a value that is not a date, or only a month
 */
export function parseDay(
	context: ItemContext & { getTimezone: () => string },
	field: string,
	value: unknown,
): string {
	const day = readDay(value, context.getTimezone());
	if (day) return day.toISODate();
	assertTimezone(context, field);
	const nextStep = 'Select a date, or enter one such as 2026-01-31.';
	return invalidValue(context, field, value, "isn't a date", nextStep);
}

/** A day without a time. */
export const dayField = (words: Words): INodeProperties => ({
	...words,
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	routing: sendParameter(words.name, (value, context) => {
		if (isBlank(value)) return undefined;
		return parseDay(context, words.displayName, value);
	}),
});
