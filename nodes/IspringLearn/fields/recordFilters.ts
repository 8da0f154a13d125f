/**
 * Filters by a field of a record that iSpring Learn has no parameter for. The condition stays in the query until
 * `operations/list/conditions.ts` takes it out.
 */
import type { INodeProperties } from 'n8n-workflow';
import { findChoice, toWord } from './choices';
import { sendParameter } from './parameter';
import { invalidValue, parseBoolean } from './parseValue';

/** The value that a column of a record must have. */
export interface ValueCondition {
	column: string;
	/** Null for any value: a switch that is off. An expression that returns false isn't one that returns nothing. */
	equals: boolean | null;
}

/** Recognizes a condition among the values of a query. */
export const isValueCondition = (value: unknown): value is ValueCondition =>
	typeof value === 'object' && value !== null && 'column' in value && 'equals' in value;

type FieldTexts = Pick<INodeProperties, 'displayName' | 'name'> & { description: string };

/** A switch that selects the records whose column is true, or false. Off, it selects all of them. */
export function onlyFilter({
	column,
	equals,
	...field
}: FieldTexts & ValueCondition): INodeProperties {
	return {
		...field,
		type: 'boolean',
		default: true,
		routing: sendParameter(field.name, (value, context) => {
			const isOn = parseBoolean(context, field.displayName, value);
			return { column, equals: isOn ? equals : null };
		}),
	};
}

interface Choice {
	name: string;
	value: string;
	equals: boolean;
}

/** A dropdown with two choices: the column is true, or false. */
export function choiceFilter({
	column,
	choices,
	...field
}: FieldTexts & { column: string; choices: readonly [Choice, Choice] }): INodeProperties {
	const byValue = Object.fromEntries(choices.map((one) => [one.value, one]));
	return {
		...field,
		type: 'options',
		default: choices[0].value,
		options: choices.map(({ name, value }) => ({ name, value })),
		routing: sendParameter(field.name, (value, context) => {
			if (typeof value === 'string' && toWord(value) === '') return undefined;
			const chosen = findChoice(byValue, value);
			if (chosen !== undefined) return { column, equals: byValue[chosen].equals };
			const names = choices.map(({ name }) => name).join(', ');
			return invalidValue(
				context,
				field.displayName,
				value,
				"isn't a choice",
				`Use one of: ${names}.`,
			);
		}),
	};
}
