import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import type { RawRecord } from '../../api/schema/record';
import { shapeOf } from '../../api/schema/rowShape';
import { ENROLLMENT } from '../../api/schema/records/enrollments';
import { idText } from '../../fields/ids/ids';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { choiceField } from '../../fields/send/sendFields';
import { ACTION, WARNING } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { idsOfPair, pairsOf } from '../../operations/send/pairs';
import { sendOperation } from '../../operations/send/sendOperation';
import { learnersAndCourses, NAMES, requireLists } from './enrollmentFields';
import { idOf } from './existing/readEnrollments';
import { ENROLLMENT_IDS, lookAgain, lookFirst } from './existing/findEnded';

const SHAPE = shapeOf(ENROLLMENT, [...NAMES, 'userId', 'courseId', 'enrollmentId']);

const FIND_BY = {
	enrollmentIds: { name: 'Enrollment IDs', description: 'The IDs, for example from earlier steps' },
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
			displayName: ENROLLMENT_IDS,
			name: 'enrollmentIds',
			from: 'getEnrollments',
			description: 'The enrollments to delete',
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
	return invalidField(context, ENROLLMENT_IDS, 'is empty', 'Enter the IDs of enrollments.');
}

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
		'Remove learners from courses. Their enrollments are deleted, and the certificates are no longer available.',
	endpoint: WRITES.unenroll,
	done: 'unenrolled',
	split: { list: 'enrollmentIds' },
	fields,
	toParameters: checkValues,
	before: lookFirst,
	recover: lookAgain,
	result: readResult,
	check:
		"Look for the enrollments with 'Get Many'. If they are still listed, they weren't deleted.",
	columns: [ACTION, ...SHAPE.columns, WARNING],
});
