/** Parses the value of an ID field: IDs, objects with IDs in them, and names to look up. */
import { cleanText, isBrokenId, uuidsIn } from '../../api/pastedText';
import { parseMessage } from '../../methods/limitOptions';
import type { Lookup } from '../../methods/lookups';
import type { Reference } from '../../methods/names/nameResolver';
import { tryParseJson } from '../parseValue';
import { findIds } from './objectValues';

/**
 * Throws because a part of the value is not an ID, is a note from the pick-list, or holds several IDs
 * without a way to choose between them.
 */
export type RejectPart = (part: unknown, reason: 'id' | 'note' | 'several') => never;

/** An ID, or a name or e-mail address to look up. */
export type IdOrReference = string | Reference;

/**
 * Separators between names, from coarse to fine: a line can hold semicolons, and a name can hold
 * commas, as in `Smith, Anna <anna@example.com>; Brown, Bob <bob@example.com>`.
 */
const NAME_SEPARATORS: readonly RegExp[] = [
	/[\n\r\v\f\u2028\u2029]+/,
	/[;\t]+|(?<=<[^\s<>@]+@[^\s<>@]+>)\s*,+/,
	/,+/,
];
const ID_SEPARATOR = /[\s,;]+/;

/** Exactly one page URL. Commas and other separators are part of it. */
const PAGE_URL = /^(https?:\/\/|\/|[\w-]+(\.[\w-]+)+\/)(?!.*:\/\/)\S*$/i;

const splitWords = (text: string): string[] => text.split(ID_SEPARATOR).filter(Boolean);

const isEmail = (word: string): boolean => /^[^@]+@[^@]+$/.test(word);

/** An e-mail address, alone or as mail programs write it: `Anna Smith <anna@example.com>`. */
const hasEmail = (part: string): boolean => /^\S+@\S+$|<\S+@\S+>$/.test(part);

const toReference = (text: string, parts: Reference['parts'] = []): Reference => ({ text, parts });

/**
 * Returns each entry of a value once. An array element is one entry; text may hold several.
 * @throws what `reject` throws
 */
export function parseReferences(
	value: unknown,
	lookup: Lookup,
	reject: RejectPart,
): IdOrReference[] {
	const byText = new Map(parse(value, false).map((entry) => [textOf(entry), entry]));
	return [...byText.values()];

	function parse(part: unknown, isElement: boolean): IdOrReference[] {
		if (part === null || part === undefined) return [];
		if (Array.isArray(part)) return part.flatMap((one) => parse(one, true));
		if (typeof part === 'object') return parseObject(part);
		if (typeof part === 'boolean') return reject(part, 'id');
		return parseText(cleanText(String(part)), isElement);
	}

	function parseObject(part: object): IdOrReference[] {
		const { ids, isAmbiguous, email } = findIds(part, lookup);
		if (isAmbiguous) return reject(part, 'several');
		if (ids.length > 0) return ids;
		return email === undefined ? reject(part, 'id') : [toReference(email)];
	}

	function parseText(text: string, isElement: boolean): IdOrReference[] {
		if (text === '') return [];
		const note = parseMessage(text);
		if (note !== undefined) return reject(note, 'note');
		const json = parseJson(text);
		if (json !== undefined) return orQuoted(text, parse(json, isElement));
		const ids = uuidsIn(text);
		if (ids.length === 1 && PAGE_URL.test(text)) return ids;
		if (isElement && !holdsOnlyIds(text)) return parsePart(text);
		return parseList(text, NAME_SEPARATORS);
	}

	function parseList(text: string, [separator, ...finer]: readonly RegExp[]): IdOrReference[] {
		if (separator === undefined) return parsePart(text);
		const parts = text.split(separator).map(cleanText).filter(Boolean);
		const entries = parts.flatMap((part) => parseList(part, finer));
		return parts.length > 1 ? orWhole(text, entries) : entries;
	}

	/** Text without IDs may be one name that contains separators. */
	function orWhole(text: string, entries: IdOrReference[]): IdOrReference[] {
		const mayBeOne =
			uuidsIn(text).length === 0 && entries.length > 1 && !entries.map(textOf).every(hasEmail);
		return mayBeOne ? [toReference(text, entries.map(toPart))] : entries;
	}

	/** The quotation marks may be part of a title. */
	function orQuoted(text: string, entries: IdOrReference[]): IdOrReference[] {
		const isName = text.startsWith('"') && uuidsIn(text).length === 0;
		const mayBeOne = isName && entries.length > 0 && !entries.map(textOf).every(hasEmail);
		return mayBeOne ? [toReference(text, entries.map(toPart))] : entries;
	}

	function parsePart(part: string): IdOrReference[] {
		const ids = uuidsIn(part);
		if (ids.length === 0) return parseNames(part);
		if (holdsOnlyIds(part)) return ids;
		const others = splitWords(part).filter((word) => uuidsIn(word).length === 0);
		const isPlain = ids.length === 1 && !others.some((word) => isBrokenId(word) || isEmail(word));
		if (isPlain) return ids;
		return others.length > 0 ? reject(others.join(' '), 'id') : reject(part, 'several');
	}

	function parseNames(part: string): IdOrReference[] {
		const words = splitWords(part);
		if (words.length === 0) return [];
		if (lookup.by === null || isBrokenId(part)) return reject(part, 'id');
		return words.length > 1 && words.every(isEmail)
			? words.map((word) => toReference(word))
			: [toReference(part)];
	}
}

const textOf = (entry: IdOrReference): string => (typeof entry === 'string' ? entry : entry.text);

const toPart = (entry: IdOrReference): Reference['parts'][number] =>
	typeof entry === 'string' || entry.parts.length > 0 ? entry : entry.text;

/** Whether a text holds nothing but IDs and page URLs with one ID each. */
const holdsOnlyIds = (text: string): boolean =>
	splitWords(text).every((word) => uuidsIn(word).length === 1);

/** Parses text that is a JSON array, object or string; undefined for other text. */
const parseJson = (text: string): unknown => (/^[[{"]/.test(text) ? tryParseJson(text) : undefined);
