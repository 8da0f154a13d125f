/** One enrollment: the fields that say which, and how it is found. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../api/endpoints/endpoint';
import { RECORDS } from '../../../api/endpoints/records';
import { UNKNOWN_RECORD } from '../../../api/httpStatus';
import { orStatus } from '../../../api/requester/requestError';
import { createNormalizer } from '../../../api/schema/normalizer';
import type { RawRecord } from '../../../api/schema/record';
import { ENROLLMENT } from '../../../api/schema/records/enrollments';
import { idInput } from '../../../fields/ids/ids';
import { idLocator } from '../../../fields/ids/locators';
import type { ItemContext } from '../../../fields/parseValue';
import { invalidField, invalidValue } from '../../../fields/parseValue';
import { choiceField } from '../../../fields/send/sendFields';
import type { WriteTools } from '../../../operations/send/definition';
import { ENROLLMENT_SHAPE } from '../enrollmentFields';
import { idOf, readEnrollments } from './readEnrollments';
import { assertKnown } from './rejection';

const FIND_BY = {
	enrollmentId: { name: 'Enrollment ID', description: 'The ID, for example from an earlier step' },
	learner: { name: 'User and Course', description: 'The enrollment of a user in a course' },
} as const;

const shownFor = (findBy: keyof typeof FIND_BY) => ({
	displayOptions: { show: { findBy: [findBy] } },
});

/** The fields for one enrollment. */
export const oneEnrollment = (verb: string): INodeProperties[] => [
	choiceField(
		{ displayName: 'Find By', name: 'findBy', description: 'How to find the enrollment' },
		FIND_BY,
		'enrollmentId',
	),
	{
		...idInput(
			{
				displayName: 'Enrollment ID',
				name: 'enrollmentId',
				from: 'getEnrollments',
				description: `The ID of the enrollment to ${verb}`,
			},
			true,
		),
		...shownFor('enrollmentId'),
	},
	{
		...idLocator('user', { isOptional: true, description: 'The learner who is enrolled' }),
		...shownFor('learner'),
	},
	{
		...idLocator('course', {
			isOptional: true,
			description: 'The course that the learner is enrolled in',
		}),
		...shownFor('learner'),
	},
];

const LABELS = { enrollmentId: 'Enrollment ID', userId: 'User', courseId: 'Course' } as const;

/** What to do if one is empty. */
const NEXT_STEPS = {
	enrollmentId: "Enter the ID of an enrollment, or set 'Find By' to 'User and Course'.",
	userId: "Choose the learner, or set 'Find By' to 'Enrollment ID'.",
	courseId: "Choose the course, or set 'Find By' to 'Enrollment ID'.",
} as const;

type Name = keyof typeof LABELS;

/** The IDs that say which enrollment. */
export type Which = Partial<Record<Name, string>>;

/** The labels of the fields for the learner and the course. */
export const labelsOf = ({ enrollmentId }: Which): { learners: string; courses: string } =>
	enrollmentId === undefined
		? { learners: LABELS.userId, courses: LABELS.courseId }
		: { learners: LABELS.enrollmentId, courses: LABELS.enrollmentId };

/** The values that say which enrollment, and the others. */
export function splitEnrollment(
	{ findBy, enrollmentId, userId, courseId, ...others }: Parameters,
	context: ItemContext,
): { which: Which; others: Parameters } {
	const ids: Partial<Record<Name, unknown>> =
		findBy === 'learner' ? { userId, courseId } : { enrollmentId };
	const which: Which = {};
	for (const name of Object.keys(ids) as Name[]) {
		const value = ids[name];
		if (value === undefined) {
			invalidField(context, LABELS[name], 'is empty', NEXT_STEPS[name]);
		}
		which[name] = String(value);
	}
	return { which, others };
}

async function findById(
	enrollmentId: string,
	{ readRecord, context }: WriteTools,
): Promise<RawRecord> {
	const found = await orStatus(readRecord(RECORDS.enrollment, { enrollmentId }), UNKNOWN_RECORD);
	if (typeof found !== 'number') return { ...found, enrollmentId };
	const nextStep = "Enter the ID of an enrollment that 'Get Many' returns.";
	return invalidValue(context, LABELS.enrollmentId, enrollmentId, "doesn't exist", nextStep);
}

async function findByLearner(
	userId: string,
	courseId: string,
	tools: WriteTools,
): Promise<RawRecord> {
	const found = await orStatus(
		readEnrollments(tools.readAll, [userId], [courseId]),
		UNKNOWN_RECORD,
	);
	const { context } = tools;
	if (typeof found === 'number') {
		await assertKnown(tools, [userId], [courseId], labelsOf({ userId, courseId }));
		return invalidField(context, LABELS.courseId, 'was rejected', 'Choose a course that exists.');
	}
	const [one, ...others] = found;
	if (one === undefined) {
		const nextStep = "To enroll the user, use the 'Enroll' operation.";
		return invalidField(context, LABELS.userId, "isn't enrolled in the course", nextStep);
	}
	if (others.length === 0) return one;
	const ids = found.map((enrollment) => idOf(enrollment, 'enrollmentId')).join(', ');
	const nextStep = `Set 'Find By' to 'Enrollment ID', and enter one of: ${ids}.`;
	return invalidField(context, LABELS.userId, 'has several enrollments in the course', nextStep);
}

/**
 * Finds the enrollment that the form means.
 * @returns its columns: dates as sent
 * @throws NodeOperationError if there is none, or if there are several; ListUnreadable
 */
export async function findEnrollment(
	{ enrollmentId, userId = '', courseId = '' }: Which,
	tools: WriteTools,
): Promise<RawRecord> {
	const found =
		enrollmentId === undefined
			? await findByLearner(userId, courseId, tools)
			: await findById(enrollmentId, tools);
	return createNormalizer(ENROLLMENT, ENROLLMENT_SHAPE)(found);
}
