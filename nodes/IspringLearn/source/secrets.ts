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

/** Codes of the characters that ASCII does not have, as a JSON writer may put them. */
const asCodes = (json: string): string =>
	json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function inJson(text: string): string[] {
	const once = JSON.stringify(text).slice(1, -1);
	const forms = [once, asCodes(once)];
	const twice = forms.map((form) => JSON.stringify(form).slice(1, -1));
	return [...forms, ...forms.map((form) => form.replaceAll('/', '\\/')), ...twice];
}

/** Apostrophes have several names; whether quotation marks need one depends on where the text stands. */
const APOSTROPHES = ["'", '&#39;', '&#039;', '&#x27;', '&apos;'];

function inMarkup(text: string): string[] {
	const bare = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return [bare, bare.replaceAll('"', '&quot;'), bare.replaceAll('"', '&#34;')].flatMap((form) =>
		APOSTROPHES.map((apostrophe) => form.replaceAll("'", apostrophe)),
	);
}

/** Never throws, unlike `encodeURIComponent` with half a surrogate pair. */
const inForm = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

const smallDigits = (text: string): string =>
	text.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());

/** What each way to percent-encode leaves as it is, beyond letters, digits and `-._`. */
const LEFT_ALONE = ['', '~', "!'()*~", ";,/?:@&=+$!'()*~#"];

function inAddress(text: string): string[] {
	const strict = inForm(text).replaceAll('+', '%20').replaceAll('*', '%2A');
	const forms = LEFT_ALONE.map((chars) =>
		[...chars].reduce((form, char) => form.replaceAll(escapeOf(char), char), strict),
	);
	const once = [inForm(text), ...forms].flatMap((form) => [form, smallDigits(form)]);
	return [...once, ...once.map((form) => form.replaceAll('%', '%25'))];
}

const escapeOf = (char: string): string =>
	`%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** What base64 writes for a text in the middle of another: three ways, by where in the other it begins. */
function inBase64(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	const forms = [0, 1, 2].map((offset) => {
		const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
		const whole = [Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6)];
		return padded.toString('base64').slice(...whole);
	});
	const urlSafe = forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	return [...forms, ...urlSafe, ...forms.flatMap(inAddress)];
}

function inHex(text: string): string[] {
	const hex = Buffer.from(text, 'utf8').toString('hex');
	return [hex, hex.toUpperCase()];
}

/** The ways in which a server may write a secret, the longest first. */
function formsOf(secret: string): string[] {
	const derived = spellingsOf(secret).flatMap((text) =>
		[[text], inJson(text), inMarkup(text), inAddress(text), inBase64(text), inHex(text)].flat(),
	);
	return [secret, ...derived.filter(({ length }) => length >= SHORTEST_SECRET)];
}

/** How much of the end of a text is the beginning of a form. */
function overlap(text: string, form: string): number {
	for (let length = Math.min(text.length, form.length - 1); length >= SHORTEST_SECRET; length--) {
		if (text.endsWith(form.slice(0, length))) return length;
	}
	return 0;
}

/** Where a quotation is cut off, a secret may be cut in two. */
function withoutBeginnings(text: string, forms: readonly string[], mark: string): string {
	return text.replace(/[^…]+(?=…)/g, (part) => {
		const longest = Math.max(0, ...forms.map((form) => overlap(part, form)));
		return longest === 0 ? part : `${part.slice(0, -longest)}${mark}`;
	});
}

/**
 * A text that a server wrote, without the secrets that it was sent: as they were stored or sent,
 * escaped, percent-encoded, in base64, or cut off at the end of a quotation.
 * @param secrets what must not be shown; blank ones are passed over
 * @param mark what stands in their place
 */
export function withoutSecrets(text: string, secrets: readonly string[], mark: string): string {
	const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))].sort(
		(a, b) => b.length - a.length,
	);
	const masked = forms.reduce((left, form) => left.replaceAll(form, () => mark), text);
	return masked.includes('…') ? withoutBeginnings(masked, forms, mark) : masked;
}
