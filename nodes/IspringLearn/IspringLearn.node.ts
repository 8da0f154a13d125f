import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createMethods } from './methods/pickLists';
import { createForm, SUBTITLE } from './resources';
import { BUILDER_HINT, TOOL_SUMMARY } from './resources/toolDescriptions';
import { REQUEST_DEFAULTS } from './api/requester/requester';
import { BASE_URL_EXPRESSION } from './api/auth/host';
import { Runtime } from './api/runtime';

/** One for the process: n8n loads this file once. */
const runtime = new Runtime();

export class IspringLearn implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iSpring Learn',
		name: 'ispringLearn',
		icon: {
			light: 'file:../../icons/ispringLearn.svg',
			dark: 'file:../../icons/ispringLearn.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Get training results and courses from iSpring Learn, and manage users and enrollments',
		defaults: { name: 'iSpring Learn' },
		usableAsTool: { replacements: { description: TOOL_SUMMARY } },
		builderHint: BUILDER_HINT,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ispringLearnApi', required: true }],
		requestDefaults: {
			baseURL: BASE_URL_EXPRESSION,
			...REQUEST_DEFAULTS,
		},
		...createForm(runtime),
	};

	methods = createMethods(runtime);
}
