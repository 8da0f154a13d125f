/** Parses a JSON response, and rejects values nested so deeply that code walking them may run out of stack. */
import type { RawRecord, Value } from '../schema/record';
import { DecodeError, MAX_DEPTH } from './decodeError';

/**
 * In characters. Parsing a longer text with millions of brackets takes seconds, so its depth is checked
 * before. A page has less than a quarter of this length.
 */
const LONG_TEXT = 4_000_000;

/**
 * @param text starts with `{`
 * @throws DecodeError when it is not complete JSON, or nested too deeply
 */
export function parseJson(text: string): RawRecord {
	const isTooDeep = text.length > LONG_TEXT && hasDeepBrackets(text);
	const content = isTooDeep ? null : parse(text);
	if (content === null || exceedsDepth(content, MAX_DEPTH)) throw new DecodeError('tooDeep');
	return content;
}

function parse(text: string): RawRecord {
	try {
		return JSON.parse(text) as RawRecord;
	} catch {
		return throwIncomplete();
	}
}

function throwIncomplete(): never {
	throw new DecodeError('incompleteJson');
}

function exceedsDepth(value: Value, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inside) => exceedsDepth(inside, levels - 1));
}

/** True when brackets outside strings are nested more than `MAX_DEPTH` levels. */
function hasDeepBrackets(json: string): boolean {
	let depth = 0;
	let isQuoted = false;
	for (let at = 0; at < json.length && depth <= MAX_DEPTH; at++) {
		const character = json[at];
		if (isQuoted) {
			if (character === '\\') at += 1;
			else isQuoted = character !== '"';
		} else if (character === '"') isQuoted = true;
		else if (character === '[' || character === '{') depth += 1;
		else if (character === ']' || character === '}') depth -= 1;
	}
	return depth > MAX_DEPTH;
}
