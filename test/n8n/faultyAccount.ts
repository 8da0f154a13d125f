/** An account of ten pages that a workflow in n8n reads repeatedly, with faults. */
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { PAGES } from '../support/faults/catalogue';
import { messageProblems } from '../support/faults/message';
import { CLIENT_SECRET, leaksIn } from '../support/secrets';
import type { Fault, Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import type { Instance } from './instance';
import type { Credential, Workflow } from './workflows';
import { credentialOf, idOf, LAST_NODE, node, READ_NODE, readNode, workflowOf } from './workflows';

const PAGE_SIZE = 3;
const ROWS = PAGES * PAGE_SIZE;
/** Enough for one retry, so that a read takes about a second at most. */
const MAX_RETRIES = 1;

/** The outcome of a read: whether there was a message, and what is wrong with it. */
export interface ReadResult {
	failed: boolean;
	problems: string[];
}

interface Answer {
	/** The items of one of the node's outputs: rows, or one item with a message. */
	items: IDataObject[];
	/** 1 if the other output has items, too. */
	runs: number;
}

const ALL = 'All Items';

/** Collects the node's items from both outputs in one item. */
function gather(): Array<ReturnType<typeof node>> {
	const value = '={{ JSON.stringify({ items: $json.data, runs: $runIndex }) }}';
	const assignment = { id: 'answer', name: 'answer', type: 'string', value };
	const fields = { assignments: { assignments: [assignment] }, options: {} };
	return [
		node(ALL, 'n8n-nodes-base.aggregate', { aggregate: 'aggregateAllItemData', options: {} }),
		node(LAST_NODE, 'n8n-nodes-base.set', fields, 3.4),
	];
}

/** A webhook, then the node with both outputs joined, so that a message is a response, too. */
function onCall(path: string, credential: Credential): Omit<Workflow, 'id'> {
	const fields = { httpMethod: 'POST', path, responseMode: 'lastNode' };
	const webhook = { ...node('Webhook', 'n8n-nodes-base.webhook', fields, 2), webhookId: path };
	const options = { pageSize: PAGE_SIZE, maxRetries: MAX_RETRIES };
	const read = { ...readNode(credential, { options }), onError: 'continueErrorOutput' as const };
	const workflow = workflowOf(path, [webhook, read, ...gather()]);
	const toAll = { node: ALL, type: 'main' as const, index: 0 };
	return {
		...workflow,
		connections: { ...workflow.connections, [READ_NODE]: { main: [[toAll], [toAll]] } },
		settings: {
			...workflow.settings,
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		},
	};
}

export class FaultyAccount {
	private whole: IDataObject[] = [];

	private constructor(
		private readonly simulator: Simulator,
		private readonly address: string,
	) {}

	/** Creates the account and its workflow, and reads once without faults. */
	static async open(n8n: Instance, name: string, format: 'json' | 'xml'): Promise<FaultyAccount> {
		const clientId = `client-${name}`;
		const simulator = await startSimulator({
			rows: ROWS,
			format,
			clientId,
			clientSecret: CLIENT_SECRET,
		});
		const data = credentialOf(simulator, name);
		const credential = { ...data, id: await n8n.rest.createCredential(data) };
		await n8n.rest.activate(
			await n8n.rest.createWorkflow({ ...onCall(name, credential), id: idOf(name) }),
		);
		const account = new FaultyAccount(simulator, `${n8n.url}/webhook/${name}`);
		const { items } = (await account.call()).answer;
		expect(items).toHaveLength(ROWS);
		items.forEach((row, i) => expect(row).toMatchObject(simulator.row(i)));
		account.whole = items;
		return account;
	}

	/** Reads ten pages with these faults. */
	async read(faults: readonly Fault[]): Promise<ReadResult> {
		this.simulator.reset();
		this.simulator.faults.add(...faults);
		const { answer, text } = await this.call();
		const [{ error: message }] = answer.items;
		const failed = typeof message === 'string';
		const problems = failed ? messageProblems(message) : this.ofRows(answer.items);
		if (answer.runs > 0) problems.push('both outputs have items');
		const leaks = leaksIn([text], [CLIENT_SECRET]).map((leak) => `a secret in: ${leak}`);
		return { failed, problems: [...problems, ...leaks] };
	}

	async close(): Promise<void> {
		await this.simulator.close();
	}

	private async call(): Promise<{ answer: Answer; text: string }> {
		const response = await fetch(this.address, { method: 'POST' });
		const text = await response.text();
		const { answer } = JSON.parse(text) as { answer?: string };
		if (!response.ok || !answer) throw new Error(`Status ${response.status}: ${text}`);
		return { answer: JSON.parse(answer) as Answer, text };
	}

	private ofRows(rows: readonly IDataObject[]): string[] {
		if (isDeepStrictEqual(rows, this.whole)) return [];
		return [`${rows.length} rows instead of ${this.whole.length}, or others`];
	}
}
