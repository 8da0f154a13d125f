/** Reads what people put into a field: picks, an expression's array, or text with any separators. */

/** The entries of a list, without blanks and repetitions, as text in the order given. */
export function entriesOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.flat(Infinity) : [value];
	const texts = parts.flatMap(textsOf);
	return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}

/** An object stays whole, so that a message can show it. */
function textsOf(part: unknown): string[] {
	if (part === null || part === undefined) return [];
	return typeof part === 'object' ? [JSON.stringify(part)] : String(part).split(/[\s,;]+/);
}
