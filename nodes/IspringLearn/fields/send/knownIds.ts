/** Names the IDs in a field that iSpring Learn does not know: it rejects all of them, and does not say which. */
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import { REJECTED } from '../../api/httpStatus';
import { chunk, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';
import { bisectInvalidIds } from '../../api/paginator/invalidIds';
import type { ReadAll } from '../../api/paginator/readPages';
import { orStatus } from '../../api/requester/requestError';
import { ListUnreadable } from '../../methods/names/nameResolver';
import type { ItemContext } from '../parseValue';
import { invalidField } from '../parseValue';

const MAX_LISTED = 10;

/** Names or IDs in a message, which lists ten at most. */
export const listNames = (names: readonly string[]): string =>
	[...names.slice(0, MAX_LISTED), ...(names.length > MAX_LISTED ? ['and others'] : [])].join(', ');

/** The IDs that iSpring Learn does not know: as many as a message lists, and one more if there are others. */
export async function findUnknown(
	readAll: ReadAll,
	endpoint: ListEndpoint,
	parameter: string,
	ids: readonly string[],
): Promise<string[]> {
	const isAccepted = async (some: readonly string[]) =>
		typeof (await orStatus(readAll(endpoint, { [parameter]: some }), REJECTED)) !== 'number';
	const unknown: string[] = [];
	for (const part of chunk(ids, IDS_PER_REQUEST)) {
		for await (const id of bisectInvalidIds(part, isAccepted)) {
			unknown.push(id);
			// Each takes several requests.
			if (unknown.length > MAX_LISTED) return unknown;
		}
	}
	return unknown;
}

/** The list that says why; none if it cannot be read, since the rejection itself is reported then. */
export async function orNone<T>(list: Promise<T[]>): Promise<T[]> {
	return await list.catch(async (error: unknown) =>
		error instanceof ListUnreadable ? [] : await Promise.reject(error),
	);
}

/** What the look works with. */
interface Tools {
	/** @throws ListUnreadable */
	readAll: ReadAll;
	context: ItemContext;
}

const REMOVE_THEM =
	'Remove them. iSpring Learn rejects the whole request if one ID is unknown. Nothing was changed by this request.';

/**
 * Names the IDs of a list that iSpring Learn does not know.
 * @param label the field that holds them
 * @param parameter the filter of `endpoint` by these IDs
 * @throws NodeOperationError if there are any
 */
export async function assertKnownIds(
	{ readAll, context }: Tools,
	label: string,
	endpoint: ListEndpoint,
	parameter: string,
	ids: readonly string[],
	nextStep = REMOVE_THEM,
): Promise<void> {
	const unknown = await orNone(findUnknown(readAll, endpoint, parameter, ids));
	if (unknown.length === 0) return;
	invalidField(context, label, `has IDs that don't exist: ${listNames(unknown)}`, nextStep);
}

/**
 * Names users who do not exist, after a request for them and others was rejected.
 * @param areOthersUnchanged whether it is known that the others were not changed
 * @throws NodeOperationError always
 */
export function rejectUnknownUsers(
	context: ItemContext,
	unknown: readonly string[],
	areOthersUnchanged: boolean,
): never {
	const others = areOthersUnchanged
		? "The others in this request weren't changed."
		: "To see whether the others were changed, check them with 'Get Many'.";
	const problem = `has IDs that don't exist: ${listNames(unknown)}`;
	return invalidField(context, 'Users', problem, `Remove them. ${others}`);
}
