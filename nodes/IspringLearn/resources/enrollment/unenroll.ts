import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { WRITES } from '../../api/endpoints/writes';
import { BAD_REQUEST } from '../../api/httpStatus';
import { orStatus } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { shapeOf } from '../../api/schema/rowShape';
import { ENROLLMENT } from '../../api/schema/schemas';
import { idText } from '../../fields/ids/ids';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { choiceField } from '../../fields/send/sendFields';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import { idsOfPair, pairsOf } from '../../operations/send/pairs';
import type { SendPlan } from '../../operations/send/plan';
import { sendOperation } from '../../operations/send/sendOperation';
import { ACTION, WARNING } from '../user/userFields';
import { learnersAndCourses, NAMES, requireLists } from './enrollmentFields';
import { idOf, pairOf, readEnrollments } from './existing';
import { assertKnown, assertKnownIds } from './rejection';

const SHAPE = shapeOf(ENROLLMENT, [...NAMES, 'userId', 'courseId', 'enrollmentId']);

const FIND_BY = {
	enrollmentIds: { name: 'Enrollment IDs', description: 'The IDs, for example of earlier steps' },
	learners: {
		name: 'Users and Courses',
		description: 'All enrollments of these users in these courses',
	},
} as const;

const shownFor = (findBy: keyof typeof FIND_BY) => ({
	displayOptions: { show: { findBy: [findBy] } },
});

const fields: INodeProperties[] = [
	choiceField(
		{ displayName: 'Find By', name: 'findBy', description: 'How to find the enrollments' },
		FIND_BY,
		'enrollmentIds',
	),
	{
		...idText({
			displayName: 'Enrollment IDs',
			name: 'enrollmentIds',
			from: 'getEnrollments',
			description: 'The enrollments to end',
			placeholder: 'e.g. 85077abc-2639-11ea-8e3f-0a580af40c09',
		}),
		...shownFor('enrollmentIds'),
	},
	...learnersAndCourses(
		{ learners: 'The learners to unenroll', courses: 'The courses to unenroll them from' },
		shownFor('learners'),
	),
];

function checkValues(values: Parameters, context: ItemContext): Parameters {
	const { findBy, enrollmentIds } = values;
	if (findBy === 'learners') return requireLists(values, context);
	if (enrollmentIds !== undefined) return { enrollmentIds };
	return invalidField(context, 'Enrollment IDs', 'is empty', 'Enter the IDs of enrollments.');
}

const idsOf = (enrollments: readonly RawRecord[]): string[] =>
	enrollments.map((one) => idOf(one, 'enrollmentId'));

const REJECTED: ReadonlySet<number> = new Set([BAD_REQUEST]);

/** Finds the enrollments with these IDs: they say who is unenrolled from what. */
async function lookUpIds(plan: SendPlan, tools: WriteTools): Promise<SendPlan> {
	const enrollmentIds = plan.parameters.enrollmentIds as string[];
	const found = await orStatus(tools.readAll(ENDPOINTS.enrollments, { enrollmentIds }), REJECTED);
	if (typeof found !== 'number') return { ...plan, found };
	await assertKnownIds(
		tools,
		'Enrollment IDs',
		ENDPOINTS.enrollments,
		'enrollmentIds',
		enrollmentIds,
	);
	return plan;
}

const lookFirst: SendDefinition['before'] = async (plan, tools) => {
	const { learnerIds, courseIds } = plan.parameters as Record<string, string[] | undefined>;
	if (learnerIds === undefined || courseIds === undefined) return await lookUpIds(plan, tools);
	const found = await orStatus(readEnrollments(tools.readAll, learnerIds, courseIds), REJECTED);
	if (typeof found === 'number') {
		await assertKnown(tools, learnerIds, courseIds);
		return invalidField(tools.context, 'Courses', 'were rejected', 'Choose courses that exist.');
	}
	if (found.length === 0) return { action: 'notEnrolled', learnerIds, courseIds };
	const enrolled = new Set(found.map(pairOf));
	const others = pairsOf(learnerIds, courseIds).filter((pair) => !enrolled.has(pair));
	return { ...plan, parameters: { enrollmentIds: idsOf(found) }, found, needless: new Set(others) };
};

/** Looks which enrollments are listed no more. */
const lookAgain: SendDefinition['recover'] = async (error, plan, { readAll }, failed) => {
	const isUnconfirmed = mayBeDone(error);
	const isRejected = error.kind === 'status' && error.status === BAD_REQUEST;
	const { found = [] } = plan;
	if ((!isUnconfirmed && !isRejected) || found.length === 0) return null;
	const [learnerIds, courseIds] = ['userId', 'courseId'].map((name) => [
		...new Set(found.map((one) => idOf(one, name))),
	]);
	const listed = new Set(idsOf(await readEnrollments(readAll, learnerIds, courseIds)));
	const known = new Set(idsOf(found));
	const done = failed.filter((id) => known.has(id) && !listed.has(id));
	const isDone = isUnconfirmed ? done.length === failed.length : done.length > 0;
	return isDone ? { ...plan, skip: new Set(done) } : null;
};

/** One item for each enrollment, and for each learner who was not enrolled in a course. */
const readResult: SendDefinition['result'] = async (outcome, tools, plan) => {
	const { found = [], needless = [] } = plan;
	const ended = new Map(found.map((one) => [idOf(one, 'enrollmentId'), one]));
	const { enrollmentIds, learnerIds, courseIds } = outcome as Record<string, string[] | undefined>;
	const notEnrolled = enrollmentIds ? [...needless] : pairsOf(learnerIds ?? [], courseIds ?? []);
	const enrollments = [
		...(enrollmentIds ?? []).map(
			(enrollmentId): RawRecord => ended.get(enrollmentId) ?? { enrollmentId },
		),
		...notEnrolled.map((pair): RawRecord => {
			const [userId, courseId] = idsOfPair(pair);
			return { userId, courseId };
		}),
	];
	const rows = await tools.toRows(ENROLLMENT, SHAPE, enrollments);
	return rows.map((row) => ({
		action: row.enrollmentId === null ? 'notEnrolled' : outcome.action,
		...row,
	}));
};

export const unenroll = sendOperation({
	name: 'Unenroll',
	value: 'unenroll',
	action: 'Unenroll learners from courses',
	description:
		'End enrollments. They are no longer listed, and their certificates can no longer be downloaded.',
	endpoint: WRITES.unenroll,
	done: 'unenrolled',
	split: { list: 'enrollmentIds' },
	fields,
	toParameters: checkValues,
	before: lookFirst,
	recover: lookAgain,
	result: readResult,
	check: "Look for the enrollments with 'Get Many'. If they are still listed, they weren't ended.",
	columns: [ACTION, ...SHAPE.columns, WARNING],
});
