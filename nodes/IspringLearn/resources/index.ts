/** The resources of the node, in the order the form shows them. */
import type { INodeProperties, NodeHint, PreSendAction } from 'n8n-workflow';
import { knownNames, misplacedNames, preserveNames } from '../fields/guard/preservedNames';
import type { KnownNames } from '../fields/guard/unknownNames';
import { assertKnownNames } from '../fields/guard/unknownNames';
import { deferErrors } from '../fields/guard/guardField';
import { course } from './course/getAll';
import { courseModule } from './courseModule/getAll';
import { courseResult } from './courseResult/getAll';
import { department } from './department/getAll';
import { enrollment } from './enrollment/getAll';
import { group } from './group/getAll';
import { nodeHints } from './hints';
import { moduleResult } from './moduleResult/getAll';
import { user } from './user/getAll';
import type { Runtime } from '../api/runtime';
import type { ResourceForm } from '../operations/getMany';
import type { Preview } from '../operations/preview';

interface Resource extends ResourceForm {
	name: string;
	value: string;
}

const RESOURCES: readonly Resource[] = [
	{ name: 'Course', value: 'course', ...course },
	{ name: 'Course Module', value: 'courseModule', ...courseModule },
	{ name: 'Course Result', value: 'courseResult', ...courseResult },
	{ name: 'Department', value: 'department', ...department },
	{ name: 'Enrollment', value: 'enrollment', ...enrollment },
	{ name: 'Group', value: 'group', ...group },
	{ name: 'Module Result', value: 'moduleResult', ...moduleResult },
	{ name: 'User', value: 'user', ...user },
];

/** Previews of every output for n8n's editor, by resource and operation. For the build alone. */
export const previews = (): Record<string, Record<string, Preview>> =>
	Object.fromEntries(RESOURCES.map(({ value, previews: ofResource }) => [value, ofResource()]));

const NAMES = Object.fromEntries(RESOURCES.map(({ name, value }) => [value, name]));

/** What the canvas says below the node: "Get Many: Module Result". */
export const SUBTITLE = `={{ { export: "Export to File", getAll: "Get Many" }[$parameter["operation"]] + ": " + ${JSON.stringify(NAMES)}[$parameter["resource"]] }}`;

/** Refuses filters that n8n would ignore, before each request. */
const checkNames = (
	lists: ReadonlyMap<string, KnownNames>,
	outside: readonly string[],
): PreSendAction =>
	async function (request) {
		const known = lists.get(String(this.getNodeParameter('resource')));
		if (known) assertKnownNames(this, known, outside);
		return request;
	};

/** The whole form, and what the editor says beside the output. */
export function createForm(runtime: Runtime): { properties: INodeProperties[]; hints: NodeHint[] } {
	const forms = RESOURCES.map(({ name, form }) => ({ name, form: form(runtime) }));
	const fields = forms.flatMap(({ form }) => form);
	const outside = misplacedNames(fields);
	const lists = new Map(knownNames(forms).map((known, at) => [RESOURCES[at].value, known]));
	return {
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: RESOURCES.map(({ name, value }) => ({ name, value })),
				default: 'moduleResult',
				routing: { send: { preSend: [deferErrors(checkNames(lists, outside))] } },
			},
			...fields,
			...preserveNames(outside),
		],
		hints: nodeHints({ lists, outside }),
	};
}
