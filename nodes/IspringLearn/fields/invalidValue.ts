import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions } from 'n8n-workflow';

/** A value of the form that cannot be sent: names the field as the form shows it, and the value. */
export function invalidValue(
	context: IExecuteSingleFunctions,
	field: string,
	value: unknown,
	what: string,
	nextStep: string,
): never {
	throw new NodeOperationError(context.getNode(), `${field}: ${shown(value)} ${what}`, {
		description: nextStep,
		itemIndex: context.getItemIndex(),
	});
}

function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}"`;
}
