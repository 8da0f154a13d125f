import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import {
	checkTriggerNames,
	TRIGGER_FILTERS,
	TRIGGER_FORM,
	TRIGGER_HINTS,
	TRIGGER_OUTPUT,
	TRIGGER_SUBTITLE,
} from './resources/trigger/polling';
import { createMethods } from './methods/pickLists';
import { pollTrigger } from './triggers/polling/pollTrigger';
import { Runtime } from './api/runtime';

/** One for the process: n8n loads this file once. */
const runtime = new Runtime();

export class IspringLearnTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iSpring Learn Trigger',
		name: 'ispringLearnTrigger',
		icon: {
			light: 'file:../../icons/ispringLearn.svg',
			dark: 'file:../../icons/ispringLearn.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: TRIGGER_SUBTITLE,
		// n8n's list of nodes shows both nodes as one, under this description.
		description:
			'Get training results, manage users and enrollments, or start a workflow when modules are completed, assigned or overdue',
		defaults: { name: 'iSpring Learn Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ispringLearnApi', required: true }],
		properties: TRIGGER_FORM,
		hints: TRIGGER_HINTS,
	};

	methods = createMethods(runtime);

	poll = pollTrigger(runtime, TRIGGER_FILTERS, TRIGGER_OUTPUT, checkTriggerNames);
}
