/** Looks at users after a request for several of them failed. */
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { REJECTED } from '../../api/httpStatus';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import { isBadRequest, orStatus } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { findUnknown, rejectUnknownUsers } from '../../fields/send/knownIds';
import type { Recover, WriteTools } from './definition';
import type { SendPlan } from './plan';

/** Whether a user is as a plan wants them. */
type IsDone = (user: RawRecord, plan: SendPlan) => boolean;

/**
 * Reads which of these users are as wanted.
 * @returns null if iSpring Learn rejects the IDs
 */
async function findDone(
	ids: readonly string[],
	isDone: IsDone,
	plan: SendPlan,
	{ readAll }: WriteTools,
): Promise<string[] | null> {
	const look = async () => await readAll(ENDPOINTS.users, { userIds: ids });
	const users = ids.length === 0 ? [] : await orStatus(look(), REJECTED);
	if (typeof users === 'number') return null;
	const asWanted = users.filter((user) => isDone(user, plan));
	const done = new Set(asWanted.map((user) => normalizeUuid(readId(user, 'userId'))));
	return ids.filter((id) => done.has(normalizeUuid(id)));
}

/**
 * Finds the users who were changed although the response was lost, or the request was rejected: no document says that
 * iSpring Learn rejects a list as a whole. Sends the request for the others, and names those who do not exist. Users
 * who were as wanted before count as done.
 */
export const lookAtUsers =
	(isDone: IsDone): Recover =>
	async (error, plan, tools, failed) => {
		if (plan.split?.as !== undefined) return null;
		if (mayBeDone(error)) {
			const done = await findDone(failed, isDone, plan, tools);
			return done?.length === failed.length ? { ...plan, skip: new Set(done) } : null;
		}
		if (!isBadRequest(error)) return null;
		const unknown = await findUnknown(tools.readAll, ENDPOINTS.users, 'userIds', failed);
		const known = failed.filter((id) => !unknown.includes(id));
		// It is rejected again if there are more unknown users than were looked for.
		const done = await findDone(known, isDone, plan, tools);
		if (done !== null && done.length > 0) return { ...plan, skip: new Set(done) };
		if (unknown.length === 0) return null;
		return rejectUnknownUsers(tools.context, unknown, done !== null);
	};
