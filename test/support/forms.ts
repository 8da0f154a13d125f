/** The form of a node, as n8n shows it for some values. */
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** The fields that a form shows, with its default values. */
export function shownIn(type: INodeTypeDescription, values: INodeParameters): INodeProperties[] {
	const parameters = NodeHelpers.getNodeParameters(
		type.properties,
		values,
		true,
		false,
		null,
		type,
	);
	return type.properties.filter((field) =>
		NodeHelpers.displayParameter(parameters ?? {}, field, null, type),
	);
}

/** The values of a form, with its defaults. */
export const defaultsOf = (type: INodeTypeDescription, values: INodeParameters) =>
	NodeHelpers.getNodeParameters(type.properties, values, true, false, null, type) ?? {};
