import { sessionRecord } from '../records/trainings';
import type { World } from '../world';
import { ids, paged, unpaged, type Endpoint, type EndpointOptions } from './endpoint';

/** The lists of learning tracks, homework and trainings. */
export function taskLists(world: World, options: EndpointOptions): Endpoint[] {
	return [...trackLists(world), ...homeworkLists(world), ...trainingLists(world, options)];
}

function trackLists({ tracks, courses, find }: World): Endpoint[] {
	const places = tracks.flatMap((track) => track.courses.map((course) => ({ track, course })));
	return [
		{
			...unpaged,
			path: '/learning_track/courses',
			row: 'learningTracksCourse',
			count: () => places.length,
			filters: [
				{
					kind: 'ids',
					name: 'learningTrackIds',
					find: (id) => find('track', id),
					of: (i) => places[i].track.index,
					isCommaList: true,
					required: true,
				},
			],
			make: (i) => ({
				learningTrackId: places[i].track.id,
				courseId: courses[places[i].course].id,
			}),
		},
	];
}

function homeworkLists(world: World): Endpoint[] {
	const { assignments, attempts, waits } = world.homework;
	const hasUngraded = (i: number): boolean =>
		attempts.some((one) => one.assignment === i && waits(one));
	return [
		{
			...paged,
			path: '/assignments',
			wrapper: 'assignments',
			row: 'assignment',
			count: () => assignments.length,
			filters: [
				{
					kind: 'choice',
					name: 'ungraded',
					single: true,
					values: ['0', '1'],
					// "ungraded absent = only ungraded, 0 = all".
					byDefault: ['1'],
					of: (i) => (hasUngraded(i) ? ['0', '1'] : ['0']),
				},
			],
			make: (i) => {
				const { id, title, instructor } = assignments[i];
				return {
					assignmentId: id,
					title,
					instructorId: instructor === undefined ? undefined : world.users[instructor].id,
					courseFields:
						i % 2 === 0
							? [{ fieldId: world.id('group', 90 + i), fieldValue: `R&D ${i}` }]
							: undefined,
				};
			},
		},
		{
			...unpaged,
			path: '/assignment/{assignmentId}/attempts/ungraded',
			row: 'attempt',
			count: () => attempts.length,
			exists: (i) => waits(attempts[i]),
			departmentOf: (i) => world.users[attempts[i].user].department,
			inPath: ids(world, 'assignmentId', 'assignment', (i) => attempts[i].assignment),
			unknownInPath: 400,
			filters: [ids(world, 'userIds', 'user', (i) => attempts[i].user)],
			make: (i) => {
				const { id, enrollment, user, comment, files } = attempts[i];
				return {
					attemptId: id,
					enrollmentId: world.id('enrollment', enrollment),
					userId: world.users[user].id,
					comment,
					attachments: files.map((file) => ({ ...file })),
				};
			},
		},
	];
}

function trainingLists(world: World, { bareParticipants }: EndpointOptions): Endpoint[] {
	const { trainings, users } = world;
	const { sessions } = trainings;
	const attending = (): Array<{ session: number; user: number }> =>
		sessions.flatMap(({ index, participants }) =>
			participants.map((user) => ({ session: index, user })),
		);
	return [
		{
			...unpaged,
			path: '/training/{trainingId}/sessions',
			row: 'trainingSession',
			count: () => sessions.length,
			exists: (i) => !sessions[i].deleted,
			inPath: {
				kind: 'ids',
				name: 'trainingId',
				find: (id) => trainings.find(id),
				of: (i) => trainings.itemOf(i),
			},
			unknownInPath: 404,
			filters: [],
			make: (i) => sessionRecord(world, sessions[i]),
		},
		{
			...paged,
			path: '/training/session/participants/{sessionId}',
			// The OpenAPI file has a bare array in the path, and an object in its schemas and in the help pages.
			wrapper: bareParticipants ? undefined : 'participants',
			row: 'id',
			count: () => attending().length,
			inPath: ids(world, 'sessionId', 'session', (i) => attending()[i].session),
			unknownInPath: 404,
			filters: [],
			departmentOf: (i) => users[attending()[i].user].department,
			make: (i) => ({ id: users[attending()[i].user].id }),
			bareIds: true,
		},
	];
}
