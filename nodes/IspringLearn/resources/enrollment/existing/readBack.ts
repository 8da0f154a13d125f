/** What Enroll returns: one item for each learner and course, with the enrollment as it is listed afterwards. */
import type { IDataObject } from 'n8n-workflow';
import type { RawRecord } from '../../../api/schema/record';
import { ENROLLMENT } from '../../../api/schema/records/enrollments';
import { orNone } from '../../../fields/send/knownIds';
import type { SendDefinition, WriteTools } from '../../../operations/send/definition';
import { idsOfPair, pairsOf } from '../../../operations/send/pairs';
import type { SendPlan } from '../../../operations/send/plan';
import { ENROLLMENT_SHAPE } from '../enrollmentFields';
import { idOf, newestByPair, newSince, readEnrollments } from './readEnrollments';
import { findInactive, nameOf } from './rejection';

/** The learners and the courses of a plan. */
export const listsOf = ({ parameters }: SendPlan) => ({
	learnerIds: parameters.learnerIds as string[],
	courseIds: parameters.courseIds as string[],
});

/** The enrollments that are listed now. */
export const readNow = async (plan: SendPlan, { readAll }: WriteTools): Promise<RawRecord[]> => {
	const { learnerIds, courseIds } = listsOf(plan);
	return await readEnrollments(readAll, learnerIds, courseIds);
};

/** What became of a pair that is not listed after a request that succeeded. */
interface Missing {
	action: string;
	warning: string;
}

/** The warning of an item whose new enrollment is not listed. */
export const NOT_LISTED =
	"iSpring Learn accepted the request, but doesn't list a new enrollment yet. Look again in a few minutes.";

/** Why a learner is not listed after a request that succeeded. */
async function explainMissing(
	pairs: readonly string[],
	{ readAll }: WriteTools,
): Promise<(pair: string) => Missing> {
	const learners = [...new Set(pairs.map((pair) => idsOfPair(pair)[0]))];
	const inactive = pairs.length === 0 ? [] : await orNone(findInactive(readAll, learners));
	const names = new Map(inactive.map((user) => [idOf(user, 'userId'), nameOf(user)]));
	return (pair) => {
		const name = names.get(idsOfPair(pair)[0]);
		if (name === undefined) return { action: 'enrolled', warning: NOT_LISTED };
		const warning = `${name} is inactive. iSpring Learn only enrolls active users.`;
		return { action: 'notEnrolled', warning };
	};
}

/** The enrollments that are listed now. If they cannot be read: those that were there before, and why. */
async function tryToRead(
	plan: SendPlan,
	tools: WriteTools,
): Promise<{ now: readonly RawRecord[]; unread?: Missing }> {
	try {
		return { now: await readNow(plan, tools) };
	} catch (error) {
		const warning = await tools.describeUnread(error);
		return { now: plan.found ?? [], unread: { action: 'enrolled', warning } };
	}
}

/** One item for each learner and course, with the enrollment. */
export const readBack: SendDefinition['result'] = async (_outcome, tools, plan) => {
	const { found = [], needless, skip } = plan;
	const { learnerIds, courseIds } = listsOf(plan);
	const pairs = pairsOf(learnerIds, courseIds);
	const isSent = (pair: string): boolean => skip?.has(pair) ?? false;
	const isKnown = (pair: string): boolean => (needless?.has(pair) ?? false) && !isSent(pair);
	const { now, unread = null } = pairs.every(isKnown)
		? { now: found }
		: await tryToRead(plan, tools);
	const newest = newestByPair(now);
	const added = newestByPair(newSince(found, now));
	const isDone = (pair: string): boolean => added.has(pair) || (unread === null && isSent(pair));
	const missing = pairs.filter((pair) => !isDone(pair) && !isKnown(pair));
	const explain = unread === null ? await explainMissing(missing, tools) : () => unread;
	const enrollments = pairs.map((pair): RawRecord => {
		const [userId, courseId] = idsOfPair(pair);
		// If the new one cannot be read, an older one would pass for it.
		const other = unread === null || isKnown(pair) ? newest.get(pair) : undefined;
		return added.get(pair) ?? other ?? { userId, courseId };
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
