/** The example with an AI agent, executed with a model that requests results and then answers. */
import type { IDataObject } from 'n8n-workflow';
import { namesOf } from '../../support/columns';
import { itemsOf } from '../running/commandLine';
import type { ChatRequest } from './chatModel';
import { ChatModel } from './chatModel';
import type { Format, Played, ExampleServer } from './exampleServer';

const FOLDER = 'ask-who-has-not-finished';
const QUESTION = 'Who has not finished the fire drill?';
const ANSWER = 'Two have not finished it.';
const MOST_ROWS = 100;

/** The replies of the tools so far. */
const toldIn = ({ messages }: ChatRequest): IDataObject[][] =>
	messages
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => JSON.parse(content) as IDataObject[]);

async function ask(server: ExampleServer, format: Format, model: ChatModel): Promise<Played> {
	const given = { sessionId: 'one', action: 'sendMessage', chatInput: QUESTION };
	const name = `Model for ${format}`;
	const data = { apiKey: 'any', url: model.url };
	const credential = { id: '', name, type: 'openAiApi', data };
	const id = await server.n8n.rest.createCredential(credential);
	return await server.play(FOLDER, { format, given, credentials: { openAiApi: { id, name } } });
}

export function checkAgent(server: () => ExampleServer, format: Format): void {
	test(`${FOLDER} lets the model read results with their names, and answers`, async () => {
		const simulator = server().simulator(format);
		const moduleIds = [simulator.row(0).moduleId, simulator.row(7).moduleId];
		const completionStatuses = ['not_started', 'in_progress'];
		const model = await ChatModel.start((_request, turn) => {
			if (turn > 0) return { answer: ANSWER };
			const input = {
				completionStatuses: completionStatuses.join(', '),
				moduleIds: moduleIds.join(','),
			};
			return { tool: 'Training_Results', input };
		});
		const { status, run } = await ask(server(), format, model).finally(
			async () => await model.close(),
		);

		expect(status).toBe('success');
		expect(itemsOf(run, 'AI Agent').map(({ json }) => json)).toEqual([{ output: ANSWER }]);
		const [asked, withRows] = model.requests;
		expect(asked.messages.at(-1)).toMatchObject({ role: 'user', content: QUESTION });
		expect(asked.tools?.map((tool) => tool.function.name)).toEqual(['Training_Results']);

		const rows = [...simulator.expectedRows({ completionStatuses, moduleIds })];
		expect(rows.length).toBeGreaterThan(10);
		const [read] = toldIn(withRows);
		expect(read).toHaveLength(Math.min(rows.length, MOST_ROWS));
		expect(read).toMatchObject(rows.slice(0, MOST_ROWS));

		for (const [i, { userName, userEmail, courseTitle }] of read.entries()) {
			expect(namesOf(simulator, rows[i])).toMatchObject({ userName, userEmail, courseTitle });
		}
	});
}
