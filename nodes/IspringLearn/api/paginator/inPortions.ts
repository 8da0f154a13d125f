/**
 * Puts items together in portions, in their order. The last portion may be smaller.
 * @param size returns the size of the next portion. Called again for each item
 */
export async function* inPortions<T>(
	items: AsyncIterable<T>,
	size: () => number,
): AsyncGenerator<T[]> {
	let portion: T[] = [];
	for await (const item of items) {
		portion.push(item);
		if (portion.length < size()) continue;
		yield portion;
		portion = [];
	}
	if (portion.length > 0) yield portion;
}
