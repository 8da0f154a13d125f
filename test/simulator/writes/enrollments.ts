import type { Enrollment, World } from '../world';
import { flag, ids, integer, moment, oneOf, optional } from './body/fields';
import { post, Refusal, type Call, type Write } from './write';

const terms = {
	dueDateType: oneOf('unlimited', 'default', 'due_date', 'due_period'),
	dueDate: optional(moment),
	duePeriod: optional(integer),
	lockAfterDueDate: optional(flag),
};
interface Terms {
	dueDateType: 'unlimited' | 'default' | 'due_date' | 'due_period';
	dueDate?: number;
	duePeriod?: number;
	lockAfterDueDate?: boolean;
}
type Deadline = Pick<Enrollment, 'access' | 'due' | 'expiration' | 'lock'>;

/** Refuses a due date or period that is missing, or that the type has no use for. */
function checkTerms({ dueDateType, dueDate, duePeriod }: Terms): void {
	for (const [name, value, type] of [
		['dueDate', dueDate, 'due_date'],
		['duePeriod', duePeriod, 'due_period'],
	] as const) {
		if (dueDateType === type && value === undefined)
			throw new Refusal(400, `Field ${name} is missing: dueDateType is ${type}`, true);
		if (dueDateType !== type && value !== undefined)
			throw new Refusal(400, `Field ${name} is for the dueDateType ${type}`, true);
	}
	if (duePeriod !== undefined && duePeriod <= 0)
		throw new Refusal(400, 'Field duePeriod is not a number of hours', true);
}

/** The dates of an enrollment. `default` is the course's own setting: 30 days, or none in every third course. */
function deadline(access: number, course: number, terms: Terms): Deadline {
	const { dueDateType, dueDate, duePeriod = 0, lockAfterDueDate = false } = terms;
	const due = {
		unlimited: undefined,
		default: course % 3 === 1 ? undefined : access + 30 * 86_400,
		due_date: dueDate,
		due_period: access + duePeriod * 3600,
	}[dueDateType];
	return { access, due, lock: lockAfterDueDate, expiration: lockAfterDueDate ? due : undefined };
}

/** "lockAfterDueDate required when dueDateType is due_date or due_period". */
function checkLock({ dueDateType, lockAfterDueDate }: Terms): void {
	if (dueDateType.startsWith('due_') && lockAfterDueDate === undefined)
		throw new Refusal(400, 'Field lockAfterDueDate is missing', true);
}

interface Content {
	course: number;
	item?: number;
	contentId: string;
}
/** "courses, learning tracks and standalone materials; not trainings". */
function findContent(call: Call, courseIds: readonly string[]): Content[] {
	const { world } = call;
	const isItem = (id: string): boolean => world.find('item', id) >= 0;
	const items = call.many('item', courseIds.filter(isItem), 'courseIds', (m) =>
		world.modules[m].type === 'training' ? 'a training cannot be assigned' : undefined,
	);
	const courses = call.many(
		'course',
		courseIds.filter((id) => !isItem(id)),
		'courseIds',
	);
	return [
		...courses.map((course) => ({ course, contentId: world.courses[course].id })),
		...items.map((item) => ({ course: -1, item, contentId: world.modules[item].itemId })),
	];
}

/** Users and contents that are enrolled, as keys. */
function enrolledKeys(world: World, learners: readonly number[]): Set<string> {
	const keys = new Set<string>();
	for (let j = 0; j < world.enrollmentCount; j++)
		if (learners.includes(world.userOf(j)) && world.assigned.stateOf(j) === 'active')
			keys.add(`${world.userOf(j)} ${world.enrollment(j).contentId}`);
	return keys;
}

function announce(world: World, courseId: string, users: readonly number[]): void {
	const learnerIds = users.map((u) => world.users[u].id);
	if (learnerIds.length > 0)
		world.announce('LEARNERS_ENROLLED_IN_COURSE', { courseId, learnerIds });
}

export const enrollmentWrites: readonly Write[] = [
	post({
		path: '/enrollment',
		status: 201,
		body: { courseIds: ids, learnerIds: ids, accessDate: optional(moment), ...terms },
		plan: (call, body) => {
			checkTerms(body);
			const { world, rules } = call;
			const contents = findContent(call, body.courseIds);
			const learners = call.users(body.learnerIds, 'learnerIds').filter((u) => {
				if (world.users[u].status === 1) return true;
				if (rules.inactiveLearners === 'refuse')
					call.rejections.push(`Field learnerIds: user ${world.users[u].id} is not active`);
				return false;
			});
			const enrolled = enrolledKeys(world, learners);
			const wanted = contents.flatMap((content) => learners.map((user) => ({ ...content, user })));
			const isNew = wanted.filter(({ user, contentId }) => !enrolled.has(`${user} ${contentId}`));
			if (rules.enrolledTwice === 'refuse' && isNew.length < wanted.length)
				call.rejections.push('A learner is enrolled already');
			const access = body.accessDate ?? Math.floor(world.clock());
			return () => {
				const added = rules.enrolledTwice === 'add' ? wanted : isNew;
				for (const one of added)
					world.assigned.add({ ...one, ...deadline(access, one.course, body), source: 0 });
				for (const { contentId } of contents)
					announce(
						world,
						contentId,
						added.filter((one) => one.contentId === contentId).map(({ user }) => user),
					);
			};
		},
	}),
	post({
		path: '/enrollment/delete',
		status: 204,
		body: { enrollmentIds: ids },
		plan: (call, { enrollmentIds }) => {
			const { world } = call;
			const ended = call.many('enrollment', enrollmentIds, 'enrollmentIds');
			for (const j of ended) call.allow(world.users[world.userOf(j)].department);
			return () => {
				for (const j of ended) world.assigned.end(j, 'deleted');
			};
		},
	}),
	post({
		path: '/enrollment/{enrollmentId}',
		status: 200,
		body: { accessDate: moment, ...terms },
		plan: (call, body) => {
			checkTerms(body);
			checkLock(body);
			const { assigned } = call.world;
			const j = call.target('enrollment');
			const { course } = assigned.at(j);
			return () => assigned.change(j, deadline(body.accessDate, course, body));
		},
	}),
	post({
		path: '/enrollment/{enrollmentId}/reenroll',
		status: 200,
		body: { accessDate: moment, ...terms },
		plan: (call, body) => {
			checkTerms(body);
			checkLock(body);
			const { world } = call;
			const before = world.enrollment(call.target('enrollment'));
			if (world.assigned.stateOf(before.index) === 'archived')
				throw new Refusal(400, 'The enrollment is archived');
			if (before.course < 0) throw new Refusal(400, 'Only courses can be taken again');
			if (world.users[before.user].status !== 1)
				throw new Refusal(400, `User ${world.users[before.user].id} is not active`);
			return () => {
				world.assigned.end(before.index, 'archived');
				world.assigned.add({ ...before, ...deadline(body.accessDate, before.course, body) });
				announce(world, before.contentId, [before.user]);
			};
		},
	}),
];
