import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { Runtime } from './api/runtime';
import { createMethods } from './methods/pickLists';
import {
	INSTANT_FIELDS,
	INSTANT_FORM,
	INSTANT_HINTS,
	INSTANT_PANEL,
	INSTANT_SUBTITLE,
} from './resources/trigger/instant';
import { createExecute } from './triggers/instant/functions/execute';
import { createPoll } from './triggers/instant/functions/poll';
import { createWebhook } from './triggers/instant/functions/webhook';
import { createWebhookMethods } from './triggers/instant/functions/webhookMethods';

/** One for the process: n8n loads this file once. */
const runtime = new Runtime();

/**
 * A trigger with four functions. `webhookMethods` registers n8n's URL, `webhook` takes what iSpring Learn sends, and
 * `poll` looks for what it didn't send. Both only pass it on to `execute`, which all events go through: there the
 * executions of all processes of n8n share a memory.
 */
export class IspringLearnInstantTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iSpring Learn Instant Trigger',
		name: 'ispringLearnInstantTrigger',
		icon: {
			light: 'file:../../icons/ispringLearn.svg',
			dark: 'file:../../icons/ispringLearn.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: INSTANT_SUBTITLE,
		description:
			'Start a workflow within seconds when something happens in iSpring Learn, such as a completed module or a new user',
		defaults: { name: 'iSpring Learn Instant Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ispringLearnApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				// The trigger registers its URL itself.
				ndvHideUrl: true,
			},
		],
		properties: INSTANT_FIELDS,
		hints: INSTANT_HINTS,
		triggerPanel: INSTANT_PANEL,
	};

	methods = createMethods(runtime);

	webhookMethods = createWebhookMethods(runtime, INSTANT_FORM);

	webhook = createWebhook(runtime);

	// The form has no Poll Times, and n8n offers to listen for a test event: `polling` isn't set.
	poll = createPoll(runtime, INSTANT_FORM);

	execute = createExecute(runtime, INSTANT_FORM);
}
