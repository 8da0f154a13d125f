/** The email of hardest-questions. */
import type { Simulator } from '../../simulator/server';
import { lastMonth } from './expected';
import type { ExampleServer, Format } from './exampleServer';
import { emailsOf, TEST_ADDRESS } from './mail.checks';

const FOLDER = 'hardest-questions';
const ANSWERS = '/report/answer-breakdown';

/** A line of the report, as its cells show it. */
type Line = [correct: string, answers: string, question: string, quiz: string];

interface Question {
	line: Line;
	share: number;
	answers: number;
}

/** Every question with at least five answers last month. */
function questionsOf(simulator: Simulator): Question[] {
	return simulator.world.quizzes.all.flatMap(({ id, title }) => {
		const answers = [...simulator.expectedOf(ANSWERS, { quizId: [id], ...lastMonth() })];
		const byQuestion = new Map<string, boolean[]>();
		for (const { questionTitle, statementTitle, isAnswerCorrect } of answers) {
			const question = [questionTitle, statementTitle].filter(Boolean).join(' – ');
			byQuestion.set(question, [...(byQuestion.get(question) ?? []), isAnswerCorrect === true]);
		}
		return [...byQuestion].flatMap(([question, marks]): Question[] => {
			if (marks.length < 5) return [];
			const share = marks.filter(Boolean).length / marks.length;
			const line: Line = [`${Math.round(100 * share)}%`, String(marks.length), question, title];
			return [{ line, share, answers: marks.length }];
		});
	});
}

const text = (html: string): string =>
	html
		.replace(/<[^>]*>/g, '')
		.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));

/** The lines of the table, without its head. */
const linesOf = (html: string): string[][] =>
	[...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
		[...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => text(cell)),
	);

export function checkQuestions(server: () => ExampleServer, format: Format): void {
	test(`${FOLDER} sends the hardest questions of last month to the test address`, async () => {
		const settings = { testAddress: TEST_ADDRESS };
		const [email, ...others] = await emailsOf(server(), FOLDER, { format, settings });
		expect(others).toEqual([]);
		expect(email.to).toEqual([TEST_ADDRESS]);
		expect(email.subject).toMatch(/^Hardest quiz questions, \w+ \d{4}$/);

		const questions = questionsOf(server().simulator(format));
		expect(questions.length).toBeGreaterThan(20);
		const lines = linesOf(email.body);
		expect(lines).toHaveLength(20);
		const known = new Map(questions.map(({ line }) => [JSON.stringify(line), line]));
		for (const line of lines) expect(known.has(JSON.stringify(line.slice(0, 4)))).toBe(true);
		const hardest = [...questions]
			.sort((a, b) => a.share - b.share || b.answers - a.answers)
			.slice(0, 20);
		// Questions with the same numbers may be in any order.
		const numbers = (line: readonly string[]) => line.slice(0, 2).join(' of ');
		expect(lines.map(numbers)).toEqual(hardest.map(({ line }) => numbers(line)));
		expect(lines.every(([, , , , courses]) => courses !== '')).toBe(true);
	});
}
