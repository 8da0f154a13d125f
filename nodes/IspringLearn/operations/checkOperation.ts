/** Stops a node whose resource or operation it can't run. n8n would request the base URL in its place. */
import type { PreSendAction } from 'n8n-workflow';
import { nodeError } from '../errors/throwNodeError';
import { isTool } from '../fields/tool';
import type { Operation, Resource } from './resourceForm';

/** n8n adds this value to Resource and Operation. It refers users to the HTTP Request node. */
export const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** Operations that a tool offers. n8n routes a tool by the properties of the node itself, so `@tool` stops none. */
const offeredInTools = (operations: readonly Operation[]): Operation[] =>
	operations.filter((operation) => !operation.exceptInTools);

/** Rejects Custom API Call, values that don't exist, and operations that a tool doesn't offer. */
export const checkOperation = (resources: readonly Resource[]): PreSendAction =>
	async function (request) {
		const node = this.getNode();
		const chosen = String(this.getNodeParameter('resource'));
		const value = String(this.getNodeParameter('operation', ''));
		if ([chosen, value].includes(CUSTOM_API_CALL)) {
			throw nodeError(node, 'customApiCall', undefined);
		}
		const resource = resources.find((one) => one.value === chosen);
		if (resource === undefined) {
			throw nodeError(node, 'unknownChoice', { label: 'Resource', value: chosen });
		}
		const operation = resource.operations.find((one) => one.value === value);
		if (operation === undefined) {
			throw nodeError(node, 'unknownChoice', { label: 'Operation', value });
		}
		if (isTool(this) && operation.exceptInTools) {
			const names = offeredInTools(resource.operations).map(({ name }) => `'${name}'`);
			throw nodeError(node, 'exceptInTools', { operation: value, choices: names.join(' or ') });
		}
		return request;
	};
