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
import { isUnreadable } from '../../operations/send/tools';

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

/** The list that says why; none if it cannot be read, since the rejection itself is reported then. */
async function orNone<T>(list: Promise<T[]>): Promise<T[]> {
	return await list.catch(async (error: unknown) =>
		isUnreadable(error) ? [] : await Promise.reject(error),
	);
}

/** The labels of the fields with the learners and the courses. */
const LISTS = { learners: 'Users', courses: 'Courses' };

/**
 * Names the IDs of a list that iSpring Learn does not know.
 * @param label the field that holds them
 * @param parameter the filter of `endpoint` by these IDs
 * @throws NodeOperationError if there are any
 */
export async function assertKnownIds(
	{ readAll, context }: WriteTools,
	label: string,
	endpoint: ListEndpoint,
	parameter: string,
	ids: readonly string[],
): Promise<void> {
	const unknown = await orNone(findUnknown(readAll, endpoint, parameter, ids));
	if (unknown.length === 0) return;
	const nextStep =
		'Remove them. iSpring Learn rejects a request as a whole. Nothing was changed by it.';
	invalidField(context, label, `has IDs that don't exist: ${list(unknown)}`, nextStep);
}

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
	return users.filter(
		({ status }) => ![ACTIVE, 'null', 'undefined'].includes(String(status).trim()),
	);
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
			"iSpring Learn only enrolls active users. Remove them, or activate them with the operation 'Activate' of User. Nothing was changed by this request.";
		const names = list(inactive.map(nameOf));
		invalidField(context, learners, `has inactive users: ${names}`, nextStep);
	}
	await assertKnown(tools, [], courseIds, labels);
}
