/** Fields that only apply with a certain choice of another one. */
import type { INodeProperties, PreSendAction } from 'n8n-workflow';
import { valueAt } from './parameter';
import { invalidField } from './parseValue';

/**
 * Makes a field stop the node if it has a value, but another field isn't set to its choice. n8n would ignore a field
 * that is hidden, and with a filter return the data of the whole account.
 */
export function onlyIf(
	field: INodeProperties,
	other: { displayName: string; name: string },
	choice: { name: string; value: string },
): INodeProperties {
	const { displayName, name, routing } = field;
	const { preSend: checks = [], property = name } = routing?.send ?? {};
	const check: PreSendAction = async function (request) {
		const isSent = valueAt(request.qs, property) !== undefined;
		if (!isSent || this.getNodeParameter(other.name) === choice.value) return request;
		const needed = `Set '${other.displayName}' to '${choice.name}', or remove the filter.`;
		return invalidField(
			this,
			displayName,
			`needs '${other.displayName}' to be '${choice.name}'`,
			needed,
		);
	};
	return {
		...field,
		hint: `Set '${other.displayName}' to '${choice.name}' to use it`,
		routing: { ...routing, send: { ...routing?.send, preSend: [...checks, check] } },
	};
}
