/** Filters by a list of statuses or texts. Sent as `<name>[]=…`, once for each value. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { cleanText } from '../api/pastedText';
import type { Status } from '../api/schema/statuses';
import { findLeaves, valuesUnder } from './ids/objectValues';
import { sendParameter } from './parameter';
import { invalidValue, parseJsonList, parseList } from './parseValue';

/** Status names, titles and logins can contain spaces. */
const SEPARATOR = /[,;\n]+/;

/** "In Progress", "in progress" and "in_progress" are the same status. */
const normalizeWord = (word: string): string => word.toLowerCase().replace(/[\s_]+/g, '_');

/**
 * A filter by statuses. Expressions may return their values or their names.
 * @param words `statuses` describes each status, by its value
 */
export function statusList(
	displayName: string,
	name: string,
	statuses: readonly Status[],
	words: { description: string; hint: string; statuses: Readonly<Record<string, string>> },
): INodeProperties {
	const byWord = new Map(
		statuses.flatMap(({ name: word, value }) => [
			[normalizeWord(word), value],
			[normalizeWord(String(value)), value],
		]),
	);
	const find = (word: string) => byWord.get(normalizeWord(word));
	return {
		displayName,
		name,
		type: 'multiOptions',
		default: [],
		description: words.description,
		hint: words.hint,
		options: statuses.map((status) => ({ ...status, description: words.statuses[status.value] })),
		routing: sendParameter(name, (value, context) => {
			const isText = typeof value === 'string' && parseJsonList(cleanText(value)) === undefined;
			const chosen = parseList(value, SEPARATOR).flatMap((entry) => {
				// Values are single words, so text such as "passed failed" holds two of them.
				const words = !isText || find(entry) !== undefined ? [entry] : entry.split(/\s+/);
				const values = words.map(find);
				if (!values.includes(undefined)) return values as string[];
				return invalidValue(
					context,
					displayName,
					entry,
					"isn't a status",
					`Use one of: ${statuses.map((status) => `${status.name} (${status.value})`).join(', ')}.`,
				);
			});
			return chosen.length === 0 ? undefined : [...new Set(chosen)];
		}),
	};
}

interface TextListOptions {
	displayName: string;
	name: string;
	placeholder: string;
	description: string;
	/** The key, in lower case, under which objects hold such a text. */
	key: string;
}

/** A filter by exact texts. */
export function textList({
	displayName,
	name,
	placeholder,
	description,
	key,
}: TextListOptions): INodeProperties {
	/** Replaces an object by the text in it. */
	const toText = (part: unknown, context: IExecuteSingleFunctions): unknown => {
		if (typeof part !== 'object' || part === null) return part;
		const [text] = valuesUnder(findLeaves(part), key).map(cleanText).filter(Boolean);
		const nextStep = `Enter text, or use objects with the field "${key}".`;
		return text ?? invalidValue(context, displayName, part, "isn't text", nextStep);
	};
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description: `${description}. Separate multiple values with commas or new lines, or use an expression that returns an array.`,
		routing: sendParameter(name, (value, context) => {
			const isList = typeof value === 'object' && value !== null;
			const list = isList ? [value].flat(Infinity).map((part) => toText(part, context)) : value;
			const texts = parseList(list, SEPARATOR);
			return texts.length === 0 ? undefined : texts;
		}),
	};
}
