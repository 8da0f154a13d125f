/** Compares texts as people do: without case, accents, strokes and typographic marks. */
import { withoutInvisible } from '../../api/pastedText';

/**
 * Ranges of code points: accents of Latin, Greek and Cyrillic, and the optional points of Hebrew and
 * Arabic. Marks of other scripts are not among them, because they distinguish words.
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

const removeAccents = (text: string): string =>
	text.normalize('NFKD').replace(/\p{M}/gu, (mark) => (isAccent(mark) ? '' : mark));

/** Lower-case letters that Unicode does not decompose, and how people type them without the stroke. */
const LETTERS: Readonly<Record<string, string>> = {
	...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i', ĸ: 'k', ŋ: 'n' },
	...{ ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ƀ: 'b', ȼ: 'c', ɇ: 'e', ǥ: 'g', ɨ: 'i', ɉ: 'j' },
	...{ ɵ: 'o', ɍ: 'r', ʉ: 'u', ɏ: 'y', ƶ: 'z', ȿ: 's', ɀ: 'z', ɖ: 'd', ɓ: 'b', ɗ: 'd', ɠ: 'g' },
};

const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Marks that a keyboard has one key for. Unicode decomposes some, such as `´`, into a space and an accent. */
const APOSTROPHES =
	/[\u0060\u00b4\u02b9-\u02bf\u02c8\u055a\u05f3\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u2018-\u201b\u2032\u2035\ua78c\uff07\uff40]/g;
const QUOTES =
	/[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02]/g;
const DASHES = /[\p{Pd}\u2212\u2043]/gu;

/**
 * Converts a text to the form in which names are compared, with single spaces between words. Two texts
 * with the same form look the same to people.
 */
export function foldText(text: string): string {
	// Apostrophes first: NFKD would turn some of them into a space and an accent.
	const plain = withoutInvisible(text.normalize('NFD').replace(APOSTROPHES, "'"));
	return removeAccents(removeAccents(plain).toLowerCase())
		.replace(LETTER, (letter) => LETTERS[letter])
		.replace(APOSTROPHES, "'")
		.replace(QUOTES, '"')
		.replace(DASHES, '-')
		.replace(/\s+/g, ' ')
		.trim();
}

/** A word in scripts that put no space between family name and given name: Chinese, Japanese and Korean. */
const UNSPACED =
	/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{M}ー]{2,}$/u;

/** Whether a text is written in scripts without a space between the parts of a name. */
export const isUnspaced = (text: string): boolean => UNSPACED.test(text);

/** Whether two words of a text, "given family", are this name as its owner writes it: "familygiven". */
function isFullName(words: readonly string[], name: string): boolean {
	return words.some((given, at) => {
		const family = words[at + 1] ?? '';
		return family !== '' && name.startsWith(family) && given.startsWith(name.slice(family.length));
	});
}

/** Separators between words that people type, as in "Smith, Anna". */
const PUNCTUATION = /[,;]+/g;

/** Creates a filter for texts that contain every word of a search, in any order. A blank search matches all. */
export function createWordFilter(search: string): (text: string) => boolean {
	const words = foldText(search.replace(PUNCTUATION, ' ')).split(' ').filter(Boolean);
	return (text) => {
		const folded = foldText(text);
		return words.every(
			(word) => folded.includes(word) || (isUnspaced(word) && isFullName(folded.split(' '), word)),
		);
	};
}

/** The number of letters to change, add or remove to turn one text into another (Levenshtein). */
function editDistance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
			next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[other.length];
}

/** Scores how much a name differs from a text, both folded: 0 for the same, Infinity for another name. */
export function scoreDifference(text: string, name: string): number {
	if (text === '' || name === '') return Infinity;
	if (text.length > 2 && name.includes(text)) return 1;
	const most = Math.max(1, Math.floor(text.length / 4));
	if (Math.abs(text.length - name.length) > most) return Infinity;
	const changes = editDistance(text, name);
	return changes <= most ? changes : Infinity;
}
