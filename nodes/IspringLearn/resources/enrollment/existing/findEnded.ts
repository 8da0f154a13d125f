/** Looks which enrollments there are before they are ended, and again after a failed request. */
import { ENDPOINTS } from '../../../api/endpoints/endpoints';
import { REJECTED } from '../../../api/httpStatus';
import { isBadRequest, orStatus } from '../../../api/requester/requestError';
import { mayBeDone } from '../../../api/requester/retryRules';
import type { RawRecord } from '../../../api/schema/record';
import { invalidField } from '../../../fields/parseValue';
import { assertKnownIds, listNames } from '../../../fields/send/knownIds';
import type { SendDefinition, WriteTools } from '../../../operations/send/definition';
import { pairsOf } from '../../../operations/send/pairs';
import type { SendPlan } from '../../../operations/send/plan';
import { idOf, newSince, pairOf, readEnrollments } from './readEnrollments';
import { assertKnown } from './rejection';

/** The label of the field with the IDs. */
export const ENROLLMENT_IDS = 'Enrollment IDs';

const idsOf = (enrollments: readonly RawRecord[]): string[] =>
	enrollments.map((one) => idOf(one, 'enrollmentId'));

/** The enrollments that an earlier try has ended. They are no longer listed. */
const endedBefore = ({ found = [], skip }: SendPlan): RawRecord[] =>
	found.filter((one) => skip?.has(idOf(one, 'enrollmentId')));

const MAY_HAVE_ENDED =
	'Remove them. An enrollment that has ended no longer exists. Nothing was changed by this request.';

/** Finds the enrollments with these IDs: they say who is unenrolled from what. */
async function lookUpIds(plan: SendPlan, tools: WriteTools): Promise<SendPlan> {
	const ids = plan.parameters.enrollmentIds as string[];
	const ended = endedBefore(plan);
	const enrollmentIds = ids.filter((id) => !plan.skip?.has(id));
	if (enrollmentIds.length === 0) return { ...plan, found: ended };
	const { enrollments } = ENDPOINTS;
	const listed = await orStatus(tools.readAll(enrollments, { enrollmentIds }), REJECTED);
	if (typeof listed !== 'number') return { ...plan, found: [...ended, ...listed] };
	const filter = 'enrollmentIds';
	await assertKnownIds(tools, ENROLLMENT_IDS, enrollments, filter, enrollmentIds, MAY_HAVE_ENDED);
	return plan;
}

export const lookFirst: SendDefinition['before'] = async (plan, tools) => {
	const { learnerIds, courseIds } = plan.parameters as Record<string, string[] | undefined>;
	if (learnerIds === undefined || courseIds === undefined) return await lookUpIds(plan, tools);
	const listed = await orStatus(readEnrollments(tools.readAll, learnerIds, courseIds), REJECTED);
	if (typeof listed === 'number') {
		await assertKnown(tools, learnerIds, courseIds);
		return invalidField(tools.context, 'Courses', 'were rejected', 'Choose courses that exist.');
	}
	const found = [...endedBefore(plan), ...newSince(endedBefore(plan), listed)];
	if (found.length === 0) return { action: 'notEnrolled', learnerIds, courseIds };
	const enrolled = new Set(found.map(pairOf));
	const others = pairsOf(learnerIds, courseIds).filter((pair) => !enrolled.has(pair));
	return { ...plan, parameters: { enrollmentIds: idsOf(found) }, found, needless: new Set(others) };
};

/** Which of these enrollments are no longer listed. */
async function findEnded(
	enrollments: readonly RawRecord[],
	{ readAll }: WriteTools,
): Promise<string[]> {
	if (enrollments.length === 0) return [];
	const [learnerIds, courseIds] = ['userId', 'courseId'].map((name) => [
		...new Set(enrollments.map((one) => idOf(one, name))),
	]);
	const listed = new Set(idsOf(await readEnrollments(readAll, learnerIds, courseIds)));
	return idsOf(enrollments).filter((id) => !listed.has(id));
}

/**
 * Looks which enrollments are no longer listed. After a lost answer, a request counts as done if none of its
 * enrollments is. After a rejection, the others do not count as rejected, and those that were never listed are named.
 */
export const lookAgain: SendDefinition['recover'] = async (error, plan, tools, failed) => {
	const isUnconfirmed = mayBeDone(error);
	const isRejected = isBadRequest(error);
	if (!isUnconfirmed && !isRejected) return null;
	const isFailed = new Set(failed);
	const { found = [] } = plan;
	const known = found.filter((one) => isFailed.has(idOf(one, 'enrollmentId')));
	const done = await findEnded(known, tools);
	const isDone = isUnconfirmed ? done.length === failed.length : done.length > 0;
	if (isDone) return { ...plan, skip: new Set(done) };
	const isKnown = new Set(idsOf(known));
	const unlisted = failed.filter((id) => !isKnown.has(id));
	if (isUnconfirmed || plan.found === undefined || unlisted.length === 0) return null;
	const problem = `has IDs that aren't listed: ${listNames(unlisted)}`;
	return invalidField(tools.context, ENROLLMENT_IDS, problem, MAY_HAVE_ENDED);
};
