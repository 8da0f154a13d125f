import { formatDate } from '../lists/row';
import type { World } from '../world';
import type { Meeting, TrainingSession } from '../world/trainings';
import type { Row } from './user';

/** A session, which begins with its first meeting. */
export function sessionRecord(world: World, session: TrainingSession): Row {
	const meetings = world.trainings.meetingsOf(session.index);
	return {
		id: session.id,
		title: session.title,
		startTime: formatDate(Math.min(...meetings.map(({ start }) => start))),
		duration: meetings.reduce((sum, { duration }) => sum + duration, 0),
		instructor: 'Ana "Instructor" López',
		dayIds: meetings.map(({ id }) => id),
	};
}

/** A training, by the index of its item. Its organizer is the first user. */
export function trainingRecord(world: World, item: number): Row {
	const { sessions } = world.trainings;
	const own = sessions.filter(
		({ index, deleted }) => !deleted && world.trainings.itemOf(index) === item,
	);
	const [{ training }] = own.length > 0 ? own : [{ training: item }];
	return {
		title: world.modules[training].title,
		organizer: world.users[0]?.id,
		sessions: own.map(({ id }) => id),
		type: item % 2 === 0 ? 'webinar' : 'classroom',
	};
}

/** A meeting: what events call a meeting is a day in the paths of the API. */
export function meetingRecord(world: World, meeting: Meeting): Row {
	const session = world.trainings.sessions[meeting.session];
	return {
		dayId: meeting.id,
		sessionId: session.id,
		trainingId: world.modules[session.training].itemId,
		startTime: formatDate(meeting.start),
		duration: meeting.duration,
		location: meeting.location,
		url: meeting.url,
	};
}
