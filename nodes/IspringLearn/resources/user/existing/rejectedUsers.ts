/** Looks at users after a request for several of them was rejected. */
import { ENDPOINTS } from '../../../api/endpoints/endpoints';
import { BAD_REQUEST } from '../../../api/httpStatus';
import { orStatus } from '../../../api/requester/requestError';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import { invalidField } from '../../../fields/parseValue';
import { findUnknown, listNames } from '../../../fields/send/knownIds';
import type { Recover } from '../../../operations/send/definition';
import { fold } from './findUsers';

const REJECTED: ReadonlySet<number> = new Set([BAD_REQUEST]);

/**
 * Finds the users who were changed although the request was rejected, since no document says that iSpring Learn
 * rejects a list as a whole. Sends the request for the others, and names those who do not exist.
 * @param isDone whether a user is as wanted
 */
export const lookAtUsers =
	(isDone: (user: RawRecord) => boolean): Recover =>
	async (error, plan, tools, failed) => {
		const isRejected = error.kind === 'status' && REJECTED.has(error.status);
		if (!isRejected || plan.split?.as !== undefined) return null;
		const unknown = await findUnknown(tools.readAll, ENDPOINTS.users, 'userIds', failed);
		const known = failed.filter((id) => !unknown.includes(id));
		// It is rejected again if there are more unknown users than were looked for.
		const look = async () => await tools.readAll(ENDPOINTS.users, { userIds: known });
		const users = known.length === 0 ? [] : await orStatus(look(), REJECTED);
		const seen = typeof users === 'number' ? [] : users;
		const asWanted = new Set(seen.filter(isDone).map((user) => fold(readId(user, 'userId'))));
		const done = known.filter((id) => asWanted.has(fold(id)));
		if (done.length > 0) return { ...plan, skip: new Set(done) };
		if (unknown.length === 0) return null;
		const others =
			typeof users === 'number'
				? "To see whether the others were changed, check them with 'Get Many'."
				: "The others in this request weren't changed.";
		const problem = `has IDs that don't exist: ${listNames(unknown)}`;
		return invalidField(tools.context, 'Users', problem, `Remove them. ${others}`);
	};
