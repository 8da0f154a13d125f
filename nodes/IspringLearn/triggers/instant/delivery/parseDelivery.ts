/**
 * Reads the body of a request to the webhook. By the vendor's help, it is `{ type, payloads: [message, …] }`: messages of
 * one type. Public clients also see messages as JSON texts, so any part may be such a text.
 */
import { parseBody, trimBody } from '../../../api/decoder/body';
import { readText } from '../../../api/decoder/charset';
import { excerpt } from '../../../api/decoder/decodeError';
import type { RawRecord, Value } from '../../../api/schema/record';
import { isRecord, readField, readId } from '../../../api/schema/record';
import type { ForeignReason } from '../../../errors/messages/instantMessages';
import { normalizeType } from '../events';

/** What iSpring Learn sends. */
export type Delivery =
	/** The URL has to be confirmed with this code. */
	| { kind: 'confirmation'; code: string }
	/** Messages of one type, in the order of the events, and the number of entries that are no message. */
	| { kind: 'events'; type: string; messages: RawRecord[]; unreadable: number }
	| { kind: 'foreign'; reason: ForeignReason };

/** n8n accepts no more by default. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

const CONFIRMATION = 'confirmation';

/** The vendor's codes look like UUIDs. */
const CODE = /^[\w.~:+/=-]{1,255}$/;

/** Characters of a type in the log. */
const MAX_TYPE = 100;

/** How often a value may be the text of another one. */
const MAX_WRAPPERS = 2;

/** Parses a JSON object, list or text; null for anything else, and for one that is nested too deeply. */
function parse(text: string): Value {
	try {
		if (text.startsWith('{')) return parseBody(text).content;
		return /^[["]/.test(text) ? parseBody(`{"value":${text}}`).content.value : null;
	} catch {
		return null;
	}
}

/** Replaces the JSON text of an object or a list by what it says. Any other text stays. */
export function unwrap(value: Value, wrappers = MAX_WRAPPERS): Value {
	if (typeof value !== 'string' || wrappers === 0) return value;
	const inner = parse(trimBody(value));
	return inner === null ? value : unwrap(inner, wrappers - 1);
}

/** The entries of a list. A single one may come without it. */
function readPayloads(envelope: RawRecord): Value[] {
	const payloads = unwrap(readField(envelope, 'payloads') ?? null);
	if (payloads === null) return [];
	return Array.isArray(payloads) ? payloads : [payloads];
}

/** The code in a confirmation: in an object, or bare. */
function readCode(envelope: RawRecord): string | null {
	const candidates = [...readPayloads(envelope).map((payload) => unwrap(payload)), envelope];
	for (const one of candidates) {
		const code = isRecord(one) ? readId(one, 'code') : one;
		if (typeof code === 'string' && CODE.test(code.trim())) return code.trim();
	}
	return null;
}

/** Decodes the bytes; null if they are no text. */
function decode(bytes: Uint8Array): string | null {
	try {
		return trimBody(readText({ body: bytes }));
	} catch {
		return null;
	}
}

/** Reads the body of a request. */
export function parseDelivery(bytes: Uint8Array): Delivery {
	const foreign = (reason: ForeignReason): Delivery => ({ kind: 'foreign', reason });
	if (bytes.length > MAX_BODY_BYTES) return foreign('tooLarge');
	const envelope = unwrap(decode(bytes) ?? '');
	if (!isRecord(envelope)) return foreign('notJson');
	const type = readField(envelope, 'type');
	if (typeof type !== 'string' || type.trim() === '') return foreign('noType');
	if (normalizeType(type) === CONFIRMATION) {
		const code = readCode(envelope);
		return code === null ? foreign('noCode') : { kind: 'confirmation', code };
	}
	const payloads = readPayloads(envelope).map((payload) => unwrap(payload));
	const messages = payloads.filter(isRecord);
	return {
		kind: 'events',
		type: excerpt(type, MAX_TYPE),
		messages,
		unreadable: payloads.length - messages.length,
	};
}
