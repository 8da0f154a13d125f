/** Reads what people put into a field: picks, an expression's array, or text with separators. */
import { withoutInvisible } from '../api/invisible';

const ANY_SEPARATOR = /[\s,;]+/;

/** A text as it was meant: without what nobody sees, and without blanks around it. */
export const cleaned = (text: string): string => withoutInvisible(text).trim();

/** The list that a text holds as JSON; undefined when it holds none. */
export function listInText(text: string): unknown[] | undefined {
	if (!text.startsWith('[')) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The entries of a list, without blanks and repetitions, as text in the order given. An element of an
 * array is one entry, whatever it holds; text is split.
 * @param separator what stands between entries in text; blanks, commas and semicolons when absent
 */
export function parseList(value: unknown, separator = ANY_SEPARATOR): string[] {
	const isText = typeof value !== 'object' || value === null;
	const list = isText ? listInText(cleaned(textOf(value))) : [value];
	const texts = list ? list.flat(Infinity).map(textOf) : textOf(value).split(separator);
	return [...new Set(texts.map(cleaned).filter((text) => text !== ''))];
}

/** An object stays whole, so that a message can show it. */
function textOf(part: unknown): string {
	if (part === null || part === undefined) return '';
	return typeof part === 'object' ? JSON.stringify(part) : String(part);
}
