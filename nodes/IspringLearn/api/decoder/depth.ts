import type { Value } from '../schema/record';
import { DecodeError } from './decodeError';

/** Levels of objects and lists in one another; records have about five. */
export const MAX_DEPTH = 20;

/** True when values lie deeper than that: whoever goes through them may run out of stack. */
export function exceedsDepth(value: Value, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inside) => exceedsDepth(inside, levels - 1));
}

/** With more characters than this, JSON is looked at before it is parsed: pages have less than a quarter of it. */
const LARGE = 4_000_000;

/** True for a large text that has brackets more than so many levels deep: to parse one takes seconds. */
export const isLargeAndExceedsDepth = (json: string, levels: number): boolean =>
	json.length > LARGE && bracketsAreDeeper(json, levels);

function bracketsAreDeeper(json: string, levels: number): boolean {
	let open = 0;
	let isQuoted = false;
	for (let at = 0; at < json.length && open <= levels; at++) {
		const character = json[at];
		if (isQuoted) {
			if (character === '\\') at += 1;
			else isQuoted = character !== '"';
		} else if (character === '"') isQuoted = true;
		else if (character === '[' || character === '{') open += 1;
		else if (character === ']' || character === '}') open -= 1;
	}
	return open > levels;
}

export function throwTooDeep(): never {
	throw new DecodeError('tooDeep');
}
