/** The package in a running n8n, as its editor sees it. */
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { installN8n } from './install/install';
import { Instance } from './instance';
import { PACKAGE_NAME } from '../support/package';
import { rowsOf } from './running/commandLine';
import { freePorts } from './running/ports';
import type { TestResult } from './running/rest';
import type { Credential } from './workflows';
import {
	CREDENTIAL_TYPE,
	credentialOf,
	INSTANT_TYPE,
	LAST_NODE,
	NODE_TYPE,
	readWorkflow,
	requestWorkflow,
	TRIGGER_TYPE,
} from './workflows';

const INSTALL_TIMEOUT_MS = 1_800_000;

let n8n: Instance;
const simulators: Simulator[] = [];

beforeAll(async () => {
	n8n = await Instance.start({ n8n: await installN8n() });
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await Promise.all(simulators.map(async (simulator) => await simulator.close()));
	await n8n?.stop();
});

async function simulated(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator(options);
	simulators.push(simulator);
	return simulator;
}

/** Stores and tests a credential, as the editor does on Save. */
async function saveAndTest(credential: Credential): Promise<TestResult> {
	const id = await n8n.rest.createCredential(credential);
	return await n8n.rest.testCredential({ ...credential, id });
}

async function listed<T extends { name: string }>(path: string, name: string): Promise<T> {
	const { text } = await n8n.rest.file(path);
	const found = (JSON.parse(text) as T[]).find((one) => one.name === name);
	if (found === undefined) throw new Error(`${name} is not in ${path}`);
	return found;
}

describe('what n8n offers', () => {
	test('the node, with an icon for each theme', async () => {
		const node = await listed<INodeTypeDescription>('/types/nodes.json', NODE_TYPE);
		expect(node).toMatchObject({ displayName: 'iSpring Learn', version: 1 });
		expect(node.codex?.categories).toEqual(expect.arrayContaining([expect.any(String)]));
		await expectIcons(node.iconUrl);
	});

	test('the trigger, with an icon for each theme', async () => {
		const node = await listed<INodeTypeDescription>('/types/nodes.json', TRIGGER_TYPE);
		expect(node).toMatchObject({ displayName: 'iSpring Learn Trigger', polling: true });
		expect(node.properties.map(({ name }) => name)).toContain('pollTimes');
		expect(node.codex?.categories).toEqual(expect.arrayContaining([expect.any(String)]));
		await expectIcons(node.iconUrl);
	});

	test('the instant trigger, with an icon for each theme', async () => {
		const node = await listed<INodeTypeDescription>('/types/nodes.json', INSTANT_TYPE);
		expect(node).toMatchObject({
			displayName: 'iSpring Learn Instant Trigger',
			webhooks: [expect.objectContaining({ httpMethod: 'POST' })],
		});
		expect(node.polling).toBeUndefined();
		expect(node.codex?.categories).toEqual(expect.arrayContaining([expect.any(String)]));
		await expectIcons(node.iconUrl);
	});

	test('the node as a tool of an AI agent', async () => {
		const tool = await listed<INodeTypeDescription>('/types/nodes.json', `${NODE_TYPE}Tool`);
		expect(tool).toMatchObject({ displayName: 'iSpring Learn Tool', outputs: ['ai_tool'] });
	});

	test('the credential, with an icon for each theme', async () => {
		const type = await listed<ICredentialType>('/types/credentials.json', CREDENTIAL_TYPE);
		expect(type).toMatchObject({ displayName: 'iSpring Learn API' });
		expect(type.supportedNodes).toContain(NODE_TYPE);
		await expectIcons(type.iconUrl);
	});
});

async function expectIcons(urls: INodeTypeDescription['iconUrl']): Promise<void> {
	if (typeof urls !== 'object') throw new Error(`One icon only: ${urls}`);
	const icons = await Promise.all(
		[urls.light, urls.dark].map(async (url) => await n8n.rest.file(`/${url}`)),
	);
	for (const { status, type, text } of icons) {
		expect({ status, type }).toEqual({
			status: 200,
			type: expect.stringContaining('image/svg+xml'),
		});
		expect(text).toContain('<svg');
	}
	expect(icons[0].text).not.toBe(icons[1].text);
	expect(urls.light).toContain(PACKAGE_NAME);
}

/** A credential with a pasted token instead of a key. */
function pasted(name: string, url: string, accessToken: string): Credential {
	const credential = credentialOf({ url, clientId: '', clientSecret: '' }, name);
	return {
		...credential,
		data: { ...credential.data, authentication: 'accessToken', accessToken },
	};
}

/** n8n shows only the message: it must say what is wrong and which field to check. */
function expectNo({ status, message }: TestResult, ...parts: RegExp[]): void {
	expect({ status, message }).toEqual({ status: 'Error', message: expect.any(String) });
	for (const part of parts) expect(message).toMatch(part);
}

const HOST_FIELD = /region|base URL/i;

