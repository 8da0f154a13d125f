/**
 * Takes secrets out of texts that a server wrote. Some servers repeat what they were sent, in the
 * form in which it reached them or in one that they made of it.
 */
import { withoutInvisible } from './invisible';

/** Shorter values are no secrets, and masking them would blot out parts of words. */
export const SHORTEST_SECRET = 4;

const collapsed = (text: string): string => text.replace(/\s+/g, ' ');

/** A stored secret as it may be written out: as it is, and without what was copied along with it. */
function spellingsOf(secret: string): string[] {
	const core = secret.replace(/^[\s\p{Cf}]*(bearer\s+)?/iu, '').replace(/[\s\p{Cf}]+$/u, '');
	const visible = withoutInvisible(core);
	return [core, visible, collapsed(core), collapsed(visible), visible.replace(/\s+/g, '')];
}

/** A backslash; each time that a text is put into JSON once more there are twice as many. */
const BACKSLASHES = '\\\\{1,8}';

const NAMES: Readonly<Record<string, string>> = {
	'"': 'quot',
	"'": 'apos',
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
};

/** The short escapes that JSON has for characters that cannot stand in it. */
const SHORT: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' };

const inHex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** A sign as it is or as JSON, markup and addresses escape it, also several times over. */
function patternOfSign(sign: string): string {
	if (/^[A-Za-z0-9]$/.test(sign)) return sign;
	const code = sign.codePointAt(0) ?? 0;
	const units = Array.from(sign.split(''), (unit) => inHex(unit.charCodeAt(0), 4));
	const bytes = [...Buffer.from(sign, 'utf8')].map((byte) => inHex(byte, 2));
	const references = [`#0{0,6}${code}`, `#x0{0,6}${inHex(code, 1)}`, NAMES[sign] ?? []].flat();
	return [
		`(?:${units.map((unit) => `${BACKSLASHES}u${unit}`).join('')}`,
		`&(?:amp;){0,4}(?:${references.join('|')});`,
		bytes.map((byte) => `%(?:25){0,4}${byte}`).join(''),
		...(sign === ' ' ? ['\\+'] : []),
		...(sign in SHORT ? [BACKSLASHES + SHORT[sign]] : []),
		sign === '\\' ? `${BACKSLASHES})` : `\\\\{0,8}${sign.replace(/[$(-+./?[-^{-}]/, '\\$&')})`,
	].join('|');
}

/** A text sign by sign; several backslashes in a row are one, or there would be too many ways to read them. */
const patternsOf = (text: string): string[] => [...text.replace(/\\+/g, '\\')].map(patternOfSign);

/** What base64 writes for a text in the middle of another: three ways, by where in the other it begins. */
function inBase64(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	const forms = [0, 1, 2].map((offset) => {
		const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
		const whole = [Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6)];
		return padded.toString('base64').slice(...whole);
	});
	return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** The ways in which a server may write a secret, apart from escapes. */
function formsOf(secret: string): string[] {
	const derived = spellingsOf(secret).flatMap((text) => [
		text,
		...inBase64(text),
		Buffer.from(text, 'utf8').toString('hex'),
	]);
	return [secret, ...derived.filter(({ length }) => length >= SHORTEST_SECRET)];
}

/** The longest escape of one sign. */
const LONGEST_ESCAPE = 36;

/** An escape that is cut in two. */
const CUT_ESCAPE = /^(?:[%&\\][#\w;\\]*)?$/;

/** Where the end of a text is the beginning of a form; the length of the text when it is not. */
function beginningIn(text: string, signs: readonly RegExp[]): number {
	const first = Math.max(0, text.length - signs.length * LONGEST_ESCAPE);
	for (let start = first; start < text.length; start++) {
		let at = start;
		let found = 0;
		for (const sign of signs) {
			sign.lastIndex = at;
			if (!sign.test(text)) break;
			at = sign.lastIndex;
			found += 1;
		}
		if (found >= SHORTEST_SECRET && CUT_ESCAPE.test(text.slice(at))) return start;
	}
	return text.length;
}

/** Where a quotation is cut off, a secret may be cut in two. */
function withoutBeginnings(text: string, forms: readonly string[], mark: string): string {
	const signsOf = forms.map((form) => patternsOf(form).map((sign) => new RegExp(sign, 'iy')));
	return text.replace(/[^…]+(?=…)/g, (part) => {
		const start = Math.min(part.length, ...signsOf.map((signs) => beginningIn(part, signs)));
		return start === part.length ? part : `${part.slice(0, start)}${mark}`;
	});
}

/**
 * A text that a server wrote, without the secrets that it was sent: as they were stored or sent, in
 * small letters or capitals, escaped, percent-encoded, in base64, or cut off at the end of a quotation.
 * @param secrets what must not be shown; blank ones are passed over
 * @param mark what stands in their place
 */
export function redact(text: string, secrets: readonly string[], mark: string): string {
	const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))].sort(
		(a, b) => b.length - a.length,
	);
	const masked = forms.reduce(
		(left, form) => left.replace(new RegExp(patternsOf(form).join(''), 'gi'), () => mark),
		text,
	);
	return masked.includes('…') ? withoutBeginnings(masked, forms, mark) : masked;
}
