import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { WRITES } from '../../api/endpoints/writes';
import { BAD_REQUEST } from '../../api/httpStatus';
import { findStatusError } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { ENROLLMENT } from '../../api/schema/schemas';
import { switchField } from '../../fields/send/sendFields';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import { idsOfPair, pairsOf } from '../../operations/send/pairs';
import type { SendPlan } from '../../operations/send/plan';
import { sendOperation } from '../../operations/send/sendOperation';
import {
	ENROLLMENT_COLUMNS,
	ENROLLMENT_SHAPE,
	learnersAndCourses,
	requireLists,
} from './enrollmentFields';
import { idOf, newestByPair, newSince, pairOf, readEnrollments } from './existing';
import { explainRejection, findInactive, nameOf } from './rejection';
import { dueDate, lock, startDate, toTerms } from './terms';

const skipEnrolled: INodeProperties = switchField(
	{
		displayName: 'Skip Enrolled Learners',
		name: 'skipEnrolled',
		description:
			'Whether to leave out learners who are enrolled in the course already. If this is off, iSpring Learn may enroll them a second time.',
	},
	true,
);

const listsOf = ({ parameters }: SendPlan) => ({
	learnerIds: parameters.learnerIds as string[],
	courseIds: parameters.courseIds as string[],
});

const readNow = async (plan: SendPlan, { readAll }: WriteTools): Promise<RawRecord[]> => {
	const { learnerIds, courseIds } = listsOf(plan);
	return await readEnrollments(readAll, learnerIds, courseIds);
};

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
const lookAgain: SendDefinition['recover'] = async (error, plan, tools, failed) => {
	const isUnconfirmed = mayBeDone(error);
	const isRejected = error.kind === 'status' && error.status === BAD_REQUEST;
	if (!isUnconfirmed && !isRejected) return null;
	const now = newSince(plan.found ?? [], await readNow(plan, tools));
	const enrolled = new Set(now.map(pairOf));
	const done = failed.filter((pair) => enrolled.has(pair));
	if (isUnconfirmed ? done.length === failed.length : done.length > 0) {
		return { ...plan, skip: new Set(done) };
	}
	if (isUnconfirmed) return null;
	const ids = failed.map(idsOfPair);
	const [learners, courses] = [0, 1].map((at) => [...new Set(ids.map((pair) => pair[at]))]);
	await explainRejection(tools, learners, courses);
	return null;
};

/** Why a learner is not listed after a request that succeeded. */
async function explainMissing(
	pairs: readonly string[],
	{ readAll }: WriteTools,
): Promise<(pair: string) => { action: string; warning: string }> {
	const learners = [...new Set(pairs.map((pair) => idsOfPair(pair)[0]))];
	const inactive = pairs.length === 0 ? [] : await findInactive(readAll, learners);
	const names = new Map(inactive.map((user) => [idOf(user, 'userId'), nameOf(user)]));
	return (pair) => {
		const name = names.get(idsOfPair(pair)[0]);
		return name === undefined
			? {
					action: 'enrolled',
					warning:
						"iSpring Learn accepted the request, but doesn't list a new enrollment. Look again in a few minutes.",
				}
			: {
					action: 'notEnrolled',
					warning: `${name} is inactive. iSpring Learn only enrolls active users.`,
				};
	};
}

/** One item for each learner and course, with the enrollment. */
const readBack: SendDefinition['result'] = async (_outcome, tools, plan) => {
	const { found = [], needless, skip } = plan;
	const { learnerIds, courseIds } = listsOf(plan);
	const pairs = pairsOf(learnerIds, courseIds);
	const isKnown = (pair: string): boolean => needless?.has(pair) ?? false;
	const now = pairs.every(isKnown) ? found : await readNow(plan, tools);
	const newest = newestByPair(now);
	const added = newestByPair(newSince(found, now));
	const isDone = (pair: string): boolean => added.has(pair) || (skip?.has(pair) ?? false);
	const missing = pairs.filter((pair) => !isDone(pair) && !isKnown(pair));
	const explain = await explainMissing(missing, tools);
	const enrollments = pairs.map((pair): RawRecord => {
		const [userId, courseId] = idsOfPair(pair);
		return added.get(pair) ?? newest.get(pair) ?? { userId, courseId };
	});
	const rows = await tools.toRows(ENROLLMENT, ENROLLMENT_SHAPE, enrollments);
	return pairs.map((pair, at): IDataObject => {
		const row = rows[at];
		if (isDone(pair)) return { action: 'enrolled', ...row };
		if (isKnown(pair)) return { action: 'alreadyEnrolled', ...row };
		const { action, warning } = explain(pair);
		return { action, ...row, warning };
	});
};

export const enroll = sendOperation({
	name: 'Enroll',
	value: 'enroll',
	action: 'Enroll learners in courses',
	description: 'Enroll each of the learners in each of the courses. They must be active users.',
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
		startDate('When the learners can start. Now, if it is empty.'),
	],
	toParameters: (values, context) => ({
		...toTerms(values, context),
		...requireLists(values, context),
	}),
	before: lookFirst,
	recover: lookAgain,
	result: readBack,
	check:
		"Look for the learners with 'Get Many', or run this operation again: it skips those who are enrolled already.",
	columns: ENROLLMENT_COLUMNS,
});
