import type { INodeProperties } from 'n8n-workflow';
import { WRITES } from '../../api/endpoints/writes';
import { BAD_REQUEST } from '../../api/httpStatus';
import { findStatusError, isBadRequest } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import { switchField } from '../../fields/send/sendFields';
import type { SendDefinition } from '../../operations/send/definition';
import { idsOfPair } from '../../operations/send/pairs';
import { sendOperation } from '../../operations/send/sendOperation';
import { ENROLLMENT_COLUMNS, learnersAndCourses, requireLists } from './enrollmentFields';
import { newSince, pairOf, readEnrollments } from './existing/readEnrollments';
import { listsOf, readBack, readNow } from './existing/readBack';
import { explainRejection } from './existing/rejection';
import { checkOrder, dueDate, lock, startDate, toTerms } from './terms';

const skipEnrolled: INodeProperties = switchField(
	{
		displayName: 'Skip Enrolled Learners',
		name: 'skipEnrolled',
		description:
			'Whether to skip learners who are already enrolled in the course. If this is off, iSpring Learn may enroll them again.',
	},
	true,
);

/** Looks who is enrolled already. */
const lookFirst: SendDefinition['before'] = async (plan, tools) => {
	const { skipEnrolled: skips, ...parameters } = plan.parameters;
	const found = await readNow(plan, tools).catch(async (error: unknown) => {
		const { learnerIds, courseIds } = listsOf(plan);
		const isRejected = findStatusError(error)?.status === BAD_REQUEST;
		if (isRejected) await explainRejection(tools, learnerIds, courseIds);
		return await Promise.reject(error);
	});
	const needless = new Set(skips === false ? [] : found.map(pairOf));
	return { ...plan, parameters, found, needless };
};

/**
 * Looks who is enrolled by now. After a lost answer, a request counts as done if all of its learners are. After a
 * rejection, those who are do not count as rejected.
 */
const lookAgain: SendDefinition['recover'] = async (
	error,
	{ found = [], ...plan },
	tools,
	failed,
) => {
	const isUnconfirmed = mayBeDone(error);
	const isRejected = isBadRequest(error);
	if (!isUnconfirmed && !isRejected) return null;
	const ids = failed.map(idsOfPair);
	const [learners, courses] = [0, 1].map((at) => [...new Set(ids.map((pair) => pair[at]))]);
	const now = newSince(found, await readEnrollments(tools.readAll, learners, courses));
	const enrolled = new Set(now.map(pairOf));
	const done = failed.filter((pair) => enrolled.has(pair));
	if (isUnconfirmed ? done.length === failed.length : done.length > 0) {
		return { ...plan, found, skip: new Set(done) };
	}
	if (isRejected) await explainRejection(tools, learners, courses);
	return null;
};

export const enroll = sendOperation({
	name: 'Enroll',
	value: 'enroll',
	action: 'Enroll learners in courses',
	description:
		'Enroll one or more learners in one or more courses. Only active users can be enrolled.',
	endpoint: WRITES.enroll,
	done: 'enrolled',
	split: { list: 'learnerIds', by: 'courseIds', fields: ['userId', 'courseId'] },
	fields: [
		...learnersAndCourses({
			learners: 'The learners to enroll',
			courses: 'The courses to enroll them in',
		}),
		...dueDate,
	],
	additionalFields: [
		lock,
		skipEnrolled,
		startDate('When the learners can start. Leave empty to let them start now.'),
	],
	toParameters: (values, context) => {
		checkOrder(values, context);
		return { ...toTerms(values, context), ...requireLists(values, context) };
	},
	before: lookFirst,
	recover: lookAgain,
	result: readBack,
	check:
		"Look for the learners with 'Get Many'. If 'Skip Enrolled Learners' is on, it's also safe to run this operation again.",
	columns: ENROLLMENT_COLUMNS,
});
