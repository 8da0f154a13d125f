/** What the tests of enrollments share: what the simulator received, and who is enrolled in what. */
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator/server';

export const UNKNOWN = '00000000-0000-0000-0000-000000000000';
export const UNCONFIRMED = "The change may have been made, but iSpring Learn didn't confirm it";

/** The writes that the simulator received: method and path, and the body. */
export const writesOf = (simulator: Simulator) =>
	simulator.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path, body }) => ({
			request: `${method} ${path}`,
			body: JSON.parse(body) as IDataObject,
		}));

export const bodiesOf = (simulator: Simulator) => writesOf(simulator).map(({ body }) => body);

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

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
