import type { World } from './index';
import { mix } from './mix';

/** A quiz: a content item that one or more courses contain. */
export interface Quiz {
	id: string;
	index: number;
	title: string;
	itemId: string;
	/** The indexes of the courses that contain it. */
	courses: readonly number[];
	deleted?: boolean;
}
/** The answer to one question, or to one statement of it, in an attempt of a learner. */
export interface QuizAnswer {
	quiz: number;
	enrollment: number;
	/** 0 for the first attempt. */
	attempt: number;
	question: number;
	/** The place of the statement in a question with several. */
	statement?: number;
}

/** Questions of every quiz. The third one has two statements to match. */
export const QUESTIONS = 4;
const STATEMENTS: ReadonlyArray<number | undefined> = [0, 1];

/** The quizzes of an account. Answers are computed on demand. */
export class Quizzes {
	private known: Quiz[] | null = null;
	private given: { enrollments: number; answers: QuizAnswer[] } | null = null;

	constructor(private readonly world: World) {}

	/** The materials that the list of contents calls quizzes: every third one. */
	get all(): Quiz[] {
		this.known ??= this.find();
		return this.known;
	}
	get answers(): QuizAnswer[] {
		const { enrollmentCount } = this.world;
		if (this.given?.enrollments !== enrollmentCount)
			this.given = { enrollments: enrollmentCount, answers: [...this.answersOf(enrollmentCount)] };
		return this.given.answers;
	}
	/** The dice of an attempt. */
	diceOf({ quiz, enrollment, attempt }: QuizAnswer): number {
		return mix(mix(this.world.options.seed ^ 0x7001, quiz), 2 * enrollment + attempt);
	}
	/** Epoch seconds of an attempt. */
	dateOf(answer: QuizAnswer): number {
		const start = this.world.accessOf(answer.enrollment);
		const { now } = this.world.options;
		return start + (this.diceOf(answer) % Math.max(1, now - start));
	}
	isCorrect(answer: QuizAnswer): boolean {
		const { question, statement = 0 } = answer;
		return mix(this.diceOf(answer), 10 * question + statement) % 10 < 4 + 2 * question;
	}

	private find(): Quiz[] {
		const { modules, courses } = this.world;
		const before = courses.filter(({ listed }) => listed).length;
		return modules
			.filter((one) => one.item === one.index)
			.filter(({ type }, n) => (before + n) % 3 === 0 && type === 'material')
			.map(({ title, itemId, item }, index) => ({
				id: this.world.id('quiz', index),
				index,
				title,
				itemId,
				courses: [
					...new Set(modules.filter((one) => one.item === item).map(({ course }) => course)),
				],
			}));
	}
	private *answersOf(enrollments: number): Generator<QuizAnswer> {
		const byCourse = new Map<number, Quiz[]>();
		for (const quiz of this.all)
			for (const course of quiz.courses)
				byCourse.set(course, [...(byCourse.get(course) ?? []), quiz]);
		for (let enrollment = 0; enrollment < enrollments; enrollment++)
			// Some learners have not tried yet, and some have tried twice.
			for (const { index: quiz } of byCourse.get(this.world.courseOf(enrollment)) ?? [])
				for (let attempt = 0; attempt < mix(quiz, enrollment) % 3; attempt++)
					for (let question = 0; question < QUESTIONS; question++)
						for (const statement of question === 2 ? STATEMENTS : [undefined])
							yield { quiz, enrollment, attempt, question, statement };
	}
}
