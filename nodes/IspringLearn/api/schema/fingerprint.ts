/** Numbers that tell most texts apart: they take a tenth of the time of texts as keys of a map. */

/** Letters in either case have the same bits but this one. */
const CASE_BIT = 0x20;

/** The numbers of the hash function FNV-1a for 32 bits, by Fowler, Noll and Vo. */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * The FNV-1a hash of eight characters of a text, as a signed integer of 32 bits. Equal texts have equal fingerprints,
 * also if they differ in the case of ASCII letters alone. Two of the vendor's UUIDs nearly always differ in characters
 * 4 to 7, the lower half of their time (RFC 9562, section 5.1). Two titles or counted IDs differ in the last ones.
 * @param start the fingerprint of a text before this one, to get one for both
 */
export function fingerprintOf(text: string, start: number = OFFSET_BASIS): number {
	const { length } = text;
	let hash = Math.imul(start ^ length, PRIME);
	const middle = Math.min(8, length - 4);
	for (let at = 4; at < middle; at++) {
		hash = Math.imul(hash ^ (text.charCodeAt(at) | CASE_BIT), PRIME);
	}
	for (let at = Math.max(0, length - 4); at < length; at++) {
		hash = Math.imul(hash ^ (text.charCodeAt(at) | CASE_BIT), PRIME);
	}
	return hash;
}

/** How many texts are remembered: a power of two. */
const SLOTS = 1024;

/**
 * Replaces texts by equal ones from before. Records repeat titles and IDs thousands of times, and each copy would take
 * memory of its own.
 */
export class Interner {
	private readonly texts = new Array<string>(SLOTS).fill('');

	/** An equal text from before, if it is still remembered. */
	reuse(text: string): string {
		const slot = fingerprintOf(text) & (SLOTS - 1);
		const remembered = this.texts[slot];
		if (remembered === text) return remembered;
		this.texts[slot] = text;
		return text;
	}
}
