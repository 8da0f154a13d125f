/** Reads the options of pick-lists about trainings, learning tracks and homework. */
import { ENDPOINTS } from '../api/endpoints/endpoints';
import { ASSIGNMENTS } from '../api/endpoints/homework';
import { ONLY_TRACKS } from '../api/endpoints/learningTracks';
import { TRAINING_LISTS } from '../api/endpoints/trainings';
import { UNREADABLE_RECORD } from '../api/httpStatus';
import type { ReadAll } from '../api/paginator/readPages';
import { orStatus } from '../api/requester/requestError';
import { isTrack } from '../api/schema/records/learningTracks';
import type { RawRecord } from '../api/schema/record';
import { readId } from '../api/schema/record';
import { isTraining } from '../api/schema/records/trainings';
import type { Option } from './options';
import { toOption } from './options';
import type { ReadOptions } from './readOptions';
import { readOnlyCourses } from './readOptions';

/** The records of several lists. Those that cannot be read have none, unless all of them cannot. */
async function readEach(lists: ReadonlyArray<() => Promise<RawRecord[]>>): Promise<RawRecord[]> {
	const found = await Promise.all(
		lists.map(async (read) => await orStatus(read(), UNREADABLE_RECORD)),
	);
	// Reads the first one again for its error.
	if (found.length > 0 && found.every((one) => typeof one === 'number')) return await lists[0]();
	return found.flatMap((one) => (typeof one === 'number' ? [] : one));
}

/** The trainings of these courses, each once. */
async function readTrainings(read: ReadAll, courseIds: readonly string[]): Promise<Option[]> {
	const ids =
		courseIds.length > 0
			? courseIds
			: (await readOnlyCourses(read)).map((course) => readId(course, 'contentItemId'));
	const modules = await readEach(
		ids.map((courseId) => async () => await read(ENDPOINTS.modulesOfCourse, { courseId })),
	);
	const trainings = modules.filter(isTraining);
	const byId = new Map(trainings.map((one) => [readId(one, 'contentItemId'), one]));
	return [...byId].map(([id, { title }]) => toOption(title, id));
}

export const readTrainingOptions: ReadOptions = async ({ read, chosen }) =>
	await readTrainings(read, chosen('courseIds'));

/** Sessions of the same training differ in their start. It comes first, because forms cut off the end of a name. */
export const readSessionOptions: ReadOptions = async ({ read }) => {
	const trainings = await readTrainings(read, []);
	const titles = new Map(trainings.map(({ name, value }) => [value, name]));
	const sessions = await readEach(
		trainings.map(
			({ value: trainingId }) =>
				async () =>
					await read(TRAINING_LISTS.sessions, { trainingId }),
		),
	);
	return sessions.map((session) => {
		const { name, value } = toOption(session.sessionTitle, session.sessionId);
		const start = readId(session, 'startTime').replace('T', ' ').slice(0, 16);
		const training = titles.get(readId(session, 'trainingId')) ?? '';
		const title = name.startsWith(training) ? name : `${training} – ${name}`;
		return { name: [start, title].filter(Boolean).join(' – '), aliases: [name], value };
	});
};

export const readTrackOptions: ReadOptions = async ({ read }) =>
	(await read(ENDPOINTS.courses, ONLY_TRACKS))
		.filter(isTrack)
		.map(({ title, contentItemId }) => toOption(title, contentItemId));

/** All homework, graded or not. */
export const readAssignmentOptions: ReadOptions = async ({ read }) =>
	(await read(ASSIGNMENTS, { ungraded: 0 })).map(({ title, assignmentId }) =>
		toOption(title, assignmentId),
	);
