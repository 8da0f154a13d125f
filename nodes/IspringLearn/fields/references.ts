/** Reads what an id field holds: ids, what has ids in it, and names that are still to be looked up. */
import { noteIn } from '../methods/limitOptions';
import type { Naming, Reference } from '../methods/naming';
import { idsInObject } from './objectIds';
import { isBrokenId, uuidsIn } from '../api/uuids';
import { cleaned } from './parseList';

/** Tells why a part of the value cannot be used. */
export type Refuse = (part: unknown, why: 'id' | 'note' | 'several') => never;

/** An id, or what stands for one. */
export type Taken = string | Reference;

/**
 * What stands between names, the coarse first: a line may hold semicolons, and names have commas in them,
 * as in `Smith, Anna <anna@example.com>; Brown, Bob <bob@example.com>`.
 */
const BETWEEN_NAMES: readonly RegExp[] = [
	/[\n\r\v\f\u2028\u2029]+/,
	/[;\t]+|(?<=<[^\s<>@]+@[^\s<>@]+>)\s*,+/,
	/,+/,
];
const BETWEEN_IDS = /[\s,;]+/;

/** One address of a page and nothing else: commas and the like are part of it. */
const PAGE_ADDRESS = /^(https?:\/\/|\/|[\w-]+(\.[\w-]+)+\/)(?!.*:\/\/)\S*$/i;

const wordsIn = (text: string): string[] => text.split(BETWEEN_IDS).filter(Boolean);

const isAddress = (word: string): boolean => /^[^@]+@[^@]+$/.test(word);

/** An address alone, or as mail programs write it: `Anna Smith <anna@example.com>`. */
const hasAddress = (part: string): boolean => /^\S+@\S+$|<\S+@\S+>$/.test(part);

const reference = (text: string, parts: Reference['parts'] = []): Reference => ({ text, parts });

/**
 * What a value stands for, each once. An array's element is one value; text may hold several.
 * @throws what `refuse` throws
 */
export function referencesIn(value: unknown, naming: Naming, refuse: Refuse): Taken[] {
	const taken = new Map<string, Taken>();
	for (const one of read(value, false)) taken.set(typeof one === 'string' ? one : one.text, one);
	return [...taken.values()];

	function read(part: unknown, isElement: boolean): Taken[] {
		if (part === null || part === undefined) return [];
		if (Array.isArray(part)) return part.flatMap((one) => read(one, true));
		if (typeof part === 'object') return readObject(part);
		if (typeof part === 'boolean') return refuse(part, 'id');
		return readText(cleaned(String(part)), isElement);
	}

	function readObject(part: object): Taken[] {
		const { ids, isUnclear, email } = idsInObject(part, naming);
		if (isUnclear) return refuse(part, 'several');
		if (ids.length > 0) return ids;
		return email === undefined ? refuse(part, 'id') : [reference(email)];
	}

	function readText(text: string, isElement: boolean): Taken[] {
		if (text === '') return [];
		const note = noteIn(text);
		if (note !== undefined) return refuse(note, 'note');
		const json = jsonIn(text);
		if (json !== undefined) return orQuoted(text, read(json, isElement));
		const ids = uuidsIn(text);
		if (ids.length === 1 && PAGE_ADDRESS.test(text)) return ids;
		if (isElement && !areIds(text)) return readPart(text);
		return readList(text, BETWEEN_NAMES);
	}

	function readList(text: string, [between, ...finer]: readonly RegExp[]): Taken[] {
		if (between === undefined) return readPart(text);
		const parts = text.split(between).map(cleaned).filter(Boolean);
		const taken = parts.flatMap((part) => readList(part, finer));
		return parts.length > 1 ? orWhole(text, taken) : taken;
	}

	/** What a text holds, or the whole of it as a name. */
	function orWhole(text: string, taken: Taken[]): Taken[] {
		const mayBeOne =
			uuidsIn(text).length === 0 && taken.length > 1 && !taken.map(textOf).every(hasAddress);
		return mayBeOne ? [reference(text, taken.map(asPart))] : taken;
	}

	/** A title may be in quotes. */
	function orQuoted(text: string, taken: Taken[]): Taken[] {
		const isName = text.startsWith('"') && uuidsIn(text).length === 0;
		const mayBeOne = isName && taken.length > 0 && !taken.map(textOf).every(hasAddress);
		return mayBeOne ? [reference(text, taken.map(asPart))] : taken;
	}

	function readPart(part: string): Taken[] {
		const ids = uuidsIn(part);
		if (ids.length === 0) return readNames(part);
		if (areIds(part)) return ids;
		const others = wordsIn(part).filter((word) => uuidsIn(word).length === 0);
		const isPlain = ids.length === 1 && !others.some((word) => isBrokenId(word) || isAddress(word));
		if (isPlain) return ids;
		return others.length > 0 ? refuse(others.join(' '), 'id') : refuse(part, 'several');
	}

	function readNames(part: string): Taken[] {
		const words = wordsIn(part);
		if (words.length === 0) return [];
		if (naming.by === null || isBrokenId(part)) return refuse(part, 'id');
		return words.length > 1 && words.every(isAddress)
			? words.map((word) => reference(word))
			: [reference(part)];
	}
}

const textOf = (taken: Taken): string => (typeof taken === 'string' ? taken : taken.text);

const asPart = (taken: Taken): Reference['parts'][number] =>
	typeof taken === 'string' || taken.parts.length > 0 ? taken : taken.text;

/** Whether a text holds ids and addresses of pages with one id each, and nothing else. */
const areIds = (text: string): boolean => wordsIn(text).every((word) => uuidsIn(word).length === 1);

/** A list, an object or a text in quotes that a text holds as JSON. */
function jsonIn(text: string): unknown {
	if (!/^[[{"]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
