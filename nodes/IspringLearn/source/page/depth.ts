import type { Value } from '../record/schema';
import { PageRefused } from './refusal';

/** Levels of objects and lists in one another; records have about five. */
export const MOST_LEVELS = 20;

/** True when values lie deeper than that: whoever goes through them may run out of stack. */
export function isDeeper(value: Value, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inside) => isDeeper(inside, levels - 1));
}

export function refuseDepth(): never {
	throw new PageRefused('foreign', 'The answer is nested deeper than any of iSpring Learn');
}
