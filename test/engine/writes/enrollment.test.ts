/** What each operation of Enrollment sends, and what it returns. */
import '../../support/withoutPauses';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import type { Job, Outcome } from '../../support/engine/engine';
import { FORMATS, rowsOf, Suite } from '../../support/engine/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

/** Ten users, each of whom is enrolled in one of eight courses. */
const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 30, users: 10, courses: 8, modulesPerCourse: 3, ...options });

const operate = async (
	simulator: Simulator,
	operation: string,
	fields: INodeParameters,
	job: Partial<Job> = {},
): Promise<Outcome> =>
	await suite.operate(simulator, { resource: 'enrollment', operation, ...fields }, job);

/** The writes that the simulator received: method and path, and the body. */
const writesOf = (simulator: Simulator) =>
	simulator.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path, body }) => ({
			request: `${method} ${path}`,
			body: JSON.parse(body) as IDataObject,
		}));

const bodiesOf = (simulator: Simulator) => writesOf(simulator).map(({ body }) => body);

interface Listed {
	id: string;
	learner: string;
	course: string;
}

/** The enrollments that are listed. */
const listed = ({ world }: Simulator): Listed[] =>
	Array.from({ length: world.enrollmentCount }, (_, at) => at)
		.filter((at) => world.assigned.stateOf(at) === 'active')
		.map((at) => world.enrollment(at))
		.map(({ id, user, contentId }) => ({ id, learner: world.users[user].id, course: contentId }));

/** How often each of these learners is enrolled in each of these courses. */
const countsOf = (simulator: Simulator, learners: string[], courses: string[]): number[] =>
	learners.flatMap((learner) =>
		courses.map(
			(course) =>
				listed(simulator).filter((one) => one.learner === learner && one.course === course).length,
		),
	);

/** Learners, and courses in which none of them is enrolled. */
function newcomers(simulator: Simulator, learners: number, courses: number) {
	const { world } = simulator;
	const found = world.users.slice(1, learners + 1).map(({ id }) => id);
	const taken = new Set(
		listed(simulator)
			.filter(({ learner }) => found.includes(learner))
			.map(({ course }) => course),
	);
	const free = world.courses.map(({ id }) => id).filter((id) => !taken.has(id));
	if (free.length < courses) throw new Error(`only ${free.length} courses are free`);
	return { learners: found, courses: free.slice(0, courses) };
}

const text = (ids: string[]): string => ids.join(', ');

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each(FORMATS)('in %s', (format) => {
	test('Enroll enrolls each learner in each course, and returns the enrollments', async () => {
		const simulator = await start({ format });
		const { learners, courses } = newcomers(simulator, 2, 2);
		const outcome = await operate(simulator, 'enroll', {
			users: { user: learners.map((id) => ({ userId: byId(id) })) },
			courseIds: text(courses),
		});
		expect(bodiesOf(simulator)).toEqual([
			{ courseIds: courses, learnerIds: learners, dueDateType: 'default' },
		]);
		const rows = rowsOf(outcome);
		expect(rows.map(({ action, userId, courseId }) => [action, userId, courseId])).toEqual(
			learners.flatMap((learner) => courses.map((course) => ['enrolled', learner, course])),
		);
		for (const { enrollmentId, userId, courseId, accessDate, warning } of rows) {
			expect(listed(simulator)).toContainEqual({
				...{ id: enrollmentId, learner: userId, course: courseId },
			});
			expect(accessDate).toEqual(expect.any(String));
			expect(warning).toBeNull();
		}
		expect(outcome.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			rows.map(() => ({ item: 0 })),
		);
		expect(simulator.violations).toEqual([]);
	});

	test('Enroll skips who is enrolled already, and sends the others', async () => {
		const simulator = await start({ format });
		const { learners, courses } = newcomers(simulator, 3, 2);
		const fields = { learnerIds: learners[0], courseIds: courses[0] };
		const [{ enrollmentId }] = rowsOf(await operate(simulator, 'enroll', fields));
		const all = { learnerIds: text(learners), courseIds: text(courses) };
		const rows = rowsOf(await operate(simulator, 'enroll', all));
		expect(rows.map(({ action }) => action)).toEqual([
			...['alreadyEnrolled', 'enrolled', 'enrolled', 'enrolled', 'enrolled', 'enrolled'],
		]);
		expect(rows[0]).toMatchObject({ enrollmentId, userId: learners[0], courseId: courses[0] });
		expect(bodiesOf(simulator).slice(1)).toEqual([
			{ dueDateType: 'default', learnerIds: [learners[0]], courseIds: [courses[1]] },
			{ dueDateType: 'default', learnerIds: learners.slice(1), courseIds: courses },
		]);
		const again = rowsOf(await operate(simulator, 'enroll', all));
		expect(new Set(again.map(({ action }) => action))).toEqual(new Set(['alreadyEnrolled']));
		expect(bodiesOf(simulator)).toHaveLength(3);
		expect(countsOf(simulator, learners, courses)).toEqual(Array(6).fill(1));
	});

	test('Get returns the columns of Get Many, with names', async () => {
		const simulator = await start({ format });
		const [{ id }] = listed(simulator);
		const filters = { enrollmentIds: [id] };
		const [row] = rowsOf(await operate(simulator, 'getAll', { output: 'simplified', filters }));
		expect(rowsOf(await operate(simulator, 'get', { enrollmentId: id }))).toEqual([row]);
		expect(row).toMatchObject({ enrollmentId: id, userName: expect.any(String) });
	});
});
