/** The example with an AI agent, executed with a model that calls its tools as the questions need, and then answers. */
import type { IDataObject } from 'n8n-workflow';
import { namesOf } from '../../support/columns';
import { itemsOf } from '../running/commandLine';
import type { ChatRequest, Reply, Script } from './chatModel';
import { ChatModel } from './chatModel';
import type { ExampleServer, Format, Played } from './exampleServer';

const FOLDER = 'ask-who-has-not-finished';
const NOT_FINISHED = ['not_started', 'in_progress', 'incomplete', 'pending', 'declined'];

/** The replies of the tools to this question so far. */
function repliesIn({ messages }: ChatRequest): IDataObject[][] {
	const asked = messages.map(({ role }) => role).lastIndexOf('user');
	return messages
		.slice(asked)
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => JSON.parse(content) as IDataObject[]);
}

/** A script for one question: each step sees the replies of the tools so far. */
const inSteps =
	(steps: ReadonlyArray<(replies: IDataObject[][]) => Reply>): Script =>
	(request) => {
		const replies = repliesIn(request);
		return steps[replies.length](replies);
	};

/** A list of people, as an answer. */
const answerOf = (rows: readonly IDataObject[]): string =>
	rows
		.map(
			({ userName, moduleTitle, completionStatus }) =>
				`${userName}: ${moduleTitle}, ${completionStatus}`,
		)
		.join('\n');

/** Asks questions in one conversation. `scripts` has the model's part of each. */
async function converse(
	server: ExampleServer,
	format: Format,
	questions: ReadonlyArray<{ question: string; script: Script }>,
): Promise<{ played: Played[]; requests: ChatRequest[] }> {
	let script: Script = () => ({ answer: '' });
	const model = await ChatModel.start((request, turn) => script(request, turn));
	try {
		const name = `Model for ${format}`;
		const credential = { name, type: 'openAiApi', data: { apiKey: 'any', url: model.url } };
		const id = await server.n8n.rest.createCredential(credential);
		const workflow = await server.store(FOLDER, {
			format,
			credentials: { openAiApi: { id, name } },
		});
		const played: Played[] = [];
		for (const one of questions) {
			script = one.script;
			const given = { sessionId: 'one', action: 'sendMessage', chatInput: one.question };
			played.push(await server.execute(FOLDER, workflow, given));
		}
		return { played, requests: model.requests };
	} finally {
		await model.close();
	}
}

export function checkAgent(server: () => ExampleServer, format: Format): void {
	test(`${FOLDER} finds the course and the person, reads only their results, and remembers the conversation`, async () => {
		const simulator = server().simulator(format);
		const { world } = simulator;
		const course = world.courses.find(({ title, listed }) => listed && /fire drill/i.test(title));
		const rows = [
			...simulator.expectedRows({
				courseIds: [course?.id ?? ''],
				completionStatuses: NOT_FINISHED,
			}),
		];
		// More than the tool returns.
		expect(rows.length).toBeGreaterThan(100);
		const learner = world.users.find(
			({ id, email }) => email && rows.some(({ userId }) => userId === id),
		);
		const own = rows.filter(({ userId }) => userId === learner?.id);

		const { played, requests } = await converse(server(), format, [
			{
				question: 'Who has not finished the fire drill?',
				script: inSteps([
					() => ({ tool: 'Find_Courses', input: { words: 'fire drill' } }),
					([courses]) => ({
						tool: 'Training_Results',
						input: {
							statuses: NOT_FINISHED.join(', '),
							courses: courses[0].title,
							dueBefore: 'null',
							people: '',
						},
					}),
					([, results]) => ({ answer: answerOf(results.filter(({ truncated }) => !truncated)) }),
				]),
			},
			{
				question: `What is left for ${learner?.firstName}?`,
				script: inSteps([
					() => ({ tool: 'Find_People', input: { name: learner?.lastName ?? '' } }),
					([people]) => ({
						tool: 'Training_Results',
						input: {
							statuses: NOT_FINISHED.join(','),
							courses: course?.title ?? '',
							dueBefore: 'any',
							people: people.find(({ email }) => email === learner?.email)?.email,
						},
					}),
					([, results]) => ({ answer: answerOf(results) }),
				]),
			},
		]);

		expect(played.map(({ status }) => status)).toEqual(['success', 'success']);
		const [first, second] = played.map(({ run }) =>
			String(itemsOf(run, 'Answer the question')[0].json.output),
		);
		const lineOf = (row: (typeof rows)[number]): string =>
			answerOf([{ ...row, userName: namesOf(simulator, row).userName }]);
		const note = repliesIn(requests[2])[1].find(({ truncated }) => truncated);
		expect(note).toMatchObject({ returned: expect.any(Number) });
		expect(note?.returned).toBeLessThan(rows.length);
		expect(first.split('\n')).toEqual(rows.slice(0, Number(note?.returned)).map(lineOf));
		expect(second.split('\n')).toEqual(own.map(lineOf));

		const tools = requests[0].tools?.map((tool) => tool.function) ?? [];
		expect(tools.map(({ name }) => name).sort()).toEqual([
			'Find_Courses',
			'Find_People',
			'Training_Results',
		]);
		for (const { description } of tools) expect(description).toContain('"truncated": true');
		const [results] = tools.filter(({ name }) => name === 'Training_Results');
		expect(results.description).toContain('not_started, in_progress');

		// n8n 1 adds the tools it used to the answer that it remembers.
		const history = requests
			.at(-1)
			?.messages.map(({ content }) => content)
			.join('\n');
		expect(history).toContain('Who has not finished the fire drill?');
		expect(history).toContain(first);
	});
}
