/** The nodes around our node in a workflow under test, so that n8n-nodes-base need not be installed. */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const main = [NodeConnectionTypes.Main];

/** Starts the workflow. */
export const manualTrigger: INodeType = {
	description: {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: main,
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

/** Passes its input on and sets `pairedItem`, as n8n's own nodes do. */
export const step: INodeType = {
	description: {
		...manualTrigger.description,
		displayName: 'Step',
		name: 'step',
		group: ['transform'],
		inputs: main,
		defaults: { name: 'Step' },
	},
	async execute(this: IExecuteFunctions) {
		const items: INodeExecutionData[] = this.getInputData();
		return [items.map(({ json }, item) => ({ json, pairedItem: { item } }))];
	},
};
