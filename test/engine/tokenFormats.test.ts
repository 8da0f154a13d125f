/** Hosts that accept a token only after the word Bearer, or only alone: the package finds out, and remembers. */
import { httpRequestNode } from '../support/engine/otherUses';
import type { StoredCredentials } from '../support/engine/storedCredentials';
import { rowsOf, useSuite } from '../support/engine/suite';
import type { Simulator } from '../simulator/server';

const suite = useSuite();

const RESULTS = '/learners/modules/results';

const bareHost = async (options = {}): Promise<Simulator> =>
	await suite.simulator({ rows: 300, authorization: 'bare', ...options });

/** How each request for a list was signed, and how many there were: "Bearer 1, bare 3". */
function signatures(simulator: Simulator): string {
	const sent = simulator.requests
		.map(({ headers }) => headers.authorization ?? '')
		.filter((header) => header !== '');
	const bearer = sent.filter((header) => header.startsWith('Bearer ')).length;
	return `Bearer ${bearer}, bare ${sent.length - bearer}`;
}

const PAGES = { options: { pageSize: 100 } };

test('the first read costs one request more, later ones none, also after a renewal', async () => {
	const simulator = await bareHost();
	const credentials = suite.account(simulator);
	expect(rowsOf(await suite.getAll(simulator, PAGES, { credentials }))).toHaveLength(300);
	expect(signatures(simulator)).toBe('Bearer 1, bare 3');
	expect(simulator.tokenRequests).toBe(1);
	simulator.reset();
	rowsOf(await suite.getAll(simulator, PAGES, { credentials }));
	expect(signatures(simulator)).toBe('Bearer 0, bare 3');
	expect(simulator.tokenRequests).toBe(0);
	simulator.reset();
	simulator.revokeTokens();
	rowsOf(await suite.getAll(simulator, PAGES, { credentials }));
	expect(signatures(simulator)).toBe('Bearer 0, bare 4');
	expect(simulator.tokenRequests).toBe(1);
	expect(credentials.stored.sessionToken).toMatch(/\.bare:/);
});

test('many items find out together, with one sign-in', async () => {
	const simulator = await bareHost({ delayMs: 20 });
	const input = Array.from({ length: 12 }, () => ({}));
	expect(rowsOf(await suite.getAll(simulator, {}, { input }))).toHaveLength(3600);
	expect(simulator.tokenRequests).toBe(1);
	// Four requests are under way before the first answer.
	expect(signatures(simulator)).toBe('Bearer 4, bare 12');
});

const USES: Array<
	[string, (simulator: Simulator, credentials: StoredCredentials) => Promise<unknown>]
> = [
	[
		'a list of the form',
		async (_simulator, credentials) => await suite.engine.pick('getCourses', credentials, {}),
	],
	[
		'the trigger',
		async (simulator, credentials) =>
			await suite
				.poller(simulator, { credentials, fields: { startFrom: 'everything' } })
				.activate(),
	],
	[
		'the HTTP Request node',
		async (simulator, credentials) =>
			await httpRequestNode(credentials, `${simulator.url}${RESULTS}`),
	],
];

test.each(USES)('%s finds out too, and others use what it found', async (_name, use) => {
	const simulator = await bareHost();
	const credentials = suite.account(simulator);
	await use(simulator, credentials);
	simulator.reset();
	rowsOf(await suite.getAll(simulator, PAGES, { credentials }));
	expect(signatures(simulator)).toBe('Bearer 0, bare 3');
	simulator.reset();
	await use(simulator, credentials);
	expect(signatures(simulator)).toMatch(/^Bearer 0, /);
	expect(simulator.tokenRequests).toBe(0);
});

test('a pasted token that has expired is sent a few times, and no more', async () => {
	const simulator = await bareHost({ delayMs: 20 });
	const accessToken = simulator.issueToken();
	const credentials = suite.account(simulator, { authentication: 'accessToken', accessToken });
	rowsOf(await suite.getAll(simulator, {}, { credentials }));
	simulator.revokeTokens();
	simulator.reset();
	const input = [{}, {}, {}, {}];
	const { error } = await suite.getAll(simulator, {}, { credentials, input });
	expect(error?.message).toBe('The access token has expired (status 401)');
	expect(simulator.pageRequests).toBeLessThanOrEqual(6);
});

test('the session token of another worker, without its format, leads to the right one', async () => {
	const simulator = await bareHost();
	const credentials = suite.account(simulator);
	rowsOf(await suite.getAll(simulator, PAGES, { credentials }));
	const [owner] = String(credentials.stored.sessionToken).split('.');
	credentials.stored.sessionToken = `${owner}:${simulator.issueToken()}`;
	simulator.reset();
	rowsOf(await suite.getAll(simulator, PAGES, { credentials }));
	// This process knows what the host accepts.
	expect(signatures(simulator)).toBe('Bearer 0, bare 3');
});

test('a host that wants the word Bearer never gets a bare token', async () => {
	const simulator = await suite.simulator({ rows: 300, authorization: 'bearer' });
	const credentials = suite.account(simulator);
	for (const expires of [false, true, true]) {
		if (expires) simulator.revokeTokens();
		rowsOf(await suite.getAll(simulator, PAGES, { credentials }));
	}
	await httpRequestNode(credentials, `${simulator.url}/no/such/path`).catch(() => {});
	expect(signatures(simulator)).toMatch(/, bare 0$/);
	expect(simulator.violations).toEqual([]);
});
