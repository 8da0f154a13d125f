/** Redaction of secrets in any form, wherever a server message reaches a person. */
import { LoggerProxy, sleep } from 'n8n-workflow';
import { CLIENT_SECRET, leaksIn } from '../support/secrets';
import type { Fault, Simulator } from '../simulator/server';
import type { StoredCredentials } from '../support/engine/storedCredentials';
import { testCredential } from '../support/engine/otherUses';
import { rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
const lines: unknown[] = [];
beforeAll(() => {
	const note = (...line: unknown[]) => void lines.push(line);
	LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
});

const TOKEN_PATH = '/api/v3/token';
const ONCE = { maxRetries: 0 };

interface Route {
	/** The path where the server repeats the request. */
	path: string;
	/** Returns everything that a person, the log or the database can see. */
	run: (simulator: Simulator, credentials: StoredCredentials) => Promise<unknown>;
}

const caught = async (promise: Promise<unknown>): Promise<unknown> =>
	await promise.catch((error: unknown) => error);

const ROUTES: Record<string, Route> = {
	'a page': {
		path: '/learners/modules/results',
		run: async (simulator, credentials) =>
			await suite.getAll(simulator, { options: ONCE }, { credentials }),
	},
	'a file': {
		path: '/learners/modules/results',
		run: async (simulator, credentials) =>
			await suite.exportFile(simulator, { options: ONCE }, { credentials }),
	},
	names: {
		path: '/users/v2',
		run: async (simulator, credentials) =>
			await suite.getAll(simulator, { output: 'all', options: ONCE }, { credentials }),
	},
	'Skip Invalid IDs': {
		path: '/learners/modules/results',
		run: async (simulator, credentials) =>
			await suite.getAll(
				simulator,
				{
					filters: { userIds: simulator.world.users[0].id },
					options: { ...ONCE, skipInvalidIds: true },
				},
				{ credentials },
			),
	},
	'a pick-list': {
		path: '/users/v2',
		run: async (_simulator, credentials) => await suite.engine.pick('getUsers', credentials, {}),
	},
	'the trigger': {
		path: '/learners/modules/results',
		run: async (simulator, credentials) =>
			await caught(suite.poller(simulator, { credentials, fields: { options: ONCE } }).activate()),
	},
	'the test of the credential': {
		path: '/learners/modules/results',
		run: async (_simulator, credentials) =>
			await testCredential(suite.engine.credentialType, credentials),
	},
};

/** Expects the server message without the secrets. */
function expectMasked(seen: unknown, secrets: string[], message = 'You sent'): void {
	const all = [seen, lines.splice(0)];
	expect(leaksIn(all, [message])).not.toEqual([]);
	expect(leaksIn(all, secrets)).toEqual([]);
}

const repeating = (path: string, more: Fault = {}): Fault => ({
	on: { path, times: Infinity },
	status: 422,
	repeats: true,
	...more,
});

const STORED: Array<[string, (token: string) => string]> = [
	['with Bearer', (token) => `Bearer ${token}`],
	['with a line break', (token) => `${token}\r\n`],
	['with a line break in the middle', (token) => `${token.slice(0, 20)}\n${token.slice(20)}`],
	['with invisible characters', (token) => `\u200B${token}\u2060`],
];

describe.each(Object.entries(ROUTES))('%s', (_route, { path, run }) => {
	test.each(STORED)('does not leak a token pasted %s', async (_form, paste) => {
		const simulator = await suite.simulator({ rows: 5 });
		const token = simulator.issueToken();
		for (const sessionToken of ['pasted.bearer:', 'pasted.bare:']) {
			const credentials = suite.account(simulator, {
				authentication: 'accessToken',
				accessToken: paste(token),
				sessionToken,
			});
			simulator.faults.add(repeating(path));
			expectMasked(await run(simulator, credentials), [token]);
			expect(simulator.requests.at(-1)?.headers.authorization).toContain(token);
		}
	});

	test('does not leak a token that another worker replaced during the request', async () => {
		const simulator = await suite.simulator({ rows: 5 });
		const credentials = suite.account(simulator);
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		const stored = String(credentials.stored.sessionToken);
		const token = stored.replace(/^.*:/, '');
		simulator.reset();
		simulator.faults.add(repeating(path, { delayMs: 50 }));
		const seen = run(simulator, credentials);
		while (simulator.requests.every((request) => request.path !== path)) {
			await sleep(2);
		}
		credentials.stored.sessionToken = stored.replace(token, simulator.issueToken());
		const sent = simulator.requests.map(({ headers }) => headers.authorization ?? '');
		const tokens = sent.map((header) => header.replace('Bearer ', '')).filter(Boolean);
		expectMasked(await seen, [token, ...tokens]);
	});

	test('does not leak a token in a quoted or truncated plain-text body', async () => {
		const simulator = await suite.simulator({ rows: 5 });
		const token = simulator.issueToken();
		const credentials = suite.account(simulator, {
			authentication: 'accessToken',
			accessToken: `Bearer ${token}`,
			sessionToken: 'pasted:',
		});
		for (const before of [0, 80, 100]) {
			const body = `You sent ${'x'.repeat(before)} ${token}`;
			simulator.faults.clear();
			simulator.faults.add({ on: { path, times: Infinity }, body });
			const seen = await run(simulator, credentials);
			expectMasked(seen, [token, token.slice(0, 8)]);
		}
		const message = `You sent ${'x'.repeat(275)}${token}`;
		simulator.faults.clear();
		simulator.faults.add({ on: { path, times: Infinity }, status: 422, body: message });
		expectMasked(await run(simulator, credentials), [token, token.slice(0, 8)]);
	});
});

describe('a client secret', () => {
	test.each([
		['a trailing space', `${CLIENT_SECRET} `],
		['a line break', `\n${CLIENT_SECRET}\n`],
		['invisible characters', `\u2060${CLIENT_SECRET}\u200B`],
	])('stored with %s is leaked neither as sent nor as stored', async (_form, stored) => {
		const simulator = await suite.simulator({ rows: 5, clientSecret: CLIENT_SECRET });
		const credentials = suite.account(simulator, { clientSecret: stored });
		simulator.faults.add(repeating(TOKEN_PATH, { on: { path: TOKEN_PATH, times: 1 } }));
		const routes = [
			async () => await suite.getAll(simulator, {}, { credentials }),
			async () => await testCredential(suite.engine.credentialType, credentials),
		];
		for (const route of routes) {
			simulator.faults.clear();
			simulator.faults.add(repeating(TOKEN_PATH));
			expectMasked(await route(), [CLIENT_SECRET, stored], 'client_id');
		}
		simulator.faults.clear();
		const body = `You sent "${stored}" or "${CLIENT_SECRET}"`;
		simulator.faults.add({ on: { times: Infinity }, status: 422, body });
		expectMasked(await suite.getAll(simulator, {}, { credentials }), [CLIENT_SECRET, stored]);
	});

	test('does not make a token request leak a leftover token', async () => {
		const simulator = await suite.simulator({ rows: 5 });
		const token = simulator.issueToken();
		const credentials = suite.account(simulator, { accessToken: `Bearer ${token}\n` });
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		const session = String(credentials.stored.sessionToken).replace(/^.*:/, '');
		simulator.revokeTokens();
		const body = `You sent ${token} and had ${session}`;
		simulator.faults.add({ on: { path: TOKEN_PATH, times: Infinity }, status: 422, body });
		expectMasked(await suite.getAll(simulator, {}, { credentials }), [token, session]);
	});
});
