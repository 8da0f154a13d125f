/** Reads what people put into a field: picks, an expression's array, or text with separators. */

const ANY_SEPARATOR = /[\s,;]+/;

/**
 * The entries of a list, without blanks and repetitions, as text in the order given.
 * @param separator what stands between entries in text; blanks, commas and semicolons when absent
 */
export function entriesOf(value: unknown, separator = ANY_SEPARATOR): string[] {
	const parts = Array.isArray(value) ? value.flat(Infinity) : [value];
	const texts = parts.flatMap((part) => textsOf(part, separator)).map((text) => text.trim());
	return [...new Set(texts.filter((text) => text !== ''))];
}

/** An object stays whole, so that a message can show it. */
function textsOf(part: unknown, separator: RegExp): string[] {
	if (part === null || part === undefined) return [];
	return typeof part === 'object' ? [JSON.stringify(part)] : String(part).split(separator);
}
