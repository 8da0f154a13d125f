/** Checks that iSpring Learn sent a request, by the signature over its body. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Node.js writes the names of headers in lower case. */
export const SIGNATURE_HEADER = 'x-hub-signature';

/** - `absent`: the request has no signature. - `malformed`: it has one that can't be a SHA-256 hash. */
type SignatureCheck = 'valid' | 'absent' | 'malformed' | 'wrong';

/** Proxies may repeat a header. More values than this are an attempt to keep n8n busy. */
const MAX_VALUES = 4;

const PREFIX = /^sha-?256\s*=\s*/i;
const HEX = /^[\da-f]{64}$/i;

/** 32 bytes in base64 or base64url (RFC 4648), with or without padding. */
const BASE64 = /^[\w+/-]{43}=?$/;

/** The bytes of a hash; null for any other text. */
function readHash(text: string): Buffer | null {
	const hash = text.trim().replace(PREFIX, '');
	if (HEX.test(hash)) return Buffer.from(hash, 'hex');
	return BASE64.test(hash) ? Buffer.from(hash, 'base64') : null;
}

/** Node.js joins the values of a repeated header with a comma, which no encoding of a hash contains. */
const readValues = (header: unknown): string[] =>
	[header]
		.flat()
		.filter((value) => typeof value === 'string')
		.flatMap((value) => value.split(','))
		.filter((value) => value.trim() !== '');

/**
 * The hashes that may sign a body. The documents contradict each other: the rule says SHA-256 of the body followed by
 * the secret, the table of parameters calls it an HMAC. Nobody can compute either of them without the secret.
 */
const computeHashes = (body: Uint8Array, secret: string): Buffer[] => [
	createHash('sha256').update(body).update(secret).digest(),
	createHmac('sha256', secret).update(body).digest(),
];

/**
 * Checks the signature of a request. The comparison takes the same time for any wrong hash.
 * @param body the bytes as received. JSON that was parsed and written again may differ
 * @param header the value of the header, or all of its values
 */
export function checkSignature(body: Uint8Array, header: unknown, secret: string): SignatureCheck {
	const values = readValues(header);
	if (values.length === 0) return 'absent';
	const hashes = values.slice(0, MAX_VALUES).flatMap((value) => readHash(value) ?? []);
	if (hashes.length === 0) return 'malformed';
	// With an empty secret, anyone can compute the hashes.
	if (secret === '') return 'wrong';
	const expected = computeHashes(body, secret);
	const isValid = hashes.some((hash) => expected.some((one) => timingSafeEqual(one, hash)));
	return isValid ? 'valid' : 'wrong';
}
