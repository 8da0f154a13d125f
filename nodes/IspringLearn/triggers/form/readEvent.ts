import { describeValue } from '../../errors/messages/valueMessages';
import { invalidValue } from '../../fields/parseValue';
import type { FormContext } from './buildQuery';
import { fieldContext } from './buildQuery';

/**
 * Reads Trigger On.
 * @param events the table of events
 * @throws NodeOperationError for a name that isn't in the table
 */
export function readEvent<N extends string>(
	context: FormContext,
	events: Readonly<Record<N, unknown>>,
): N {
	const value = context.getNodeParameter('event', 'moduleCompleted');
	const names = Object.keys(events) as N[];
	const found = names.find((name) => name === value);
	if (found !== undefined) return found;
	const words = describeValue('unknownEvent', { choices: names.join(', ') });
	return invalidValue(fieldContext(context), 'Trigger On', value, ...words);
}
