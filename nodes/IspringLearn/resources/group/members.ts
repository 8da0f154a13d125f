/** The operations that decide who is in a group. */
import type { Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import type { Column } from '../../api/schema/recordSchema';
import { requiredLocator } from '../../fields/ids/locators';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { ACTION, requireUsers, users } from '../user/userFields';
import { GROUP_ID, readMembers } from './existingGroup';

const USER_IDS: Column = { name: 'userIds', type: 'list' };

const usersIn = ({ userIds }: Parameters): string[] =>
	Array.isArray(userIds) ? userIds.map(String) : [];

const setOf = (ids: readonly string[]): ReadonlySet<string> =>
	new Set(ids.map((id) => id.trim().toLowerCase()));

/** Whether an ID is in a list, in upper or lower case. */
const isIn = (ids: readonly string[]): ((id: string) => boolean) => {
	const all = setOf(ids);
	return (id) => all.has(id.toLowerCase());
};

/** The API has no request that adds members: each user joins the group. A member is left alone. */
const joinGroup: SendDefinition['before'] = async (plan, tools) => {
	const { groupId } = plan.parameters;
	const userIds = usersIn(plan.parameters);
	const isMember = isIn((await readMembers(tools, groupId)) ?? []);
	const wasMember = (id: string): boolean => isMember(id) && !plan.skip?.has(id);
	const unchangedUserIds = userIds.filter(wasMember);
	const added = userIds.filter((id) => !wasMember(id));
	const shows = { groupId: String(groupId), unchangedUserIds };
	if (added.length === 0) return { action: 'unchanged', userIds: [], ...shows };
	return { ...plan, shows, parameters: { userIds: added, groupIds: [groupId] } };
};

/** Whether a user is a member is not asked: an API key may not see all members of a group. */
const leaveGroup: SendDefinition['before'] = async (plan, tools) => {
	const { groupId, userIds } = plan.parameters;
	await readMembers(tools, groupId);
	const shows = { groupId: String(groupId) };
	return { ...plan, shows, parameters: { userIds, groupIds: [groupId] } };
};

/** Says who is removed. */
const setMembers: SendDefinition['before'] = async (plan, tools) => {
	const { groupId } = plan.parameters;
	const userIds = usersIn(plan.parameters);
	const members = await readMembers(tools, groupId);
	const isWanted = isIn(userIds);
	const removedUserIds = members?.filter((id) => !isWanted(id)) ?? null;
	const shows = { userIds, removedUserIds };
	const isSame = removedUserIds?.length === 0 && members?.length === userIds.length;
	return isSame ? { action: 'unchanged', groupId: String(groupId), ...shows } : { ...plan, shows };
};

const oneByOne = { list: 'userIds', as: 'userId' };

export const addMembers = sendOperation({
	name: 'Add Members',
	value: 'addMembers',
	action: 'Add members to a group',
	description: 'Add users to a group. Its members stay in it.',
	endpoint: WRITES.updateUser,
	done: 'membersAdded',
	split: oneByOne,
	fields: [requiredLocator('group', 'The group to add users to'), ...users('add')],
	toParameters: requireUsers,
	before: joinGroup,
	check:
		"Look at the group with 'Get'. A second run does no harm: it only adds users who aren't members.",
	columns: [ACTION, GROUP_ID, USER_IDS, { name: 'unchangedUserIds', type: 'list' }],
});

export const removeMembers = sendOperation({
	name: 'Remove Members',
	value: 'removeMembers',
	action: 'Remove members from a group',
	description: 'Remove users from a group. They stay in iSpring Learn and in other groups.',
	endpoint: WRITES.leaveGroups,
	done: 'membersRemoved',
	split: oneByOne,
	fields: [requiredLocator('group', 'The group to remove users from'), ...users('remove')],
	toParameters: requireUsers,
	before: leaveGroup,
	check: "Look at the group with 'Get'. A second run does no harm.",
	columns: [ACTION, GROUP_ID, USER_IDS],
});

export const replaceMembers = sendOperation({
	name: 'Replace Members',
	value: 'replaceMembers',
	action: 'Replace the members of a group',
	description:
		'Make these users the only members of a group. All others are removed from it, so put all users into one input item.',
	endpoint: WRITES.setGroupMembers,
	done: 'membersReplaced',
	fields: [
		requiredLocator('group', 'The group whose members to replace'),
		...users('keep or add as members, while all others are removed'),
	],
	toParameters: requireUsers,
	before: setMembers,
	check: "Look at the group with 'Get'. A second run with the same users does no harm.",
	columns: [ACTION, GROUP_ID, USER_IDS, { name: 'removedUserIds', type: 'list' }],
	exceptInTools: true,
});
