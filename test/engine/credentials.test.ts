import type { Simulator } from '../simulator/server';
import { rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const TOKEN_PATH = '/api/v3/token';
const RESULTS = '/learners/modules/results';

/** The Authorization headers of the requests for lists, in order. */
const headersOf = (simulator: Simulator): string[] =>
	simulator.requests
		.filter(({ path }) => path !== TOKEN_PATH)
		.map(({ headers }) => headers.authorization ?? '');

describe('with client ID and secret', () => {
	test('requests one token for two executions of several pages, and stores it', async () => {
		const simulator = await suite.simulator({ rows: 300 });
		const credentials = suite.account(simulator);
		const options = { pageSize: 100 };
		rowsOf(await suite.getAll(simulator, { options }, { credentials }));
		rowsOf(await suite.getAll(simulator, { options }, { credentials }));
		expect(simulator.tokenRequests).toBe(1);
		expect(credentials.stored.sessionToken).not.toBe('');
		expect(simulator.violations).toEqual([]);
	});

	test('renews a token that expires between pages two and three, and loses no page', async () => {
		const simulator = await suite.simulator({ rows: 500 });
		simulator.faults.add({ on: { request: 3 }, revoke: true });
		const rows = rowsOf(await suite.getAll(simulator, { options: { pageSize: 100 } }));
		expect(new Set(rows.map(({ resultKey }) => resultKey)).size).toBe(500);
		expect(simulator.tokenRequests).toBe(2);
		expect(simulator.pageRequests).toBe(6);
	});

	test('renews a token for every page when it is valid for one page only', async () => {
		const simulator = await suite.simulator({ rows: 500, tokenUses: 1 });
		expect(rowsOf(await suite.getAll(simulator, { options: { pageSize: 100 } }))).toHaveLength(500);
	});

	test('makes one token request for four parallel items', async () => {
		const simulator = await suite.simulator({ rows: 20, delayMs: 20 });
		const input = [{}, {}, {}, {}];
		expect(rowsOf(await suite.getAll(simulator, {}, { input }))).toHaveLength(80);
		expect(simulator.tokenRequests).toBe(1);
	});

	test('makes one token request when four parallel items share an expired token', async () => {
		const simulator = await suite.simulator({ rows: 20, delayMs: 20 });
		const credentials = suite.account(simulator);
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		simulator.revokeTokens();
		simulator.reset();
		const input = [{}, {}, {}, {}];
		expect(rowsOf(await suite.getAll(simulator, {}, { credentials, input }))).toHaveLength(80);
		expect(simulator.tokenRequests).toBe(1);
	});

	test('stops after one renewal and both formats of the token when 401 persists', async () => {
		const simulator = await suite.simulator({ rows: 20 });
		simulator.faults.add({ on: { times: Infinity }, status: 401 });
		const { error } = await suite.getAll(simulator);
		expect(error?.message).toBe(
			'iSpring Learn rejected the access token, even after renewing it (status 401)',
		);
		expect(error?.httpCode).toBe('401');
		expect(simulator.pageRequests).toBe(5);
		expect(simulator.tokenRequests).toBe(2);
	});

	test('renews a token that is revoked before its first use, once for many items', async () => {
		const simulator = await suite.simulator({ rows: 20, authorization: 'bearer', delayMs: 20 });
		simulator.faults.add({ revoke: true });
		const input = Array.from({ length: 12 }, () => ({}));
		expect(rowsOf(await suite.getAll(simulator, {}, { input }))).toHaveLength(240);
		expect(simulator.tokenRequests).toBe(2);
	});

	test('reports an unknown API key without the secret', async () => {
		const simulator = await suite.simulator();
		const credentials = suite.account(simulator, { clientSecret: 'wrong-secret' });
		const { error } = await suite.getAll(simulator, {}, { credentials });
		expect(error?.message).toMatch(/^iSpring Learn rejected the API key \(status 401: .+\)$/);
		expect(error?.description).toContain("'Client ID' and 'Client Secret'");
		expect(JSON.stringify(error)).not.toContain('wrong-secret');
		expect(simulator.pageRequests).toBe(0);
		expect(simulator.tokenRequests).toBe(1);
	});
});

describe('the token request', () => {
	test('matches the API documentation', async () => {
		const simulator = await suite.simulator({ rows: 1 });
		rowsOf(await suite.getAll(simulator));
		const { method, path, headers } = simulator.requests[0];
		expect({ method, path }).toEqual({ method: 'POST', path: TOKEN_PATH });
		expect(headers).toMatchObject({
			accept: 'application/json',
			'content-type': 'application/x-www-form-urlencoded',
		});
		expect(headers).not.toHaveProperty('authorization');
		expect(simulator.requests[1].headers).toMatchObject({
			accept: 'application/json, application/xml;q=0.9',
			authorization: expect.stringMatching(/^Bearer \S+$/),
		});
	});

	test('goes to the root of the domain when the base URL has a path', async () => {
		const simulator = await suite.simulator({ rows: 5, basePath: '/api/v3' });
		const credentials = suite.account(simulator, { baseUrl: `${simulator.url}/api/v3/` });
		expect(rowsOf(await suite.getAll(simulator, {}, { credentials }))).toHaveLength(5);
		expect(simulator.requests.map(({ rawUrl }) => rawUrl.split('?')[0])).toEqual([
			TOKEN_PATH,
			`/api/v3${RESULTS}`,
		]);
	});

	test.each([
		['a response without a token', { body: '{"token_type":"bearer"}' }, /returned no access token/],
		['a web page', { html: true }, /Signing in returned a web page instead/],
		['text', { body: 'hello' }, /returned something unreadable/],
		['status 404', { status: 404 }, /no iSpring Learn API at this address \(status 404/],
		['a redirect', { status: 302, body: '' }, /no iSpring Learn API at this address \(status 302/],
	])('reports %s in its message', async (_name, fault, message) => {
		const simulator = await suite.simulator();
		simulator.faults.add({ on: { path: TOKEN_PATH, times: Infinity }, ...fault });
		const { error } = await suite.getAll(simulator);
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain('the region');
		expect(simulator.tokenRequests).toBe(1);
	});

	test('is retried after status 503', async () => {
		const simulator = await suite.simulator({ rows: 5 });
		simulator.faults.add({ on: { path: TOKEN_PATH }, status: 503 });
		expect(rowsOf(await suite.getAll(simulator))).toHaveLength(5);
		expect(simulator.tokenRequests).toBe(2);
	});

	test('reports a host that refuses the connection', async () => {
		const simulator = await suite.simulator();
		const credentials = suite.account(simulator);
		await suite.end();
		const { error } = await suite.getAll(
			simulator,
			{ options: { maxRetries: 0 } },
			{ credentials },
		);
		expect(error?.message).toBe("Couldn't reach iSpring Learn to sign in");
		expect(error?.description).toMatch(
			/^Nothing is running at the address\. Check the region in the credential\. .*\(ECONNREFUSED\)$/,
		);
	});
});

describe('a credential edited to another account', () => {
	test('never sends the token of the previous account', async () => {
		const first = await suite.simulator({ rows: 5 });
		const credentials = suite.account(first);
		rowsOf(await suite.getAll(first, {}, { credentials }));
		const previous = first.requests.at(-1)?.headers.authorization ?? '';
		const second = await suite.simulator({ rows: 7, clientId: 'other' });
		const { stored } = credentials;
		credentials.stored = { ...stored, baseUrl: second.url, clientId: 'other' };
		expect(rowsOf(await suite.getAll(second, {}, { credentials }))).toHaveLength(7);
		const sent = second.requests.map(({ headers }) => headers.authorization ?? '');
		expect(sent).not.toContain(previous);
		expect(second.tokenRequests).toBe(1);
		expect(rowsOf(await suite.getAll(second, {}, { credentials }))).toHaveLength(7);
		expect(second.tokenRequests).toBe(1);
	});
});

describe('with a pasted access token', () => {
	test.each(['bearer', 'bare'] as const)(
		'sends the token %s where the host wants it so',
		async (format) => {
			const simulator = await suite.simulator({ rows: 5, authorization: format });
			const accessToken = simulator.issueToken();
			const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
			const right = format === 'bare' ? accessToken : `Bearer ${accessToken}`;
			for (const wrong of [format === 'bare' ? 1 : 0, 0]) {
				simulator.reset();
				expect(rowsOf(await suite.getAll(simulator, {}, { credentials }))).toHaveLength(5);
				const sent = headersOf(simulator).filter((header) => header !== right);
				expect(sent).toHaveLength(wrong);
			}
			expect(simulator.tokenRequests).toBe(0);
		},
	);

	test('reports an expired token and suggests Client ID and Secret', async () => {
		const simulator = await suite.simulator({ rows: 5 });
		const accessToken = simulator.issueToken();
		simulator.revokeTokens();
		const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
		const { error } = await suite.getAll(simulator, {}, { credentials });
		expect(error?.message).toBe('The access token has expired (status 401)');
		expect(error?.description).toContain("'Client ID and Secret'");
		expect(JSON.stringify(error)).not.toContain(accessToken);
	});
});

describe('an unsafe base URL', () => {
	test.each([
		['http://api.example.com', 'must start with https://'],
		['https://user:pass-4711@api.example.com', 'contains a username or password'],
		['api.example.com', "isn't a valid URL"],
		['https://api.example.com/x/../y', "can't contain . or .."],
		['https://api.example.com?x=1', 'everything after the ? or #'],
		['', "isn't a valid URL"],
	])('rejects "%s" before any request', async (baseUrl, message) => {
		const simulator = await suite.simulator();
		const credentials = suite.account(simulator, { baseUrl });
		const { error } = await suite.getAll(simulator, {}, { credentials });
		expect(error?.message).toContain(message);
		expect(JSON.stringify(error)).not.toContain('4711');
		expect(simulator.requests).toEqual([]);
	});
});

test('sends no Authorization header on a redirect to another origin', async () => {
	const elsewhere = await suite.simulator({ rows: 5 });
	const simulator = await suite.simulator({ rows: 5 });
	const location = `${elsewhere.url.replace('127.0.0.1', 'localhost')}${RESULTS}`;
	simulator.faults.add({ on: { times: Infinity }, status: 302, headers: { location }, body: '' });
	const { error } = await suite.getAll(simulator, { options: { maxRetries: 0 } });
	expect(error).toBeDefined();
	const reached = elsewhere.requests.filter(({ path }) => path === RESULTS);
	expect(reached.length).toBeGreaterThan(0);
	for (const { headers } of reached) expect(headers).not.toHaveProperty('authorization');
});

test('redacts a token that the server repeats in its message', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const accessToken = simulator.issueToken();
	const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
	const body = JSON.stringify({
		code: 400,
		message: `bad header Bearer ${accessToken} or ${accessToken}`,
	});
	simulator.faults.add({ status: 400, body });
	const { error } = await suite.getAll(simulator, {}, { credentials });
	expect(error?.description).toContain('bad header Bearer ***');
	expect(JSON.stringify([error, error?.stack])).not.toContain(accessToken);
});
