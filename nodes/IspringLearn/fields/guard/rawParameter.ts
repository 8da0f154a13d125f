/** The form as it is written: expressions stand in it as text that begins with "=". */
import type { IExecuteSingleFunctions } from 'n8n-workflow';

/** What tells of the node, and is there in a trigger as well. */
export type WithNode = Pick<IExecuteSingleFunctions, 'getNode'>;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** A field of the form before its expressions are resolved; undefined where there is none. */
export function rawParameter(context: WithNode, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
			context.getNode().parameters,
		);
}

function someText(raw: unknown, matches: (text: string) => boolean): boolean {
	if (typeof raw === 'string') return matches(raw);
	return isObject(raw) && Object.values(raw).some((part) => someText(part, matches));
}

const isExpression = (text: string): boolean => text.startsWith('=');

const FROM_MODEL = /\$fromai\s*\(/i;

/** Whether a field has an expression, at any depth. */
export const hasExpression = (raw: unknown): boolean => someText(raw, isExpression);

/** Whether a model fills in a field: `{{ $fromAI("users") }}`. */
export const asksModel = (raw: unknown): boolean =>
	someText(raw, (text) => isExpression(text) && FROM_MODEL.test(text));
