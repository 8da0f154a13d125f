/**
 * What differs when an AI agent uses the node as a tool. n8n makes a second node type for that, whose
 * name ends in "Tool", and compares `@tool` in display conditions with that ending.
 */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

/** Whether the node is used as a tool. */
export const isTool = (context: Pick<IExecuteSingleFunctions, 'getNode'>): boolean =>
	context.getNode().type.endsWith('Tool');

const withCondition = (field: INodeProperties, isInTools: boolean): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { '@tool': [isInTools], ...field.displayOptions?.show },
	},
});

/** Shows a field in tools only. */
export const onlyInTools = (field: INodeProperties): INodeProperties => withCondition(field, true);

/** Hides a field in tools, where a model has no use for it. */
export const exceptInTools = (field: INodeProperties): INodeProperties =>
	withCondition(field, false);

/** Whether a field is hidden in tools. */
export const isExceptInTools = ({ displayOptions }: INodeProperties): boolean =>
	displayOptions?.show?.['@tool']?.includes(false) ?? false;
