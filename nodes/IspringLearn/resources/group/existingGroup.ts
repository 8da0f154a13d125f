/** Looks at the groups of the account before and after a change. */
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { RECORDS } from '../../api/endpoints/records';
import { UNKNOWN_RECORD } from '../../api/httpStatus';
import { orStatus } from '../../api/requester/requestError';
import { createNormalizer } from '../../api/schema/normalizer';
import type { Value } from '../../api/schema/record';
import { readId, toToken } from '../../api/schema/record';
import { GROUP_WITH_MEMBERS } from '../../api/schema/records/people';
import type { Column } from '../../api/schema/recordSchema';
import type { ItemContext } from '../../fields/parseValue';
import { invalidValue } from '../../fields/parseValue';
import type { WriteTools } from '../../operations/send/definition';

export const GROUP_ID: Column = { name: 'groupId', type: 'id' };

/** A name as iSpring Learn keeps it: '' if there is none. */
const toName = (value: Value): string => String(toToken(value) ?? '').normalize('NFC');

/** iSpring Learn does not say whether it distinguishes case in names. For people, they are the same. */
const isSameName = (one: string, other: string): boolean =>
	one.toLowerCase() === other.toLowerCase();

/** A group in the list of groups. */
interface ListedGroup {
	groupId: string;
	name: string;
}

/** The groups with a name, in any letter case. */
export async function findGroups({ readAll }: WriteTools, name: unknown): Promise<ListedGroup[]> {
	const groups = await readAll(ENDPOINTS.groups);
	const listed = groups.map((group) => ({
		groupId: readId(group, 'groupId'),
		name: toName(group.name),
	}));
	return listed.filter((group) => isSameName(group.name, toName(String(name))));
}

/**
 * Stops because another group has the name. No document says what iSpring Learn does with a name that is taken.
 * @throws NodeOperationError always
 */
export const rejectName = (
	context: ItemContext,
	name: unknown,
	{ groupId }: ListedGroup,
	nextStep: string,
): never =>
	invalidValue(context, 'Name', name, `is the name of an existing group (${groupId})`, nextStep);

const normalize = createNormalizer(GROUP_WITH_MEMBERS);

/**
 * Reads the IDs of a group's members, as far as the API key may see them.
 * @returns null if iSpring Learn did not send them
 * @throws NodeOperationError for a group that does not exist, and for a smart one: its rules choose the members
 */
export async function readMembers(
	{ readRecord, context }: WriteTools,
	groupId: unknown,
): Promise<string[] | null> {
	const group = await orStatus(readRecord(RECORDS.group, { groupId }), UNKNOWN_RECORD);
	if (typeof group === 'number') {
		const nextStep =
			'Choose the group from the list again, or enter the ID of a group that exists.';
		return invalidValue(context, 'Group', groupId, "doesn't exist", nextStep);
	}
	const { isSmart, userIds } = normalize(group);
	if (isSmart === true) {
		const nextStep = 'Choose another group, or change the rules of this one in iSpring Learn.';
		const problem = 'is a smart group, whose rules decide who is a member';
		return invalidValue(context, 'Group', groupId, problem, nextStep);
	}
	return Array.isArray(userIds) ? userIds.map(String) : null;
}
