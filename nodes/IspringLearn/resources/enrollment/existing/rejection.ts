/** Finds out why iSpring Learn rejected learners or courses: it does not say so, and rejects all of them. */
import { ENDPOINTS } from '../../../api/endpoints/endpoints';
import { normalizeUuid } from '../../../api/paginator/deduplicator';
import type { ReadAll } from '../../../api/paginator/readPages';
import { isActive, toPerson } from '../../../api/schema/profile/person';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import { invalidField } from '../../../fields/parseValue';
import { assertKnownIds, listNames, orNone } from '../../../fields/send/knownIds';
import type { WriteTools } from '../../../operations/send/definition';
import { idOf } from './readEnrollments';

/** Names a user, with the ID. */
export const nameOf = (user: RawRecord): string =>
	`${toPerson(user).name ?? 'a user'} (${readId(user, 'userId')})`;

/** The labels of the fields with the learners and the courses. */
const LISTS = { learners: 'Users', courses: 'Courses' };

/**
 * Names the learners or courses that iSpring Learn does not know.
 * @throws NodeOperationError if there are any
 */
export async function assertKnown(
	tools: WriteTools,
	learnerIds: readonly string[],
	courseIds: readonly string[],
	{ learners, courses } = LISTS,
): Promise<void> {
	await assertKnownIds(tools, learners, ENDPOINTS.users, 'userIds', learnerIds);
	await assertKnownIds(tools, courses, ENDPOINTS.courses, 'contentItemIds', courseIds);
}

/** The users who cannot be enrolled: those who are blocked or have left. */
export async function findInactive(
	readAll: ReadAll,
	userIds: readonly string[],
): Promise<RawRecord[]> {
	const users = await readAll(ENDPOINTS.users, { userIds });
	const isAsked = new Set(userIds.map(normalizeUuid));
	return users.filter((user) => isAsked.has(idOf(user, 'userId')) && !isActive(user));
}

/**
 * Names the learners or courses because of which an enrollment was rejected.
 * @throws NodeOperationError if there are any
 */
export async function explainRejection(
	tools: WriteTools,
	learnerIds: readonly string[],
	courseIds: readonly string[],
	labels = LISTS,
): Promise<void> {
	const { readAll, context } = tools;
	const { learners } = labels;
	await assertKnownIds(tools, learners, ENDPOINTS.users, 'userIds', learnerIds);
	const inactive = await orNone(findInactive(readAll, learnerIds));
	if (inactive.length > 0) {
		const nextStep =
			"Remove them, or activate them with the 'Activate' operation of User. iSpring Learn only enrolls active users. Nothing was changed by this request.";
		const names = listNames(inactive.map(nameOf));
		invalidField(context, learners, `has inactive users: ${names}`, nextStep);
	}
	await assertKnown(tools, [], courseIds, labels);
}
