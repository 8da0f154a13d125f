/** Finds UUIDs in text that people copied from anywhere. */
import { withoutInvisible } from './invisible';

const HYPHENATED =
	/(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/g;

/** A UUID without hyphens, as some databases write it. */
const BARE =
	/(?<![0-9a-z-])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?![0-9a-z-])/g;

/** Hexadecimal groups that may be a UUID with characters missing or added. */
const GROUPS = /[0-9a-f]+(?:-[0-9a-f]+){3,}|\b[0-9a-f]{28,}\b/g;

/** Digits of a broken UUID, which has 32 when whole. Titles with numbers in them have fewer. */
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
