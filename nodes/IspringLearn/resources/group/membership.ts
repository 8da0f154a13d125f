/** Looks at the members of a group before a change, and after a lost answer. */
import type { Parameters } from '../../api/endpoints/endpoint';
import { mayBeDone } from '../../api/requester/retryRules';
import type { SendDefinition } from '../../operations/send/definition';
import type { SendPlan } from '../../operations/send/plan';
import { readMembers } from './existingGroup';

type Hooks = Required<Pick<SendDefinition, 'before' | 'recover'>>;

const usersIn = ({ userIds }: Parameters): string[] =>
	Array.isArray(userIds) ? userIds.map(String) : [];

/** Whether an ID is in a list, in upper or lower case. */
const isIn = (ids: readonly string[]): ((id: string) => boolean) => {
	const all = new Set(ids.map((id) => id.trim().toLowerCase()));
	return (id) => all.has(id.toLowerCase());
};

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
	some.length === others.length && some.every(isIn(others));

const groupIdOf = ({ shows, parameters }: SendPlan): string =>
	String(shows?.groupId ?? parameters.groupId);

/**
 * Confirms a request after a lost answer, if the group shows what it does.
 * @param isShown receives the members, and the users in the request
 * @param toNext returns what to do once it is confirmed
 */
const confirm =
	(
		isShown: (members: readonly string[], users: readonly string[], plan: SendPlan) => boolean,
		toNext: (plan: SendPlan, users: readonly string[]) => Awaited<ReturnType<Hooks['recover']>>,
	): Hooks['recover'] =>
	async (error, plan, tools, failed) => {
		if (!mayBeDone(error)) return null;
		const members = await readMembers(tools, groupIdOf(plan));
		return members !== null && isShown(members, failed, plan) ? toNext(plan, failed) : null;
	};

const sendOthers = (plan: SendPlan, users: readonly string[]): SendPlan => ({
	...plan,
	skip: new Set(users),
});

/** The API has no request that adds members: each user joins the group. Those who are members do not. */
export const JOIN: Hooks = {
	before: async (plan, tools) => {
		const groupId = groupIdOf(plan);
		const userIds = usersIn(plan.parameters);
		const isMember = isIn((await readMembers(tools, groupId)) ?? []);
		const wasMember = (id: string): boolean => isMember(id) && !plan.skip?.has(id);
		const added = userIds.filter((id) => !wasMember(id));
		const shows = { groupId, unchangedUserIds: userIds.filter(wasMember) };
		if (added.length === 0) return { action: 'unchanged', userIds: [], ...shows };
		return { ...plan, shows, parameters: { userIds: added, groupIds: [groupId] } };
	},
	recover: confirm((members, users) => users.every(isIn(members)), sendOthers),
};

/** Each user leaves the group, also one who is not listed: an API key may not see all members. */
export const LEAVE: Hooks = {
	before: async (plan, tools) => {
		const groupId = groupIdOf(plan);
		const members = (await readMembers(tools, groupId)) ?? [];
		const parameters = { userIds: plan.parameters.userIds, groupIds: [groupId] };
		return {
			...plan,
			shows: { groupId },
			found: members.map((userId) => ({ userId })),
			parameters,
		};
	},
	recover: confirm((members, users, { found = [] }) => {
		const wasMember = isIn(found.map(({ userId }) => String(userId)));
		const isMember = isIn(members);
		return users.every((id) => wasMember(id) && !isMember(id));
	}, sendOthers),
};

/** Says who is removed. */
export const REPLACE: Hooks = {
	before: async (plan, tools) => {
		const groupId = groupIdOf(plan);
		const userIds = usersIn(plan.parameters);
		const members = await readMembers(tools, groupId);
		const isWanted = isIn(userIds);
		const removedUserIds = members?.filter((id) => !isWanted(id)) ?? null;
		const shows = { groupId, userIds, removedUserIds };
		return members && isSame(members, userIds)
			? { action: 'unchanged', ...shows }
			: { ...plan, shows };
	},
	recover: confirm(
		(members, _users, { parameters }) => isSame(members, usersIn(parameters)),
		({ action, shows }) => ({ action, ...shows }),
	),
};
