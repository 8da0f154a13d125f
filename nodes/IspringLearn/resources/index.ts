/** The resources of the node, in the order of the form. */
import type { INodeProperties, NodeHint, PreSendAction } from 'n8n-workflow';
import type { Runtime } from '../api/runtime';
import { deferErrors } from '../fields/guard/guardField';
import { knownNames, misplacedNames, preserveNames } from '../fields/guard/preservedNames';
import type { KnownNames } from '../fields/guard/unknownNames';
import { assertKnownNames } from '../fields/guard/unknownNames';
import type { Operation, Resource } from '../operations/resourceForm';
import { buildForm, buildSubtitle, checkOperation } from '../operations/resourceForm';
import * as course from './course/getAll';
import * as courseModule from './courseModule/getAll';
import * as courseResultExport from './courseResult/export';
import * as courseResult from './courseResult/getAll';
import * as department from './department/getAll';
import * as enrollmentExport from './enrollment/export';
import * as enrollment from './enrollment/getAll';
import * as group from './group/getAll';
import { nodeHints } from './hints';
import * as moduleResultExport from './moduleResult/export';
import * as moduleResult from './moduleResult/getAll';
import { TOOL_DESCRIPTION_FIELDS } from './toolDescriptions';
import * as userExport from './user/export';
import * as user from './user/getAll';

const RESOURCES: readonly Resource[] = [
	{ name: 'Course', value: 'course', operations: [course.getAll] },
	{ name: 'Course Module', value: 'courseModule', operations: [courseModule.getAll] },
	{
		name: 'Course Result',
		value: 'courseResult',
		operations: [courseResultExport.exportToFile, courseResult.getAll],
	},
	{ name: 'Department', value: 'department', operations: [department.getAll] },
	{
		name: 'Enrollment',
		value: 'enrollment',
		operations: [enrollmentExport.exportToFile, enrollment.getAll],
	},
	{ name: 'Group', value: 'group', operations: [group.getAll] },
	{
		name: 'Module Result',
		value: 'moduleResult',
		operations: [moduleResultExport.exportToFile, moduleResult.getAll],
	},
	{ name: 'User', value: 'user', operations: [userExport.exportToFile, user.getAll] },
];

/** The text below the node on the canvas, as an n8n expression. */
export const SUBTITLE = buildSubtitle(RESOURCES);

/** The preview of every output, by resource and operation. Only the build uses it. */
export const previews = (): Record<string, Record<string, Operation['preview']>> =>
	Object.fromEntries(
		RESOURCES.map(({ value, operations }) => [
			value,
			Object.fromEntries(operations.map((operation) => [operation.value, operation.preview])),
		]),
	);

/** Stops a node with filters that n8n would ignore, before its first request. */
const checkNames = (
	known: ReadonlyMap<string, KnownNames>,
	misplaced: readonly string[],
): PreSendAction =>
	async function (request) {
		const ofResource = known.get(String(this.getNodeParameter('resource')));
		if (ofResource) assertKnownNames(this, ofResource, misplaced);
		return request;
	};

/** Builds the whole form, and the hints beside the output. */
export function createForm(runtime: Runtime): { properties: INodeProperties[]; hints: NodeHint[] } {
	const forms = RESOURCES.map((resource) => ({
		name: resource.name,
		form: buildForm(resource, runtime),
	}));
	const fields = forms.flatMap(({ form }) => form);
	const misplaced = misplacedNames(fields);
	const known = new Map(knownNames(forms).map((names, at) => [RESOURCES[at].value, names]));
	return {
		properties: [
			...TOOL_DESCRIPTION_FIELDS,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: RESOURCES.map(({ name, value }) => ({ name, value })),
				default: 'moduleResult',
				routing: {
					send: { preSend: [checkOperation(RESOURCES), deferErrors(checkNames(known, misplaced))] },
				},
			},
			...fields,
			...preserveNames(misplaced),
		],
		hints: nodeHints(known, misplaced),
	};
}
