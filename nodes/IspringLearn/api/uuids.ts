/** Finds ids in text, however they were copied. */
import { withoutInvisible } from './invisible';

const HYPHENATED =
	/(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/g;

/** The same without hyphens, as some databases write it. */
const BARE =
	/(?<![0-9a-z-])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?![0-9a-z-])/g;

const GROUPS = /[0-9a-f]+(?:-[0-9a-f]+){3,}|\b[0-9a-f]{28,}\b/g;

/** Of the 32 digits that an id has; titles with numbers in them have fewer. */
const NEARLY_ALL_DIGITS = 24;

/** Documents have other hyphens than keyboards, and web addresses have escapes. */
const plain = (text: string): string =>
	withoutInvisible(text)
		.normalize('NFKC')
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/%[0-9a-f]{2}/gi, ' ')
		.toLowerCase();

/** The ids in a text, each once, in small letters and with hyphens, as iSpring Learn writes them. */
export function uuidsIn(text: string): string[] {
	const searched = plain(text);
	const found = searched.match(HYPHENATED) ?? [];
	if (found.length > 0) return [...new Set(found)];
	return [...new Set([...searched.matchAll(BARE)].map(([, ...parts]) => parts.join('-')))];
}

/** Whether a text without ids in it was meant as one, but lost or gained some characters. */
export const isBrokenId = (text: string): boolean =>
	(plain(text).match(GROUPS) ?? []).some(
		(group) => group.replaceAll('-', '').length >= NEARLY_ALL_DIGITS,
	);
