import type { Quiz, QuizAnswer } from '../world/quizzes';
import { QUESTIONS } from '../world/quizzes';
import type { User, World } from '../world';
import { ids, paged, type Endpoint, type EndpointOptions, type Row } from './endpoint';
import { formatDate } from './row';

const TYPES = ['multiple_choice', 'true_false', 'matching', 'type_in'];
const PASSING = 80;

/** Quizzes, and the answers that learners have given in them. */
export function quizLists(world: World, { inclusiveRanges = true }: EndpointOptions): Endpoint[] {
	const { quizzes, courses, users, assigned } = world;
	const quizAt = (i: number): Quiz => quizzes.all[i];
	const answerAt = (i: number): QuizAnswer => quizzes.answers[i];
	const enrollmentOf = (i: number): number => answerAt(i).enrollment;
	const user = (i: number): User => users[world.userOf(enrollmentOf(i))];
	return [
		{
			...paged,
			path: '/quizzes',
			wrapper: 'results',
			row: 'result',
			count: () => quizzes.all.length,
			exists: (i) => !quizAt(i).deleted,
			filters: [
				ids(world, 'quizIds', 'quiz', (i) => i),
				ids(world, 'contentItemIds', 'item', (i) => world.find('item', quizAt(i).itemId)),
				ids(world, 'parentCourseIds', 'course', (i) => quizAt(i).courses),
			],
			make: (i) => {
				const { id, title, itemId, courses: parents } = quizAt(i);
				return {
					quizId: id,
					quizTitle: title,
					contentItemId: itemId,
					parentCourseIds: parents.map((course) => courses[course].id),
				};
			},
		},
		{
			...paged,
			path: '/report/answer-breakdown',
			wrapper: 'results',
			row: 'result',
			// The OpenAPI file calls the root of this page `results`, and that of others `response`.
			root: 'results',
			count: () => quizzes.answers.length,
			exists: (i) =>
				!user(i).deleted &&
				!quizAt(answerAt(i).quiz).deleted &&
				assigned.stateOf(enrollmentOf(i)) !== 'deleted',
			departmentOf: (i) => user(i).department,
			filters: [
				{ ...ids(world, 'quizId', 'quiz', (i) => answerAt(i).quiz), single: true, required: true },
				{
					...ids(world, 'parentCourseId', 'course', (i) => world.courseOf(enrollmentOf(i))),
					single: true,
				},
				ids(world, 'userIds', 'user', (i) => user(i).index),
				ids(world, 'enrollmentIds', 'enrollment', enrollmentOf),
				{
					...ids(world, 'departmentIds', 'department', (i) => user(i).department),
					widen: (d) => world.departmentTree(d),
				},
				ids(world, 'groupIds', 'group', (i) => user(i).groups),
				{
					kind: 'range',
					name: 'attemptDate',
					inclusive: inclusiveRanges,
					needsBoth: true,
					of: (i) => quizzes.dateOf(answerAt(i)),
				},
			],
			make: (i) => makeAnswer(world, answerAt(i), user(i).id),
		},
	];
}

/** A record with the fields of the OpenAPI file. The optional ones are absent in some. */
function makeAnswer(world: World, one: QuizAnswer, userId: string): Row {
	const { quizzes, options } = world;
	const score = attemptScore(one, quizzes);
	const isCorrect = quizzes.isCorrect(one);
	const { question, statement } = one;
	const given = isCorrect ? 'right' : 'wrong';
	const text = options.everyday ? `The ${given} answer` : `A ${given} answer & <more> 0${question}`;
	return {
		userId,
		enrollmentId: world.enrollment(one.enrollment).id,
		quizVersion: String(1 + (one.enrollment % 2)),
		attemptDate: formatDate(quizzes.dateOf(one)),
		isAttemptPassed: score >= PASSING,
		attemptScore: score,
		passingScore: PASSING,
		questionNumber: question + 1,
		questionTitle: `Question ${question + 1} of quiz ${one.quiz + 1}`,
		questionType: TYPES[question],
		questionScore: question === 0 ? 12.5 : 10,
		...(question > 1 && { questionGroup: 'Second half' }),
		...(statement !== undefined && { statementTitle: `Statement ${statement + 1}` }),
		answerText: question === 3 && one.attempt === 1 ? '' : text,
		...(question === 3 && { customAnswerText: `Typed in: ${text}` }),
		isAnswerCorrect: isCorrect,
		answerScore: !isCorrect ? 0 : question === 0 ? 12.5 : 10,
	};
}

/** The share of questions without a wrong answer, in percent. */
function attemptScore(one: QuizAnswer, quizzes: World['quizzes']): number {
	const questions = Array.from({ length: QUESTIONS }, (_, question) =>
		(question === 2 ? [0, 1] : [undefined]).every((statement) =>
			quizzes.isCorrect({ ...one, question, statement }),
		),
	);
	return (100 * questions.filter(Boolean).length) / QUESTIONS;
}
