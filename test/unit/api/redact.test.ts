import { redact } from '../../../nodes/IspringLearn/api/redact';

/** Holds characters that the encodings write differently. */
const CORE = 's3cr3t/+&=%"<ü>\' ~*(4711)\\z';

const MASK = '***';
const masked = (text: string, ...secrets: string[]) => redact(text, secrets, MASK);

const small = (text: string): string => text.replace(/%../g, (byte) => byte.toLowerCase());
const ascii = (json: string): string => json.replaceAll('ü', '\\u00fc');
const entities = (text: string, apostrophe: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", apostrophe);

/** Encodes everything but ASCII letters and digits. */
const written = (text: string, write: (code: number) => string): string =>
	text.replace(/[^A-Za-z0-9]/gu, (char) => write(char.codePointAt(0) ?? 0));
const hex = (code: number): string => code.toString(16).padStart(2, '0');

/** How a server may repeat a secret. */
const FORMS: Array<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['in JSON', (secret) => JSON.stringify(secret)],
	['in JSON of ASCII', (secret) => ascii(JSON.stringify(secret))],
	['in JSON with escaped slashes', (secret) => JSON.stringify(secret).replaceAll('/', '\\/')],
	['in JSON within JSON', (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
	['in XML', (secret) => entities(secret, '&apos;')],
	['in HTML', (secret) => entities(secret, '&#39;')],
	['in PHP’s HTML', (secret) => entities(secret, '&#039;')],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in small letters', (secret) => small(encodeURIComponent(secret))],
	['percent-encoded as an address', encodeURI],
	['percent-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
	['as a form', (secret) => new URLSearchParams({ secret }).toString()],
	['in base64', (secret) => Buffer.from(secret).toString('base64')],
	['in base64 for addresses', (secret) => Buffer.from(secret).toString('base64url')],
	['in base64 after one byte', (secret) => Buffer.from(`:${secret}`).toString('base64')],
	['in base64 of the header', (secret) => Buffer.from(`Bearer ${secret}`).toString('base64')],
	['in base64 of a key pair', (secret) => Buffer.from(`ab:${secret}:x`).toString('base64')],
	[
		'in base64, percent-encoded',
		(secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
	],
	['in capitals', (secret) => secret.toUpperCase()],
	['in JSON with every sign as a code', (secret) => written(secret, (code) => `\\u00${hex(code)}`)],
	['in HTML with every sign as a number', (secret) => written(secret, (code) => `&#${code};`)],
	[
		'in HTML with every sign as a number of base 16',
		(secret) => written(secret, (code) => `&#x${hex(code).toUpperCase()};`),
	],
	['in HTML within HTML', (secret) => entities(entities(secret, '&#39;'), '&#39;')],
	['with a backslash before quotation marks', (secret) => secret.replace(/["'\\]/g, '\\$&')],
	['partly percent-encoded', (secret) => secret.replace('/', '%2F').replace('%', '%25')],
	['in hex', (secret) => Buffer.from(secret).toString('hex')],
];

/** How a secret may have been stored. */
const STORED: Array<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['with a blank behind it', (secret) => `${secret} `],
	['with a line break', (secret) => `\n${secret}\r\n`],
	['with Bearer', (secret) => `Bearer ${secret}`],
	['with bearer and more blanks', (secret) => ` bearer  ${secret}\t`],
	['with characters that nobody sees', (secret) => `\u200B${secret}\u2060\u00AD\uFEFF`],
	['with one in the middle', (secret) => `${secret.slice(0, 6)}\u200B${secret.slice(6)}`],
];

/** Length of the longest part of a secret that is left in a text. */
function longestPart(text: string, secret: string): number {
	for (let length = secret.length; length > 0; length--) {
		for (let at = 0; at + length <= secret.length; at++) {
			if (text.includes(secret.slice(at, at + length))) return length;
		}
	}
	return 0;
}

describe.each(STORED)('a secret stored %s', (_stored, store) => {
	it.each(FORMS)('is masked %s', (_form, write) => {
		const text = `[${write(CORE)}]`;
		const left = masked(text, store(CORE));
		expect(left).toContain(MASK);
		expect(longestPart(left, write(CORE).replaceAll(/^"|"$/g, ''))).toBeLessThan(12);
		expect(left).not.toContain('4711');
	});
});

it('is masked without its line break if it was stored with one', () => {
	expect(masked('You sent abcdefgh', 'abcd\nefgh')).toBe('You sent ***');
	expect(masked('You stored abcd efgh', 'abcd\n  efgh')).toBe('You stored ***');
});

it('is masked with its blanks if the server repeats them', () => {
	expect(masked('<secret >', 'secret ')).toBe('<***>');
});

it.each([4, 10, 20])('is masked where an excerpt ends after %d of its characters', (length) => {
	const secret = 'abcdefghijklmnopqrstuvwxyz';
	const said = `iSpring Learn says: "bad ${secret.slice(0, length)}…". Try again.`;
	expect(masked(said, secret)).toBe('iSpring Learn says: "bad ***…". Try again.');
});

it.each(['abc%2Bdef%2', 'abc%2Bdef', 'abc&#x2b;def&#x2', 'abc\\u002bdef\\'])(
	'is masked where an excerpt ends after %j',
	(beginning) => {
		expect(masked(`It says: "bad ${beginning}…"`, 'abc+def/ghi')).toBe('It says: "bad ***…"');
	},
);

it('does not change an excerpt that ends elsewhere', () => {
	const said = 'It says: "bad things…". Then: "others…"';
	expect(masked(said, 'ings', 'abcdefgh')).toBe('It says: "bad th***…". Then: "others…"');
	expect(masked(said, 'xabcdefgh')).toBe(said);
});

it('masks the longest secret first', () => {
	expect(masked('abcdefgh abcd', 'abcd', 'abcdefgh')).toBe('*** ***');
});

it('ignores blank secrets, and does not mask parts of words for short ones', () => {
	expect(masked('client_secret is missing', '')).toBe('client_secret is missing');
	expect(masked('YWJj is not abd', 'ab')).toBe('YWJj is not ***d');
});

it('accepts any text as a secret and as a mark', () => {
	for (const secret of ['$&$1', '(', '\0', '\uD800', '[a-z]+', '\\', '%', '😀😀']) {
		expect(redact(`x${secret}y`, [secret], '$&')).toBe('x$&y');
	}
});
