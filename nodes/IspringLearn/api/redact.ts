/**
 * Masks secrets in text from a server. Some servers repeat what they received, as it arrived or encoded in
 * another way.
 */
import { withoutInvisible } from './pastedText';

/** Minimum characters of a secret. Masking shorter values would hide parts of ordinary words. */
export const SHORTEST_SECRET = 4;

const collapsed = (text: string): string => text.replace(/\s+/g, ' ');

/** The spellings of a stored secret: as stored, and without the characters that were pasted along with it. */
function spellingsOf(secret: string): string[] {
	const core = secret.replace(/^[\s\p{Cf}]*(bearer\s+)?/iu, '').replace(/[\s\p{Cf}]+$/u, '');
	const visible = withoutInvisible(core);
	return [core, visible, collapsed(core), collapsed(visible), visible.replace(/\s+/g, '')];
}

/** A backslash. Each further encoding as JSON doubles it. */
const BACKSLASHES = '\\\\{1,8}';

/** Names of character references in markup. */
const REFERENCE_NAMES: Readonly<Record<string, string>> = {
	'"': 'quot',
	"'": 'apos',
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
};

/** JSON's short escapes for control characters. */
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' };

const toHex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** The pattern of a character: plain, or as JSON, markup and URLs escape it, also repeatedly. */
function characterPattern(character: string): string {
	if (/^[A-Za-z0-9]$/.test(character)) return character;
	const code = character.codePointAt(0) ?? 0;
	const units = Array.from(character.split(''), (unit) => toHex(unit.charCodeAt(0), 4));
	const bytes = [...Buffer.from(character, 'utf8')].map((byte) => toHex(byte, 2));
	const references = [
		`#0{0,6}${code}`,
		`#x0{0,6}${toHex(code, 1)}`,
		REFERENCE_NAMES[character] ?? [],
	].flat();
	return [
		`(?:${units.map((unit) => `${BACKSLASHES}u${unit}`).join('')}`,
		`&(?:amp;){0,4}(?:${references.join('|')});`,
		bytes.map((byte) => `%(?:25){0,4}${byte}`).join(''),
		...(character === ' ' ? ['\\+'] : []),
		...(character in SHORT_ESCAPES ? [BACKSLASHES + SHORT_ESCAPES[character]] : []),
		character === '\\'
			? `${BACKSLASHES})`
			: `\\\\{0,8}${character.replace(/[$(-+./?[-^{-}]/, '\\$&')})`,
	].join('|');
}

/** The patterns of a text's characters. Backslashes in a row count as one; otherwise they could match in too many ways. */
const characterPatterns = (text: string): string[] =>
	[...text.replace(/\\+/g, '\\')].map(characterPattern);

/** A text in base64, in the middle of another text: three forms, by the offset at which it begins. */
function inBase64(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	const forms = [0, 1, 2].map((offset) => {
		const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
		const whole = [Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6)];
		return padded.toString('base64').slice(...whole);
	});
	return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** The forms in which a server may repeat a secret, apart from escapes. */
function secretForms(secret: string): string[] {
	const derived = spellingsOf(secret).flatMap((text) => [
		text,
		...inBase64(text),
		Buffer.from(text, 'utf8').toString('hex'),
	]);
	return [secret, ...derived.filter(({ length }) => length >= SHORTEST_SECRET)];
}

/** Length of the longest escape of one character. */
const LONGEST_ESCAPE = 36;

/** An incomplete escape at the end of a text. */
const CUT_ESCAPE = /^(?:[%&\\][#\w;\\]*)?$/;

/**
 * Finds where the end of a text is the start of a form.
 * @returns its index, or the length of the text if there is none
 */
function findStart(text: string, characters: readonly RegExp[]): number {
	const first = Math.max(0, text.length - characters.length * LONGEST_ESCAPE);
	for (let start = first; start < text.length; start++) {
		let at = start;
		let found = 0;
		for (const character of characters) {
			character.lastIndex = at;
			if (!character.test(text)) break;
			at = character.lastIndex;
			found += 1;
		}
		if (found >= SHORTEST_SECRET && CUT_ESCAPE.test(text.slice(at))) return start;
	}
	return text.length;
}

/** Masks the part of a secret that is left where an excerpt was cut off. */
function maskCutSecrets(text: string, forms: readonly string[], mark: string): string {
	const patterns = forms.map((form) =>
		characterPatterns(form).map((pattern) => new RegExp(pattern, 'iy')),
	);
	return text.replace(/[^…]+(?=…)/g, (part) => {
		const start = Math.min(
			part.length,
			...patterns.map((characters) => findStart(part, characters)),
		);
		return start === part.length ? part : `${part.slice(0, start)}${mark}`;
	});
}

/**
 * Masks secrets in a text: as stored or sent, in either case, escaped, percent-encoded, in base64, in hex,
 * or cut off at the end of an excerpt.
 * @param secrets empty ones are ignored
 * @param mark replaces each secret
 */
export function redact(text: string, secrets: readonly string[], mark = '***'): string {
	const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(secretForms))].sort(
		(a, b) => b.length - a.length,
	);
	const masked = forms.reduce(
		(left, form) => left.replace(new RegExp(characterPatterns(form).join(''), 'gi'), () => mark),
		text,
	);
	return masked.includes('…') ? maskCutSecrets(masked, forms, mark) : masked;
}
