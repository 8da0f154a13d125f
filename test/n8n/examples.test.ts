/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program of the repository, never shipped to n8n */
/** The examples in a started n8n, executed up to the services that are not reached from here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ChatRequest } from './examples/chatModel';
import { ChatModel } from './examples/chatModel';
import { readCsv } from './examples/csv';
import { COLUMNS, contacts, lastWeek, lastWeeksName, reminders } from './examples/expected';
import { EXAMPLES_FOLDER } from './examples/read';
import type { Format, Played } from './examples/stage';
import { exampleOf, FORMATS, isService, nodeOf, Stage } from './examples/stage';
import { installN8n } from './install/install';
import { itemsOf } from './running/commandLine';

const INSTALL_TIMEOUT_MS = 1_800_000;

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.set(await installN8n());
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await stage?.clear();
});

const jsonOf = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);

const byEmail = <T extends { email?: unknown }>(rows: T[]): T[] =>
	rows.toSorted((a, b) => String(a.email).localeCompare(String(b.email)));

/** The service is pinned, so nobody evaluates its expressions: at least what they name has to be there. */
function expectFieldsOfService(folder: string, { entered }: Played): void {
	const service = exampleOf(folder).workflow.nodes.find(isService);
	const named = JSON.stringify(service?.parameters).matchAll(/\$json\.(\w+)/g);
	for (const [, name] of named) {
		for (const { json } of entered) expect(json).toHaveProperty(name);
	}
}

async function expectAllResults(folder: string, format: Format): Promise<void> {
	const played = await stage.play(folder, { format });
	expect(played.status).toBe('success');
	const rows = jsonOf(played.entered);
	const expected = [...stage.simulator(format).expectedRows()];
	expect(rows).toHaveLength(expected.length);
	for (const [i, row] of rows.entries()) {
		expect(Object.keys(row)).toEqual(COLUMNS);
		expect(row).toMatchObject(expected[i]);
	}
	expect(new Set(rows.map(({ resultKey }) => resultKey)).size).toBe(rows.length);
}

describe.each(FORMATS)('with answers in %s', (format) => {
	test('google-sheets-report gives every result, each with 18 columns and a key of its own', async () => {
		await expectAllResults('google-sheets-report', format);
	});

	test('postgres-upsert gives every result', async () => {
		await expectAllResults('postgres-upsert', format);
	});

	test('overdue-reminders gives one message to each overdue learner, with all that is overdue', async () => {
		const played = await stage.play('overdue-reminders', { format });
		expect(played.status).toBe('success');
		const expected = reminders(stage.simulator(format));
		expect(expected.length).toBeGreaterThan(20);
		expect(byEmail(jsonOf(played.entered))).toEqual(byEmail(expected));
		expectFieldsOfService('overdue-reminders', played);
	});

	test('hubspot-completions gives the learners who have completed something since yesterday', async () => {
		const played = await stage.play('hubspot-completions', { format });
		expect(played.status).toBe('success');
		const expected = contacts(stage.simulator(format));
		expect(expected.length).toBeGreaterThan(2);
		expect(byEmail(jsonOf(played.entered))).toEqual(byEmail(expected));
		expectFieldsOfService('hubspot-completions', played);
	});

	test("weekly-csv-to-drive gives one file with all of last week's results", async () => {
		const { status, entered } = await stage.play('weekly-csv-to-drive', { format });
		expect(status).toBe('success');
		expect(entered).toHaveLength(1);
		const file = entered[0].binary?.data;
		expect(file).toMatchObject({ fileName: lastWeeksName(), mimeType: 'text/csv' });
		const id = encodeURIComponent(file?.id ?? '');
		const { text } = await stage.n8n.rest.file(`/rest/binary-data?id=${id}&action=view`);
		const rows = readCsv(text);
		const expected = [...stage.simulator(format).expectedRows(lastWeek())];
		expect(expected.length).toBeGreaterThan(10);
		expect(rows).toHaveLength(expected.length);
		for (const [i, row] of rows.entries()) {
			expect(Object.keys(row)).toEqual(COLUMNS);
			const { resultKey, ...cells } = row;
			const values = new Map<string, unknown>(Object.entries(expected[i]));
			for (const [name, cell] of Object.entries(cells)) {
				expect([name, cell]).toEqual([name, textOf(name, values.get(name))]);
			}
			expect(resultKey.split(':')).toHaveLength(4);
		}
	});

	test('ask-who-has-not-finished lets the model read results and names, and answers', async () => {
		const simulator = stage.simulator(format);
		const [first, second] = [simulator.row(0), simulator.row(7)];
		const who = [simulator.world.users[0], simulator.world.users[1]];
		const model = await ChatModel.start((_request, turn) => {
			if (turn === 0) {
				const completionStatuses = 'not_started, in_progress';
				const moduleIds = `${first.moduleId},${second.moduleId}`;
				return { tool: 'Training_Results', input: { completionStatuses, moduleIds } };
			}
			if (turn > 1) return { answer: 'Two have not finished.' };
			return { tool: 'Learners', input: { userIds: who.map(({ id }) => id).join(', ') } };
		});
		const given = { sessionId: 'one', action: 'sendMessage', chatInput: 'Who has not finished?' };
		const data = { apiKey: 'any', url: model.url };
		const credential = { id: '', name: `Model for ${format}`, type: 'openAiApi', data };
		const id = await stage.n8n.rest.createCredential(credential);
		const credentials = { openAiApi: { id, name: credential.name } };
		const { status, run } = await stage
			.play('ask-who-has-not-finished', { format, given, credentials })
			.finally(async () => await model.close());

		expect(status).toBe('success');
		expect(jsonOf(itemsOf(run, 'AI Agent'))).toEqual([{ output: 'Two have not finished.' }]);
		expect(model.requests).toHaveLength(3);
		expect(model.requests[0].messages.at(-1)?.content).toBe(given.chatInput);

		const rows = [
			...simulator.expectedRows({
				completionStatuses: ['not_started', 'in_progress'],
				moduleIds: [first.moduleId, second.moduleId],
			}),
		].slice(0, 100);
		expect(rows.length).toBeGreaterThan(10);
		const read = answersIn(model.requests[1]);
		expect(read).toHaveLength(1);
		expect(read[0]).toHaveLength(rows.length);
		expect(read[0]).toMatchObject(rows);
		const named = JSON.stringify(answersIn(model.requests[2])[1]);
		for (const { email } of who) expect(named).toContain(email);
	});
});

/** What the tools have told the model so far. */
const answersIn = ({ messages }: ChatRequest): IDataObject[][] =>
	messages
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => JSON.parse(content) as IDataObject[]);

/** A value as CSV has it. */
const textOf = (_name: string, value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

test('the table that postgres-upsert asks for has the columns of the results', () => {
	const { parameters } = nodeOf(exampleOf('postgres-upsert').workflow, /stickyNote$/);
	const readme = readFileSync(join(EXAMPLES_FOLDER, 'postgres-upsert', 'README.md'), 'utf8');
	for (const text of [String(parameters.content), readme]) {
		const table = /CREATE TABLE module_results \(([\s\S]*?)\);/.exec(text)?.[1] ?? '';
		const columns = [...table.matchAll(/"(\w+)"/g)].map(([, name]) => name);
		expect(columns).toEqual(COLUMNS);
	}
});
