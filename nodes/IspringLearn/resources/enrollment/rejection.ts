/** Finds out why iSpring Learn rejected learners or courses: it does not say so, and rejects all of them. */
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import { BAD_REQUEST } from '../../api/httpStatus';
import { chunk, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';
import { bisectInvalidIds } from '../../api/paginator/invalidIds';
import type { ReadAll } from '../../api/paginator/readPages';
import { orStatus } from '../../api/requester/requestError';
import { toPerson } from '../../api/schema/person';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { invalidField } from '../../fields/parseValue';
import type { WriteTools } from '../../operations/send/definition';

const REJECTED: ReadonlySet<number> = new Set([BAD_REQUEST]);

const ACTIVE = '1';

/** Learners or courses that a message lists; it counts the others. */
const MAX_LISTED = 10;

const list = (names: readonly string[]): string => {
	const more = names.length - MAX_LISTED;
	return `${names.slice(0, MAX_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Names a user, with the ID. */
export const nameOf = (user: RawRecord): string =>
	`${toPerson(user).name ?? 'a user'} (${readId(user, 'userId')})`;

/** The IDs that iSpring Learn does not know. */
async function findUnknown(
	readAll: ReadAll,
	endpoint: ListEndpoint,
	parameter: string,
	ids: readonly string[],
): Promise<string[]> {
	const isAccepted = async (some: readonly string[]) =>
		typeof (await orStatus(readAll(endpoint, { [parameter]: some }), REJECTED)) !== 'number';
	const unknown: string[] = [];
	for (const part of chunk(ids, IDS_PER_REQUEST)) {
		for await (const id of bisectInvalidIds(part, isAccepted)) unknown.push(id);
	}
	return unknown;
}

/** The users who cannot be enrolled: those who are blocked or have left. */
export async function findInactive(readAll: ReadAll, userIds: readonly string[]) {
	const users = await readAll(ENDPOINTS.users, { userIds });
	return users.filter(
		({ status }) => ![ACTIVE, 'null', 'undefined'].includes(String(status).trim()),
	);
}

const REMOVE =
	'Remove them. iSpring Learn rejects a request as a whole. Nothing was changed by it.';

/**
 * Names the learners or courses because of which a request was rejected.
 * @throws NodeOperationError if there are any; ListUnreadable if that cannot be found out
 */
export async function explainRejection(
	{ readAll, context }: WriteTools,
	learnerIds: readonly string[],
	courseIds: readonly string[],
): Promise<void> {
	const users = await findUnknown(readAll, ENDPOINTS.users, 'userIds', learnerIds);
	if (users.length > 0) {
		invalidField(context, 'Users', `has IDs that don't exist: ${list(users)}`, REMOVE);
	}
	const inactive = await findInactive(readAll, learnerIds);
	if (inactive.length > 0) {
		const nextStep =
			"iSpring Learn only enrolls active users. Remove them, or activate them with the operation 'Activate' of User. Nothing was changed by this request.";
		invalidField(context, 'Users', `has inactive users: ${list(inactive.map(nameOf))}`, nextStep);
	}
	const courses = await findUnknown(readAll, ENDPOINTS.courses, 'contentItemIds', courseIds);
	if (courses.length > 0) {
		invalidField(context, 'Courses', `has IDs that don't exist: ${list(courses)}`, REMOVE);
	}
}
