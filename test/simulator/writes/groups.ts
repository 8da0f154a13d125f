import type { Group } from '../world';
import { anyIds, optional, text } from './body/fields';
import { post, Refusal, remove, type Call, type Write } from './write';

function plainGroup(call: Call): Group {
	const group = call.world.groups[call.target('group')];
	if (group.isSmart) throw new Refusal(400, 'The rules of a smart group decide who is in it');
	return group;
}

/** Makes these users the members of a group. Others in departments that the key does not see stay in it. */
function setMembers({ world, sees }: Call, g: number, members: readonly number[]): void {
	for (const user of world.users) {
		const others = user.groups.filter((one) => one !== g);
		if (members.includes(user.index)) world.changeUser(user.index, { groups: [...others, g] });
		else if (user.groups.includes(g) && sees(user.department))
			world.changeUser(user.index, { groups: others });
	}
}

export const groupWrites: readonly Write[] = [
	post({
		path: '/group',
		status: 201,
		created: 'groupId',
		body: { name: text, userIds: optional(anyIds) },
		plan: (call, { name, userIds = [] }) => {
			const members = call.users(userIds, 'userIds');
			return () => {
				const group = call.world.addGroup(name);
				setMembers(call, group.index, members);
				return group.id;
			};
		},
	}),
	post({
		path: '/group/{groupId}',
		status: 200,
		body: { name: text },
		plan: (call, { name }) => {
			const group = call.world.groups[call.target('group')];
			return () => {
				group.name = name;
			};
		},
	}),
	post({
		path: '/group/{groupId}/members',
		status: 200,
		body: { userIds: anyIds },
		plan: (call, { userIds }) => {
			const group = plainGroup(call);
			const members = call.users(userIds, 'userIds');
			return () => setMembers(call, group.index, members);
		},
	}),
	remove('/group/{groupId}', 204, (call) => {
		const group = call.world.groups[call.target('group')];
		return () => {
			group.deleted = true;
			for (const user of call.world.users)
				if (user.groups.includes(group.index))
					call.world.changeUser(user.index, {
						groups: user.groups.filter((one) => one !== group.index),
					});
		};
	}),
];
