import { OWNER } from '../world/roles';
import { anyText, anyIds, flag, id, ids, optional, profile, roles, text } from './body/fields';
import { applyProfile } from './profile';
import { LEARNER_ONLY, readRoles } from './userRoles';
import { post, Refusal, remove, type Call, type Write } from './write';

const common = {
	role: optional(text),
	roleId: optional(id),
	roles: optional(roles),
	manageableDepartmentIds: optional(anyIds),
	groupIds: optional(anyIds),
};

/** The groups of a list, none of them smart: their rules decide who is in them. */
export const plainGroups = (call: Call, groupIds: readonly string[], name = 'groupIds'): number[] =>
	call.many('group', groupIds, name, (g) =>
		call.world.groups[g].isSmart ? `group ${call.world.groups[g].id} is smart` : undefined,
	);

/** How many more users the plan allows to be active. */
export const roomFor = ({ world, rules }: Call): number =>
	rules.maxActiveUsers -
	world.users.filter(({ status, deleted }) => status === 1 && !deleted).length;

export const userWrites: readonly Write[] = [
	post({
		path: '/user',
		status: 201,
		created: 'userId',
		body: {
			...common,
			departmentId: id,
			fields: profile,
			password: optional(text),
			sendLoginEmail: optional(flag),
			invitationMessage: optional(anyText),
			sendLoginSMS: optional(flag),
			invitationSMSMessage: optional(anyText),
		},
		plan: (call, body) => {
			const { world, rules } = call;
			const department = call.one('department', body.departmentId, 'departmentId');
			call.allow(department);
			const names = applyProfile(call, body.fields);
			const groups = plainGroups(call, body.groupIds ?? []);
			const given = readRoles(call, body) ?? LEARNER_ONLY;
			if (body.password !== undefined && body.password.length < 8)
				throw new Refusal(400, 'Password must have 8 characters or more');
			const { sendLoginEmail = rules.sendsLoginEmail, sendLoginSMS = false } = body;
			for (const [sends, message, name] of [
				[body.sendLoginEmail, body.invitationMessage, 'invitationMessage'],
				[body.sendLoginSMS, body.invitationSMSMessage, 'invitationSMSMessage'],
			] as const)
				if (sends && message === undefined)
					throw new Refusal(400, `Field ${name} is missing`, true);
			return () => {
				const user = world.addUser({
					...names,
					department,
					groups,
					roles: given,
					status: roomFor(call) > 0 ? 1 : 3,
					points: 0,
					added: Math.floor(world.clock()),
				});
				const { invitations } = world;
				if (sendLoginEmail)
					invitations.push({ userId: user.id, by: 'email', message: body.invitationMessage });
				if (sendLoginSMS)
					invitations.push({ userId: user.id, by: 'sms', message: body.invitationSMSMessage });
				return user.id;
			};
		},
	}),
	post({
		path: '/user/{userId}',
		status: 200,
		body: { ...common, departmentId: optional(id), fields: optional(profile) },
		plan: (call, body) => {
			const { world, rules } = call;
			const user = world.users[call.target('user')];
			const department =
				body.departmentId === undefined
					? user.department
					: call.one('department', body.departmentId, 'departmentId');
			call.allow(department);
			// "all required profile fields must be in the request"
			const names =
				body.fields || !rules.partialUpdates ? applyProfile(call, body.fields ?? [], user) : {};
			const given = readRoles(call, body) ?? user.roles;
			const added = body.groupIds && plainGroups(call, body.groupIds);
			const kept = user.groups.filter((g) => rules.groupIds === 'add' || world.groups[g].isSmart);
			return () =>
				world.changeUser(user.index, {
					...names,
					department,
					roles: given,
					groups: added ? [...new Set([...kept, ...added])] : user.groups,
				});
		},
	}),
	remove('/user/{userId}', 204, (call) => {
		const user = call.world.users[call.target('user')];
		if (user.roles.some(({ role }) => role === OWNER))
			throw new Refusal(400, 'The Account Owner cannot be deleted');
		return () => call.world.changeUser(user.index, { deleted: true });
	}),
	post({
		path: '/user/{userId}/groups/remove',
		status: 200,
		body: { groupIds: ids },
		plan: (call, { groupIds }) => {
			const user = call.world.users[call.target('user')];
			const left = plainGroups(call, groupIds);
			return () =>
				call.world.changeUser(user.index, {
					groups: user.groups.filter((g) => !left.includes(g)),
				});
		},
	}),
];
