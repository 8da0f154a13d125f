/** Measures the package in the published n8n-core alone, in this process. */
import { Agent, get } from 'node:http';
import type { INode } from 'n8n-workflow';
import { select } from '../../test/support/columns';
import { formOf, NODE } from '../../test/support/engine/engine';
import { credentialOf } from '../../test/n8n/workflows';
import type { Measure } from '../line';
import { measurePairs, summarize } from '../rounds';
import type { Account, AccountSpec } from '../server/replay';
import { signIn } from '../server/servers';

interface Page {
	results: object[];
	nextPageToken?: string;
}

async function readPage(url: string, headers: Record<string, string>, agent: Agent): Promise<Page> {
	return await new Promise((resolve, reject) => {
		get(url, { agent, headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.once('end', () => resolve(JSON.parse(Buffer.concat(parts).toString()) as Page));
			response.once('error', reject);
		}).once('error', reject);
	});
}

/** The least that any program does: reads the pages one by one, and creates an item for each record. */
async function readBare(account: Account, token: string, agent: Agent): Promise<object[]> {
	const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
	const items: object[] = [];
	let next: string | undefined = '';
	while (next !== undefined) {
		const query = `?pageSize=1000${next && `&pageToken=${encodeURIComponent(next)}`}`;
		const url = `${account.url}/learners/modules/results${query}`;
		const page: Page = await readPage(url, headers, agent);
		for (const json of page.results) items.push({ json });
		next = page.nextPageToken;
	}
	return items;
}

function assertCount(found: number, expected: number): void {
	if (found !== expected) throw new Error(`${found} items instead of ${expected}`);
}

/** Compares the milliseconds of Get Many, All Columns without names, with those of a bare loop. */
export const inCore =
	(spec: AccountSpec): Measure =>
	async (session) => {
		const engine = await session.engine();
		const { account } = await session.servers.get(spec);
		const fields: INode['parameters'] = { returnAll: true, ...select('moduleResult') };
		const parameters = formOf(engine.nodeType, fields);
		const credentials = engine.credentials(credentialOf(account).data);
		const ours = async (): Promise<number> => {
			const { run, rows, error } = await engine.run({ parameters, credentials });
			if (error) throw error;
			assertCount(rows.length, spec.rows);
			return run.data.resultData.runData[NODE][0].executionTime;
		};
		const token = await signIn(account);
		const agent = new Agent({ keepAlive: true });
		const theirs = async (): Promise<number> => {
			const startedAt = performance.now();
			const items = await readBare(account, token, agent);
			const milliseconds = performance.now() - startedAt;
			assertCount(items.length, spec.rows);
			return milliseconds;
		};
		for (const run of [ours, theirs, ours, theirs]) await run();
		try {
			return await measurePairs(ours, theirs);
		} finally {
			agent.destroy();
		}
	};

/** Compares the requests when a list of people opens again with those of the first time. */
export const openingAgain =
	(spec: AccountSpec): Measure =>
	async (session) => {
		const engine = await session.engine();
		const server = await session.servers.get(spec);
		const credentials = engine.credentials(credentialOf(server.account).data);
		const open = async (): Promise<number> => {
			const before = await server.countRequests();
			const { results } = await engine.search('searchUsers', credentials, {});
			if (results.length === 0) throw new Error('The list is empty');
			return (await server.countRequests()) - before;
		};
		const first = await open();
		const again = await open();
		return summarize([[again, first]]);
	};
