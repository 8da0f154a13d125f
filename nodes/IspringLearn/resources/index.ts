/** The resources of the node, in the order of the form. */
import type { INodeProperties, NodeHint, PreSendAction } from 'n8n-workflow';
import type { Runtime } from '../api/runtime';
import { deferErrors } from '../fields/guard/guardField';
import { knownNames, misplacedNames, preserveNames } from '../fields/guard/preservedNames';
import type { KnownNames } from '../fields/guard/unknownNames';
import { assertKnownFields, assertKnownNames } from '../fields/guard/unknownNames';
import { checkOperation } from '../operations/checkOperation';
import { joinRun } from '../operations/itemRouting';
import type { Operation, Resource } from '../operations/resourceForm';
import { buildForm, buildSubtitle } from '../operations/resourceForm';
import * as answer from './answer/list';
import * as certificate from './certificate';
import * as course from './course/list';
import * as courseModule from './courseModule/list';
import * as courseProgress from './courseProgress/list';
import * as courseResult from './courseResult/list';
import * as department from './department';
import * as enrollment from './enrollment';
import * as group from './group';
import { nodeHints } from './hints';
import * as homework from './homework/list';
import * as learnerProgress from './learnerProgress/list';
import * as learningTrack from './learningTrack/list';
import * as moduleResult from './moduleResult/list';
import * as points from './points';
import * as quiz from './quiz/list';
import { toolDescriptionFields } from './toolDescriptions';
import * as training from './training';
import * as user from './user';

const RESOURCES: readonly Resource[] = [
	{ name: 'Answer', value: 'answer', operations: answer.operations },
	{ name: 'Certificate', value: 'certificate', operations: certificate.operations },
	{ name: 'Course', value: 'course', operations: course.operations },
	{ name: 'Course Module', value: 'courseModule', operations: courseModule.operations },
	{ name: 'Course Progress', value: 'courseProgress', operations: courseProgress.operations },
	{ name: 'Course Result', value: 'courseResult', operations: courseResult.operations },
	{ name: 'Department', value: 'department', operations: department.operations },
	{ name: 'Enrollment', value: 'enrollment', operations: enrollment.operations },
	{ name: 'Group', value: 'group', operations: group.operations },
	{ name: 'Homework', value: 'homework', operations: homework.operations },
	{ name: 'Learner Progress', value: 'learnerProgress', operations: learnerProgress.operations },
	{ name: 'Learning Track', value: 'learningTrack', operations: learningTrack.operations },
	{ name: 'Module Result', value: 'moduleResult', operations: moduleResult.operations },
	{ name: 'Points', value: 'points', operations: points.operations },
	{ name: 'Quiz', value: 'quiz', operations: quiz.operations },
	{ name: 'Training', value: 'training', operations: training.operations },
	{ name: 'User', value: 'user', operations: user.operations },
];

/** The values of the operations that read lists. */
const LIST_OPERATIONS: ReadonlySet<string> = new Set(
	RESOURCES.flatMap(({ operations }) =>
		operations.filter(({ lists }) => lists).map(({ value }) => value),
	),
);

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

/** Stops a node with filters or additional fields that n8n would ignore, before its first request. */
const checkNames = (
	known: ReadonlyMap<string, KnownNames>,
	misplaced: readonly string[],
): PreSendAction =>
	async function (request) {
		const ofResource = known.get(String(this.getNodeParameter('resource')));
		if (ofResource === undefined) return request;
		const isList = LIST_OPERATIONS.has(String(this.getNodeParameter('operation')));
		if (isList) assertKnownNames(this, ofResource, misplaced);
		else assertKnownFields(this, ofResource);
		return request;
	};

/** Builds the whole form, and the hints beside the output. */
export function createForm(runtime: Runtime): { properties: INodeProperties[]; hints: NodeHint[] } {
	const forms = RESOURCES.map((resource) => ({
		name: resource.name,
		form: buildForm(resource, runtime),
	}));
	const fields = forms.flatMap(({ form }) => form);
	const misplaced = misplacedNames(fields, [...LIST_OPERATIONS]);
	const known = new Map(knownNames(forms).map((names, at) => [RESOURCES[at].value, names]));
	return {
		properties: [
			...toolDescriptionFields(RESOURCES),
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: RESOURCES.map(({ name, value }) => ({ name, value })),
				default: 'moduleResult',
				routing: {
					send: {
						preSend: [
							joinRun(runtime),
							checkOperation(RESOURCES),
							deferErrors(checkNames(known, misplaced)),
						],
					},
				},
			},
			...fields,
			...preserveNames(misplaced, [...LIST_OPERATIONS]),
		],
		hints: nodeHints(known, misplaced, [...LIST_OPERATIONS]),
	};
}
