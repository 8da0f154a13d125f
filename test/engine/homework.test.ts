/** Homework that waits for a grade, and learning tracks: lists that are read by their parents. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const options = { skipInvalidIds: true };

/** The attempts that wait, assignment by assignment. */
function waiting({ world }: Simulator) {
	const { assignments, attempts, waits } = world.homework;
	return assignments.flatMap((one) =>
		attempts.filter((attempt) => attempt.assignment === one.index && waits(attempt)),
	);
}

describe('homework', () => {
	const read = async (simulator: Simulator, fields: INodeParameters = {}) =>
		await suite.getAll(simulator, {
			resource: 'homework',
			output: 'selected',
			columns: ['assignmentTitle', 'attemptId'],
			...fields,
		});
	const attemptIds = (rows: readonly IDataObject[]) => rows.map(({ attemptId }) => attemptId);

	test.each(FORMATS)('returns each attempt that waits, in %s', async (format) => {
		const simulator = await suite.simulator({ rows: 60, users: 12, format });
		const { world } = simulator;
		const rows = rowsOf(await read(simulator, { output: 'all' }));
		const expected = waiting(simulator);
		expect(attemptIds(rows)).toEqual(expected.map(({ id }) => id));
		const at = expected.findIndex(({ files }) => files.length > 0);
		const { assignment, comment, enrollment, files, id, user } = expected[at];
		const { title, instructor } = world.homework.assignments[assignment];
		const { name, email, departmentId } = world.users[user];
		expect(rows[at]).toMatchObject({
			userName: name || null,
			userEmail: email ?? null,
			assignmentTitle: title,
			instructorName: instructor === undefined ? null : world.users[instructor].name,
			comment,
			attachments: files,
			userId: world.users[user].id,
			departmentId,
			instructorId: instructor === undefined ? null : world.users[instructor].id,
			assignmentId: world.homework.assignments[assignment].id,
			enrollmentId: world.id('enrollment', enrollment),
			attemptId: id,
		});
		expect(rows[0].courseFields).toEqual([{ fieldId: expect.any(String), fieldValue: 'R&D 0' }]);
		expect(listUrls(simulator)[0]).toBe('/assignments?ungraded=1&pageSize=1000');
		expect(simulator.violations).toEqual([]);
	});

	test('filters by homework, learner and instructor', async () => {
		const simulator = await suite.simulator({ rows: 60, users: 12 });
		const { users, homework } = simulator.world;
		const all = waiting(simulator);
		const idsWhere = (fits: (attempt: (typeof all)[number]) => boolean) =>
			all.filter(fits).map(({ id }) => id);
		const { id: assignmentId, index, title } = homework.assignments[1];
		for (const chosen of [assignmentId, title]) {
			const rows = rowsOf(await read(simulator, { filters: { assignmentIds: [chosen] } }));
			expect(attemptIds(rows)).toEqual(idsWhere((one) => one.assignment === index));
		}
		const userIds = [users[all[0].user].id];
		const byUser = rowsOf(await read(simulator, { filters: { userIds } }));
		expect(attemptIds(byUser)).toEqual(idsWhere((one) => one.user === all[0].user));
		const instructors = { user: [{ userId: { __rl: true, mode: 'id', value: users[0].id } }] };
		const byInstructor = rowsOf(await read(simulator, { filters: { instructors } }));
		expect(attemptIds(byInstructor)).toEqual(
			idsWhere((one) => homework.assignments[one.assignment].instructor === 0),
		);
		expect(simulator.violations).toEqual([]);
	});

	test('has no attempts for homework that is graded, and stops at unknown homework', async () => {
		const simulator = await suite.simulator({ rows: 60, users: 12 });
		const graded = simulator.world.homework.assignments[2].id;
		expect(rowsOf(await read(simulator, { filters: { assignmentIds: [graded] } }))).toEqual([]);
		const filters = { assignmentIds: [UNKNOWN, graded] };
		const { error } = await read(simulator, { filters });
		expect(error?.message).toBe(`The homework ${UNKNOWN} doesn't exist (status 400)`);
		expect(error?.description).toContain("'Homework Names or IDs'");
		expect(rowsOf(await read(simulator, { filters, options }))).toEqual([]);
		const unknownUser = { userIds: [UNKNOWN] };
		expect(rowsOf(await read(simulator, { filters: unknownUser, options }))).toEqual([]);
		expect((await read(simulator, { filters: unknownUser })).error?.message).toContain(
			"'User Names, Emails or IDs'",
		);
	});
});

describe('learning tracks', () => {
	const read = async (simulator: Simulator, fields: INodeParameters = {}) =>
		await suite.getAll(simulator, { resource: 'learningTrack', output: 'all', ...fields });

	const expected = ({ world }: Simulator, only = world.tracks) =>
		only.flatMap(({ id, title, courses }) =>
			courses.map((course) => ({
				trackTitle: title,
				courseTitle: world.courses[course].title,
				courseId: world.courses[course].id,
				learningTrackId: id,
			})),
		);

	test.each(FORMATS)('returns each course of each track, in %s', async (format) => {
		const simulator = await suite.simulator({ rows: 60, format });
		expect(rowsOf(await read(simulator))).toEqual(expected(simulator));
		const ids = simulator.world.tracks.map(({ id }) => id).join(',');
		expect(listUrls(simulator).slice(0, 2)).toEqual([
			'/contents?contentTypes[]=LearningTrack&pageSize=1000',
			`/learning_track/courses?learningTrackIds=${ids}`,
		]);
		expect(simulator.violations).toEqual([]);
	});

	test('filters by track, and stops at an unknown one or leaves it out', async () => {
		const simulator = await suite.simulator({ rows: 60 });
		const { world } = simulator;
		const chosen = world.tracks.slice(1, 2);
		const filters = { learningTrackIds: [chosen[0].title] };
		expect(rowsOf(await read(simulator, { filters }))).toEqual(expected(simulator, chosen));
		const unknown = { learningTrackIds: [chosen[0].id, UNKNOWN] };
		const { error } = await read(simulator, { filters: unknown });
		expect(error?.message).toBe(`The learning track ${UNKNOWN} doesn't exist (status 400)`);
		const rows = rowsOf(await read(simulator, { filters: unknown, options }));
		expect(rows).toEqual(expected(simulator, chosen));
	});
});