describe('the test of a credential with a key', () => {
	test('succeeds with the right values', async () => {
		const result = await saveAndTest(credentialOf(await simulated(), 'Right'));
		expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	test('names the key if the secret is wrong', async () => {
		const { url, clientId } = await simulated();
		const account = { url, clientId, clientSecret: 'not-the-secret' };
		expectNo(await saveAndTest(credentialOf(account, 'Wrong secret')), /rejected/, /Secret/);
	});

	test('names the host if it does not answer', async () => {
		const { clientId, clientSecret } = await simulated();
		const [port] = await freePorts(1);
		const account = { url: `http://127.0.0.1:${port}`, clientId, clientSecret };
		expectNo(
			await saveAndTest(credentialOf(account, 'Nobody there')),
			/Couldn't reach/,
			HOST_FIELD,
		);
	});

	test('names the host if it serves web pages', async () => {
		const { url, clientId, clientSecret } = await simulated({ htmlHost: true });
		const account = { url: `${url}/learn`, clientId, clientSecret };
		expectNo(await saveAndTest(credentialOf(account, 'Web pages')), /web page/, HOST_FIELD);
	});

	test('names the host if it has no token endpoint', async () => {
		const { url, clientId, clientSecret } = await simulated();
		const account = { url: `${url}/learn`, clientId, clientSecret };
		expectNo(await saveAndTest(credentialOf(account, 'No tokens')), /404/, HOST_FIELD);
	});
});

describe('the test of a credential with a pasted token', () => {
	test('succeeds with the right values', async () => {
		const simulator = await simulated();
		const credential = pasted('Token', simulator.url, simulator.issueToken());
		expect(await saveAndTest(credential)).toMatchObject({ status: 'OK' });
	});

	test('names the token if it is not valid', async () => {
		const { url } = await simulated();
		expectNo(await saveAndTest(pasted('Old token', url, 'ended-long-ago')), /access token/i);
	});

	test('names the host if it does not answer', async () => {
		const [port] = await freePorts(1);
		const credential = pasted('Token to nobody', `http://127.0.0.1:${port}`, 'any');
		expectNo(await saveAndTest(credential), /Couldn't reach/, HOST_FIELD);
	});

	test('names the host if it serves web pages with status 200', async () => {
		const { url } = await simulated({ htmlHost: true });
		const credential = pasted('Token to web pages', `${url}/learn`, 'any');
		expectNo(await saveAndTest(credential), /web page/, HOST_FIELD);
	});

	test('never sends the token over HTTP', async () => {
		const credential = pasted('Token in the open', 'http://learn.invalid', 'any');
		expectNo(await saveAndTest(credential), /https:/);
	});
});

test('a workflow that was created in the editor runs', async () => {
	const credential = credentialOf(await simulated({ rows: 2_500 }), 'For a run');
	const id = await n8n.rest.createCredential(credential);
	const workflow = readWorkflow('Run in the server', { ...credential, id });
	const { status, run } = await n8n.rest.execute(await n8n.rest.createWorkflow(workflow), 'Start');
	expect(status).toBe('success');
	expect(rowsOf(run, LAST_NODE)).toHaveLength(2_500);
});

describe('the HTTP Request node with the credential', () => {
	async function request(name: string, url: string, credential: Credential) {
		const id = await n8n.rest.createCredential(credential);
		const workflow = requestWorkflow(name, { ...credential, id }, url);
		return await n8n.rest.execute(await n8n.rest.createWorkflow(workflow), 'Start');
	}

	test.each(['key', 'pasted token'])('reads other endpoints with a %s', async (kind) => {
		const simulator = await simulated();
		const name = `Groups with a ${kind}`;
		const credential =
			kind === 'key'
				? credentialOf(simulator, name)
				: pasted(name, simulator.url, simulator.issueToken());
		const { status } = await request(name, `${simulator.url}/groups`, credential);
		expect(status).toBe('success');
		expect(simulator.requests.at(-1)).toMatchObject({ path: '/groups' });
	});

	test('renews a token that iSpring Learn no longer accepts', async () => {
		const simulator = await simulated();
		const credential = credentialOf(simulator, 'Renewed');
		const id = await n8n.rest.createCredential(credential);
		const workflow = requestWorkflow('Renewed', { ...credential, id }, `${simulator.url}/groups`);
		const stored = await n8n.rest.createWorkflow(workflow);
		for (const tokens of [1, 2]) {
			expect((await n8n.rest.execute(stored, 'Start')).status).toBe('success');
			expect(simulator.tokenRequests).toBe(tokens);
			simulator.revokeTokens();
		}
	});

	test('does not send the token anywhere else', async () => {
		const [simulator, elsewhere] = [await simulated(), await simulated()];
		const credential = pasted('Elsewhere', simulator.url, simulator.issueToken());
		const { status, run } = await request('Elsewhere', `${elsewhere.url}/groups`, credential);
		expect(status).toBe('error');
		expect(run.data.resultData.error?.message).toContain("can't be used for this address");
		expect(elsewhere.requests).toEqual([]);
	});
});
