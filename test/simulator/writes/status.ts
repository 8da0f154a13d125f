import type { Status } from '../world';
import { OWNER } from '../world/roles';
import { day, ids, oneOf } from './body/fields';
import { roomFor } from './users';
import { post, Refusal, remove, type Call, type Commit, type Write } from './write';

/** Gives users a status. "permissions come back on activation". */
function setStatus(call: Call, users: readonly number[], status: Status): Commit {
	const { world } = call;
	for (const u of users)
		if (status !== 1 && world.users[u].roles.some(({ role }) => role === OWNER))
			throw new Refusal(400, 'The Account Owner stays active');
	const inactive = users.filter((u) => world.users[u].status !== 1);
	if (status === 1 && inactive.length > 0 && inactive.length > roomFor(call))
		throw new Refusal(400, 'The limit of active users is reached');
	return () => {
		for (const u of users) world.changeUser(u, { status });
	};
}

const bulk = (path: string, status: Status): Write =>
	post({
		path,
		status: 200,
		body: { userIds: ids },
		plan: (call, { userIds }) => setStatus(call, call.users(userIds, 'userIds'), status),
	});

/** A status from a day on, and its cancellation. */
const scheduled = (path: string, what: 'deactivation' | 'termination'): Write[] => [
	post({
		path,
		status: 200,
		body: { date: day },
		plan: (call, { date }) => {
			const user = call.target('user');
			if (date + 86_400 <= call.world.clock()) throw new Refusal(400, 'Field date is in the past');
			return () => call.world.changeUser(user, { [what]: date });
		},
	}),
	remove(path, 200, (call) => {
		const user = call.target('user');
		return () => call.world.changeUser(user, { [what]: undefined });
	}),
];

export const statusWrites: readonly Write[] = [
	post({
		path: '/user/{userId}/status',
		status: 200,
		body: { status: oneOf<Status>(1, 3, 5) },
		plan: (call, { status }) => setStatus(call, [call.target('user')], status),
	}),
	bulk('/users/activate', 1),
	bulk('/users/deactivate', 3),
	bulk('/users/terminate', 5),
	...scheduled('/user/{userId}/scheduled_deactivation', 'deactivation'),
	...scheduled('/user/{userId}/scheduled_termination', 'termination'),
];
