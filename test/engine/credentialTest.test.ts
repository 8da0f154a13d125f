/** What Save and Retry in the credential's form show. */
import { sleep } from 'n8n-workflow';
import { testCredential } from '../support/engine/otherUses';
import type { StoredCredentials } from '../support/engine/storedCredentials';
import { rowsOf, Suite } from '../support/engine/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const TOKEN_PATH = '/api/v3/token';
const tested = async (credentials: StoredCredentials, more = {}) =>
	await testCredential(suite.engine.credentialType, credentials, {
		...credentials.stored,
		...more,
	});

/** The form was opened before there was a token, so it sends none. */
const OPENED_BEFORE = { sessionToken: '' };

test('a valid key passes, with one sign-in', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	expect(await tested(suite.account(simulator))).toMatchObject({ status: 'OK' });
	expect(simulator.tokenRequests).toBe(1);
	expect(simulator.violations).toEqual([]);
	for (const { headers } of simulator.requests) {
		expect(Object.keys(headers).filter((name) => name.includes('test'))).toEqual([]);
	}
});

test.each([
	['the stored token', {}],
	['no token', OPENED_BEFORE],
])('a deleted key fails although its token is still valid, with %s', async (_name, form) => {
	const simulator = await suite.simulator({ rows: 5 });
	const credentials = suite.account(simulator);
	rowsOf(await suite.getAll(simulator, {}, { credentials }));
	simulator.deleteClient();
	rowsOf(await suite.getAll(simulator, {}, { credentials }));
	const verdict = await tested(credentials, form);
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toMatch(/^iSpring Learn did not accept the API key \(status 401/);
});

test('every test signs in, and a run continues with its own token', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const credentials = suite.account(simulator);
	for (const signIns of [1, 2, 3]) {
		expect(await tested(credentials, OPENED_BEFORE)).toMatchObject({ status: 'OK' });
		expect(simulator.tokenRequests).toBe(signIns);
	}
	rowsOf(await suite.getAll(simulator, {}, { credentials }));
	expect(simulator.tokenRequests).toBe(3);
});

test('a test during another sign-in has its own sign-in', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	simulator.faults.add({ on: { path: TOKEN_PATH }, delayMs: 200 });
	const credentials = suite.account(simulator);
	const running = suite.getAll(simulator, {}, { credentials });
	while (simulator.tokenRequests === 0) await sleep(5);
	simulator.deleteClient();
	expect(await tested(credentials, OPENED_BEFORE)).toMatchObject({ status: 'Error' });
	await running;
});

test.each([
	[{ status: 403 }, 'This account may not read module results (status 403)'],
	[{ status: 403, html: true }, 'A proxy or firewall blocked the request (status 403)'],
	[{ html: true }, 'The API Host answered with a web page instead of data'],
	[{ status: 500 }, 'iSpring Learn is not able to answer at the moment (status 500)'],
])('the test shows the node’s message for %j', async (fault, words) => {
	const simulator = await suite.simulator({ rows: 5 });
	simulator.faults.add({ on: { times: Infinity }, ...fault });
	for (const form of [{}, OPENED_BEFORE]) {
		const verdict = await tested(suite.account(simulator), form);
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(words);
	}
});

test('a pasted token is verified every time', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const accessToken = simulator.issueToken();
	const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
	expect(await tested(credentials)).toMatchObject({ status: 'OK' });
	simulator.revokeTokens();
	const verdict = await tested(credentials);
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toContain('The pasted access token is no longer valid');
});
