import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import { isBadRequest } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import type { Column } from '../../api/schema/recordSchema';
import { ENROLLMENT } from '../../api/schema/records/enrollments';
import { wireNow } from '../../fields/dates/moments';
import { ACTION, WARNING } from '../../operations/send/columns';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import type { SendPlan } from '../../operations/send/plan';
import { sendOperation } from '../../operations/send/sendOperation';
import { ENROLLMENT_SHAPE } from './enrollmentFields';
import { newestByPair, newSince, readEnrollments } from './existing/readEnrollments';
import type { Which } from './existing/findEnrollment';
import {
	findEnrollment,
	labelsOf,
	oneEnrollment,
	splitEnrollment,
} from './existing/findEnrollment';
import { NOT_LISTED } from './existing/readBack';
import { explainRejection } from './existing/rejection';
import { checkOrder, dueDate, lock, startDate, toTerms } from './terms';

/** The learner and the course of the enrollment, as lists. */
const listsOf = ({ shows = {} }: SendPlan): [learnerIds: string[], courseIds: string[]] => [
	[String(shows.userId)],
	[String(shows.courseId)],
];

const readNow = async (plan: SendPlan, { readAll }: WriteTools): Promise<RawRecord[]> =>
	await readEnrollments(readAll, ...listsOf(plan));

/** Looks at the enrollment, and at the others in the course: iSpring Learn does not return the new one. */
const lookFirst: SendDefinition['before'] = async (plan, tools) => {
	const { which, ...terms } = plan.parameters as { which: Which } & Parameters;
	const { enrollmentId, userId, courseId } = await findEnrollment(which, tools);
	const accessDate = terms.accessDate ?? wireNow();
	const looked: SendPlan = {
		...plan,
		parameters: { ...terms, accessDate, enrollmentId },
		shows: {
			userId,
			courseId,
			enrollmentId: null,
			previousEnrollmentId: enrollmentId,
		} as IDataObject,
		notes: which,
	};
	return { ...looked, found: await readNow(looked, tools) };
};

/** The new enrollment, if it is listed. */
async function findNew(plan: SendPlan, tools: WriteTools): Promise<RawRecord | undefined> {
	const added = newSince(plan.found ?? [], await readNow(plan, tools));
	return [...newestByPair(added).values()][0];
}

const lookAgain: SendDefinition['recover'] = async (error, plan, tools) => {
	if (mayBeDone(error)) {
		const isDone = (await findNew(plan, tools)) !== undefined;
		return isDone ? { ...plan.shows, action: plan.action } : null;
	}
	if (isBadRequest(error))
		await explainRejection(tools, ...listsOf(plan), labelsOf(plan.notes as Which));
	return null;
};

const PREVIOUS: Column = { name: 'previousEnrollmentId', type: 'id' };

export const reenroll = sendOperation({
	name: 'Re-Enroll',
	value: 'reenroll',
	action: 'Re-enroll a learner in a course',
	description:
		'Let a learner take a course again from the start. Not available for courses in a learning track.',
	endpoint: WRITES.reenroll,
	done: 'reenrolled',
	fields: [...oneEnrollment('repeat'), ...dueDate],
	additionalFields: [
		lock,
		startDate('When the learner can start. Leave empty to let them start now.'),
	],
	toParameters: (values, context) => {
		const { which, others } = splitEnrollment(values, context);
		checkOrder(others, context);
		return { which, ...toTerms(others, context) };
	},
	before: lookFirst,
	recover: lookAgain,
	result: async (outcome, tools, plan) => {
		const added = await findNew(plan, tools);
		if (added === undefined) return [{ ...outcome, warning: NOT_LISTED }];
		const [row] = await tools.toRows(ENROLLMENT, ENROLLMENT_SHAPE, [added]);
		return [{ ...outcome, ...row }];
	},
	check: "Look for a new enrollment of the learner in the course with 'Get Many'.",
	columns: [ACTION, ...ENROLLMENT_SHAPE.columns, PREVIOUS, WARNING],
});
