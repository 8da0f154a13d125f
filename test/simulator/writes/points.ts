import { id, number, text } from './body/fields';
import { post, type Write } from './write';

const points = (path: string, sign: 1 | -1): Write =>
	post({
		path,
		status: 200,
		body: { userId: id, amount: number, reason: text },
		plan: (call, { userId, amount }) => {
			const { world } = call;
			const user = world.users[call.one('user', userId, 'userId')];
			call.allow(user.department);
			return () => world.changeUser(user.index, { points: user.points + sign * amount });
		},
	});

export const pointWrites: readonly Write[] = [
	points('/gamification/points/award', 1),
	points('/gamification/points/withdraw', -1),
];
