/** What the tests of enrollments share: what the simulator received, and who is enrolled in what. */
import type { IDataObject } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import { writesOf } from './writes';

/** Users who are enrolled in one course each, and eight courses without anybody. */
export const enrolledOnce = ({
	users = 10,
	...options
}: SimulatorOptions = {}): SimulatorOptions => ({
	...{ users, rows: users * 3, courses: users + 8, modulesPerCourse: 3 },
	...options,
});

export const bodiesOf = (simulator: Simulator): IDataObject[] =>
	writesOf(simulator).map(({ body = {} }) => body);

export interface Listed {
	id: string;
	learner: string;
	course: string;
}

/** The enrollments that are listed. */
export const listed = ({ world }: Simulator): Listed[] =>
	Array.from({ length: world.enrollmentCount }, (_, at) => at)
		.filter((at) => world.assigned.stateOf(at) === 'active')
		.map((at) => world.enrollment(at))
		.map(({ id, user, contentId }) => ({ id, learner: world.users[user].id, course: contentId }));

/** How often each of these learners is enrolled in each of these courses. */
export const countsOf = (simulator: Simulator, learners: string[], courses: string[]): number[] =>
	learners.flatMap((learner) =>
		courses.map(
			(course) =>
				listed(simulator).filter((one) => one.learner === learner && one.course === course).length,
		),
	);

/** Learners, and courses in which none of them is enrolled. */
export function newcomers(simulator: Simulator, learners: number, courses: number) {
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

export const text = (ids: string[]): string => ids.join(', ');
