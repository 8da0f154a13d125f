import { addHomework } from './homework';
import type { World } from './index';
import { mix } from './mix';
import { courseTitle, DEPARTMENTS, moduleTitle, namesOf } from './names';
import { addedAt } from './options';
import { LEARNER, OWNER } from './roles';

/** Fills a world with what its seed decides. */
export function fill(world: World): void {
	for (let d = 0; d < DEPARTMENTS.length; d++)
		world.addDepartment({
			name: DEPARTMENTS[d],
			parent: d === 0 ? undefined : d < 4 ? 0 : 1 + ((d - 4) % 3),
			code: d % 2 === 0 ? `00${d}` : undefined,
		});
	for (let g = 0; g < 6; g++)
		world.addGroup(g === 2 ? 'Новички & friends' : `Group ${g + 1}`, g % 3 === 1);
	for (let u = 0; u < world.options.users; u++) addUser(world, u);
	addContent(world);
	addTracks(world);
	addTrainings(world);
	addHomework(world);
}

function addUser(world: World, u: number): void {
	const { seed, allActive, everyday, now } = world.options;
	const h = mix(seed ^ 0x2001, u);
	world.addUser({
		status: allActive || h % 100 < 85 ? 1 : h % 100 < 95 ? 3 : 5,
		department: (h >>> 8) % DEPARTMENTS.length,
		groups: u % 4 === 0 ? [] : [u % 6, (u + 1) % 6].slice(0, 1 + (u % 2)),
		roles: [{ role: u === 0 ? OWNER : LEARNER }],
		...namesOf(u, everyday),
		points: u % 3 === 0 ? 0 : 5 * (h % 100),
		added: addedAt(u),
		lastLogin: u % 6 === 1 ? undefined : now - 3600 * (u + 1),
	});
}

function addContent(world: World): void {
	const { courses, modulesPerCourse, everyday } = world.options;
	for (let c = 0; c < courses; c++)
		world.courses.push({
			id: world.id('course', c),
			index: c,
			title: courseTitle(c, everyday),
			listed: everyday || c % 10 !== 9,
		});
	for (let m = 0; m < courses * modulesPerCourse; m++) {
		const course = Math.floor(m / modulesPerCourse);
		// Some modules share the item of the first course.
		const item = m % 7 === 3 && m >= modulesPerCourse ? m % modulesPerCourse : m;
		world.modules.push({
			id: world.id('module', m),
			index: m,
			course,
			courseId: world.id('course', course),
			item,
			itemId: world.id('item', item),
			title: moduleTitle(m, m % modulesPerCourse, everyday),
			type: m % 11 === 5 ? 'training' : 'material',
		});
	}
}

/** Two learning tracks with a course in common. */
function addTracks(world: World): void {
	const all = world.courses.map(({ index }) => index);
	for (const [index, title] of ['Track: Onboarding & more', 'Track: Leadership'].entries())
		world.tracks.push({
			id: world.id('track', index),
			index,
			title,
			courses: all.slice(2 * index, 2 * index + 3),
		});
}

/** Each training has one session with two meetings, which four learners attend. */
function addTrainings(world: World): void {
	const { trainings, options } = world;
	for (const { index, title, type } of world.modules) {
		if (type !== 'training') continue;
		const session = trainings.addSession({ training: index, title: `${title}: session 1` });
		for (const n of [1, 2])
			trainings.addMeeting(session.index, {
				start: options.now + n * 86_400,
				duration: 5400,
				location: n === 1 ? 'Room 7 & 8' : undefined,
				url: n === 2 ? 'https://meet.example.com/a?b=1&c=2' : undefined,
			});
		const learners = [0, 1, 2, 3].map((n) => (index + n) % options.users);
		trainings.addParticipants(session.index, [...new Set(learners)]);
	}
}
