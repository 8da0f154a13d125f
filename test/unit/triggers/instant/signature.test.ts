import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { checkSignature } from '../../../../nodes/IspringLearn/triggers/instant/delivery/signature';

const SECRET = 'x'.repeat(64);
const BODY = Buffer.from('{"type":"USER_REGISTERED","payloads":["ü"]}');

const plain = (body: Uint8Array, secret: string) =>
	createHash('sha256').update(body).update(secret).digest();
const hmac = (body: Uint8Array, secret: string) =>
	createHmac('sha256', secret).update(body).digest();

/** Every way to write a hash. */
const WAYS: Array<[string, (hash: Buffer) => string]> = [
	['hex', (hash) => hash.toString('hex')],
	['upper-case hex', (hash) => hash.toString('hex').toUpperCase()],
	['base64', (hash) => hash.toString('base64')],
	['base64 without padding', (hash) => hash.toString('base64').replace('=', '')],
	['base64url', (hash) => hash.toString('base64url')],
	['hex with a prefix', (hash) => `sha256=${hash.toString('hex')}`],
	['base64 with a prefix', (hash) => `SHA-256=${hash.toString('base64')}`],
	['hex with white space', (hash) => `  sha256= ${hash.toString('hex')} `],
];

describe.each([
	['SHA-256 of body and secret', plain],
	['HMAC', hmac],
])('%s', (_name, sign) => {
	test.each(WAYS)('is valid in %s', (_way, write) => {
		expect(checkSignature(BODY, write(sign(BODY, SECRET)), SECRET)).toBe('valid');
	});

	test('is valid for any bytes and any secret, and for no other ones', () => {
		const bytes = fc.uint8Array({ maxLength: 50 });
		const secrets = fc.string({ minLength: 1 });
		fc.assert(
			fc.property(bytes, secrets, fc.constantFrom(...WAYS), (body, secret, [, write]) => {
				const header = write(sign(body, secret));
				expect(checkSignature(body, header, secret)).toBe('valid');
				expect(checkSignature(body, header, `${secret}x`)).toBe('wrong');
				expect(checkSignature(Buffer.concat([body, Buffer.from(' ')]), header, secret)).toBe(
					'wrong',
				);
			}),
		);
	});

	test('is wrong with any bit changed', () => {
		for (let bit = 0; bit < 256; bit++) {
			const hash = Buffer.from(sign(BODY, SECRET));
			hash[bit >> 3] ^= 1 << (bit & 7);
			expect(checkSignature(BODY, hash.toString('hex'), SECRET)).toBe('wrong');
		}
	});

	test('counts over the bytes, not over what they decode to', () => {
		const invalid = Buffer.from([0x22, 0xff, 0x22]);
		const replaced = Buffer.from(invalid.toString());
		expect(checkSignature(replaced, sign(invalid, SECRET).toString('hex'), SECRET)).toBe('wrong');
	});
});

const VALID = plain(BODY, SECRET).toString('hex');
const WRONG = '0'.repeat(64);

test.each([undefined, null, '', '  ', [], [''], ',', 7, {}])('%j is no signature', (header) => {
	expect(checkSignature(BODY, header, SECRET)).toBe('absent');
});

test.each([
	'x',
	'sha256=',
	`sha1=${'0'.repeat(40)}`,
	VALID.slice(1),
	`${VALID}0`,
	`g${VALID.slice(1)}`,
	`md5=${VALID}`,
	`${VALID} ${VALID}`,
	'\0'.repeat(64),
	'A'.repeat(100_000),
	'sha256=sha256='.repeat(1000),
])('a malformed signature: %#', (header) => {
	expect(checkSignature(BODY, header, SECRET)).toBe('malformed');
});

test('a repeated header is valid if one of its first values is', () => {
	expect(checkSignature(BODY, `${WRONG}, ${VALID}`, SECRET)).toBe('valid');
	expect(checkSignature(BODY, [WRONG, `sha256=${VALID}`], SECRET)).toBe('valid');
	expect(checkSignature(BODY, [WRONG, WRONG], SECRET)).toBe('wrong');
	expect(checkSignature(BODY, [...Array<string>(4).fill(WRONG), VALID], SECRET)).toBe('wrong');
});

test('no signature is valid with an empty secret', () => {
	expect(checkSignature(BODY, plain(BODY, '').toString('hex'), '')).toBe('wrong');
	expect(checkSignature(BODY, hmac(BODY, '').toString('hex'), '')).toBe('wrong');
});

test('any header has a verdict', () => {
	fc.assert(
		fc.property(fc.anything(), (header) => {
			expect(['absent', 'malformed', 'wrong']).toContain(checkSignature(BODY, header, SECRET));
		}),
	);
});
