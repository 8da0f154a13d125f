/** Text that people paste from web pages, mails and documents: its invisible characters, and the UUIDs in it. */

/**
 * The invisible characters, for a character class of a regular expression with the flag `u`: zero-width spaces
 * and joiners, soft hyphens, direction marks, byte order marks, variation selectors and Hangul fillers.
 */
export const INVISIBLE = '\\p{Default_Ignorable_Code_Point}';

const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'gu');

/** Removes invisible characters anywhere in a text. */
export const withoutInvisible = (text: string): string => text.replace(ALL_INVISIBLE, '');

/** Removes invisible characters, and white space at both ends. */
export const cleanText = (text: string): string => withoutInvisible(text).trim();

const EDGE = /[\s\u200b\u2060]/;

/**
 * Removes white space and zero-width spaces at both ends of a text that is to be stored. What is inside stays: emoji
 * and some scripts need joiners and variation selectors.
 */
export function trimText(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && EDGE.test(text[start])) start += 1;
	while (end > start && EDGE.test(text[end - 1])) end -= 1;
	return text.slice(start, end);
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether the whole text is a UUID with hyphens, in either case. iSpring Learn's IDs are UUIDs. */
export const isUuid = (text: string): boolean => UUID.test(text);

const HYPHENATED =
	/(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/g;

/** A UUID without hyphens, as some databases write it. */
const BARE =
	/(?<![0-9a-z-])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?![0-9a-z-])/g;

/** Hexadecimal groups that may be a UUID with characters missing or added. */
const GROUPS = /[0-9a-f]+(?:-[0-9a-f]+){3,}|\b[0-9a-f]{28,}\b/g;

/** Minimum digits of a broken UUID; a complete one has 32. Titles with numbers in them have fewer. */
const MIN_DIGITS = 24;

/** Replaces what documents and URLs write differently: hyphens, full-width digits, escapes. */
const normalize = (text: string): string =>
	withoutInvisible(text)
		.normalize('NFKC')
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/%[0-9a-f]{2}/gi, ' ')
		.toLowerCase();

/** The UUIDs in a text, each once, in lower case and with hyphens, as iSpring Learn writes them. */
export function uuidsIn(text: string): string[] {
	const searched = normalize(text);
	const found = searched.match(HYPHENATED) ?? [];
	if (found.length > 0) return [...new Set(found)];
	return [...new Set([...searched.matchAll(BARE)].map(([, ...parts]) => parts.join('-')))];
}

/** Whether a text without a UUID looks like one with characters missing or added. */
export const isBrokenId = (text: string): boolean =>
	(normalize(text).match(GROUPS) ?? []).some(
		(group) => group.replaceAll('-', '').length >= MIN_DIGITS,
	);
