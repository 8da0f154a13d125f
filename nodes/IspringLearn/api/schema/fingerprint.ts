/** Numbers that tell most texts apart: they take a tenth of the time of texts as keys of a map. */

/** The only bit in which upper-case and lower-case ASCII letters differ. */
const CASE_BIT = 0x20;

/** The numbers of the hash function FNV-1a for 32 bits, by Fowler, Noll and Vo. */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * A hash like FNV-1a, of the length of a text and at most eight characters, as a signed integer of 32 bits. Texts that
 * differ only in the case of ASCII letters have equal fingerprints. Two of the vendor's UUIDs nearly always differ in
 * characters 4 to 7, a part of their time (RFC 9562, section 5.1). Two titles or counted IDs differ in the last ones.
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
const SLOTS = 2048;

/** After how many texts all are forgotten: about two pages of results. */
const LIFETIME = 16_384;

/**
 * Replaces texts by equal ones from before. Records repeat titles and IDs thousands of times, and each copy would take
 * memory of its own. A text from XML is a part of its page and keeps it in memory, so no text is remembered for long.
 */
export class Interner {
	private texts: string[] = [];
	private uses = 0;

	/** An equal text from before, if it is still remembered. */
	reuse(text: string): string {
		// Not before the first use: many input items wait for their turn.
		if (this.uses % LIFETIME === 0) this.texts = new Array<string>(SLOTS).fill('');
		this.uses += 1;
		const slot = fingerprintOf(text) & (SLOTS - 1);
		const remembered = this.texts[slot];
		if (remembered === text) return remembered;
		this.texts[slot] = text;
		return text;
	}
}
