/** The credential test behind "Save" and "Retry". */
import { sleep } from 'n8n-workflow';
import { testCredential } from '../support/engine/otherUses';
import type { StoredCredentials } from '../support/engine/storedCredentials';
import { rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const TOKEN_PATH = '/api/v3/token';
const runTest = async (credentials: StoredCredentials, more = {}) =>
	await testCredential(suite.engine.credentialType, credentials, {
		...credentials.stored,
		...more,
	});

/** The form was opened before a token was stored, so it submits an empty one. */
const OPENED_BEFORE = { sessionToken: '' };

test('accepts a valid API key with one token request', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	expect(await runTest(suite.account(simulator))).toMatchObject({ status: 'OK' });
	expect(simulator.tokenRequests).toBe(1);
	expect(simulator.violations).toEqual([]);
	for (const { headers } of simulator.requests) {
		expect(Object.keys(headers).filter((name) => name.includes('test'))).toEqual([]);
	}
});

test.each([
	['the stored token', {}],
	['an empty token', OPENED_BEFORE],
])(
	'rejects a deleted API key although its token is still valid, with %s in the form',
	async (_name, form) => {
		const simulator = await suite.simulator({ rows: 5 });
		const credentials = suite.account(simulator);
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		simulator.deleteClient();
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		const result = await runTest(credentials, form);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/^iSpring Learn rejected the API key \(status 401/);
	},
);

test('requests a token for every test, and executions keep the stored one', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const credentials = suite.account(simulator);
	for (const signIns of [1, 2, 3]) {
		expect(await runTest(credentials, OPENED_BEFORE)).toMatchObject({ status: 'OK' });
		expect(simulator.tokenRequests).toBe(signIns);
	}
	rowsOf(await suite.getAll(simulator, {}, { credentials }));
	expect(simulator.tokenRequests).toBe(3);
});

test('requests its own token while an execution is requesting one', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	simulator.faults.add({ on: { path: TOKEN_PATH }, delayMs: 200 });
	const credentials = suite.account(simulator);
	const running = suite.getAll(simulator, {}, { credentials });
	while (simulator.tokenRequests === 0) await sleep(5);
	simulator.deleteClient();
	expect(await runTest(credentials, OPENED_BEFORE)).toMatchObject({ status: 'Error' });
	await running;
});

test.each([
	[{ status: 403 }, "This API key isn't allowed to read module results (status 403)"],
	[{ status: 403, html: true }, 'A proxy or firewall blocked the request (status 403)'],
	[{ html: true }, 'The response is a web page instead of data'],
	[{ status: 500 }, 'iSpring Learn is currently unavailable (status 500)'],
])('reports %j with the message of the node', async (fault, message) => {
	const simulator = await suite.simulator({ rows: 5 });
	simulator.faults.add({ on: { times: Infinity }, ...fault });
	for (const form of [{}, OPENED_BEFORE]) {
		const result = await runTest(suite.account(simulator), form);
		expect(result.status).toBe('Error');
		expect(result.message).toContain(message);
	}
});

describe('a host that wants the bare token', () => {
	test('is found out by the test, and executions send the token right at once', async () => {
		const simulator = await suite.simulator({ rows: 5, authorization: 'bare' });
		const credentials = suite.account(simulator);
		expect(await runTest(credentials, OPENED_BEFORE)).toMatchObject({ status: 'OK' });
		simulator.reset();
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		expect(simulator.tokenRequests).toBe(0);
		expect(simulator.violations).toEqual([]);
		expect(await runTest(credentials)).toMatchObject({ status: 'OK' });
	});

	test('takes a pasted token', async () => {
		const simulator = await suite.simulator({ rows: 5, authorization: 'bare' });
		const accessToken = simulator.issueToken();
		const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
		expect(await runTest(credentials)).toMatchObject({ status: 'OK' });
	});

	test('says why if the key is not allowed to read results', async () => {
		const client = { clientId: 'other', clientSecret: 's3cr3t', lists: ['/users/v2'] };
		const simulator = await suite.simulator({ rows: 5, authorization: 'bare', clients: [client] });
		const { clientId, clientSecret } = client;
		const result = await runTest(suite.account(simulator, { clientId, clientSecret }));
		expect(result.message).toContain("isn't allowed to read module results (status 403)");
	});
});

test('checks a pasted token on every test', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const accessToken = simulator.issueToken();
	const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
	expect(await runTest(credentials)).toMatchObject({ status: 'OK' });
	simulator.revokeTokens();
	const result = await runTest(credentials);
	expect(result.status).toBe('Error');
	expect(result.message).toContain('The access token has expired');
});
