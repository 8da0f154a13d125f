/** Compares texts as people read them: without case, accents, strokes and typographic marks. */
import { withoutInvisible } from '../api/invisible';

/**
 * Accents of Latin, Greek and Cyrillic, and points that Hebrew and Arabic may be written without, by
 * their codes. Marks of other scripts tell words apart.
 */
const ACCENTS: ReadonlyArray<readonly [number, number]> = [
	[0x300, 0x36f],
	[0x591, 0x5c7],
	[0x64b, 0x670],
	[0x1ab0, 0x1aff],
	[0x1dc0, 0x1dff],
	[0x20d0, 0x20ff],
	[0xfe20, 0xfe2f],
];

const isAccent = (mark: string): boolean => {
	const code = mark.codePointAt(0) ?? 0;
	return ACCENTS.some(([first, last]) => code >= first && code <= last);
};

const withoutAccents = (text: string): string =>
	text.normalize('NFKD').replace(/\p{M}/gu, (mark) => (isAccent(mark) ? '' : mark));

/** Letters that Unicode does not take apart, in small letters, and how they are typed without them. */
const LETTERS: Readonly<Record<string, string>> = {
	...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i', ĸ: 'k', ŋ: 'n' },
	...{ ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ƀ: 'b', ȼ: 'c', ɇ: 'e', ǥ: 'g', ɨ: 'i', ɉ: 'j' },
	...{ ɵ: 'o', ɍ: 'r', ʉ: 'u', ɏ: 'y', ƶ: 'z', ȿ: 's', ɀ: 'z', ɖ: 'd', ɓ: 'b', ɗ: 'd', ɠ: 'g' },
};

const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Marks that keyboards have one key for. `´` and the like are blanks with an accent to Unicode, hence they come first. */
const APOSTROPHES =
	/[\u0060\u00b4\u02b9-\u02bf\u02c8\u055a\u05f3\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u2018-\u201b\u2032\u2035\ua78c\uff07\uff40]/g;
const QUOTES =
	/[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02]/g;
const DASHES = /[\p{Pd}\u2212\u2043]/gu;

/**
 * A text in the form in which names are compared, with single blanks between its words. Two texts that
 * are the same in this form are the same to people.
 */
export function folded(text: string): string {
	const plain = withoutInvisible(text.normalize('NFD').replace(APOSTROPHES, "'"));
	return withoutAccents(withoutAccents(plain).toLowerCase())
		.replace(LETTER, (letter) => LETTERS[letter])
		.replace(APOSTROPHES, "'")
		.replace(QUOTES, '"')
		.replace(DASHES, '-')
		.replace(/\s+/g, ' ')
		.trim();
}
