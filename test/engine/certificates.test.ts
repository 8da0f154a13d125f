/** A host with an untrusted certificate, over real https. */
import { SELF_SIGNED } from '../simulator/certificate';
import type { Simulator } from '../simulator/server';
import type { StoredCredentials } from '../support/engine/storedCredentials';
import { httpRequestNode, testCredential } from '../support/engine/otherUses';
import { rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
let simulator: Simulator;
beforeEach(async () => {
	simulator = await suite.simulator({ rows: 60, tls: SELF_SIGNED });
});

const RESULTS = '/learners/modules/results';
const KEY_PAIR = () => ({});
const PASTED = () => ({ authentication: 'accessToken', accessToken: simulator.issueToken() });
const NAMES = { output: 'all', options: { maxRetries: 0 } };

/** Everything that sends requests with the credential. Each returns its result or throws. */
const USES: Array<[string, (credentials: StoredCredentials) => Promise<unknown>]> = [
	[
		'pages and names',
		async (credentials) => rowsOf(await suite.getAll(simulator, NAMES, { credentials })),
	],
	[
		'a file',
		async (credentials) => rowsOf(await suite.exportFile(simulator, NAMES, { credentials })),
	],
	[
		'a pick-list',
		async (credentials) => {
			const list = await suite.engine.pick('getUsers', credentials, {});
			if (list.length < 10) throw new Error(`${list[0].name}. ${list[0].description}`);
			return list;
		},
	],
	[
		'the trigger',
		async (credentials) =>
			await suite
				.poller(simulator, { credentials })
				.test()
				.catch((error: Error & { description?: string }) => {
					throw new Error(`${error.message}. ${error.description}`);
				}),
	],
	[
		'the test of the credential',
		async (credentials) => {
			const result = await testCredential(suite.engine.credentialType, credentials);
			if (result.status !== 'OK') throw new Error(result.message);
		},
	],
	[
		'the HTTP Request node',
		async (credentials) => await httpRequestNode(credentials, `${simulator.url}${RESULTS}`),
	],
];

describe.each([
	['a key pair', KEY_PAIR],
	['a pasted token', PASTED],
])('with %s', (_way, values) => {
	test.each(USES)('%s connects with Ignore SSL Issues in the credential', async (_name, use) => {
		const credentials = suite.account(simulator, { ...values(), allowUnauthorizedCerts: true });
		await use(credentials);
		expect(simulator.requests.length).toBeGreaterThan(0);
		expect(simulator.violations).toEqual([]);
	});

	test.each(USES)('%s fails without Ignore SSL Issues and sends nothing', async (_name, use) => {
		const credentials = suite.account(simulator, values());
		await expect(use(credentials)).rejects.toThrow(/certificate/);
		expect(simulator.requests).toEqual([]);
	});
});

test.each([
	['a key pair', KEY_PAIR, "Couldn't reach iSpring Learn to sign in"],
	['a pasted token', PASTED, "Couldn't reach iSpring Learn"],
])(
	'with %s, the message names the certificate and the credential field',
	async (_way, values, message) => {
		const credentials = suite.account(simulator, values());
		const { error } = await suite.getAll(simulator, {}, { credentials });
		expect(error?.message).toBe(message);
		expect(error?.description).toContain("n8n doesn't trust the certificate of the API");
		expect(error?.description).toContain('It is self-signed');
		expect(error?.description).toContain("'Ignore SSL Issues (Insecure)' in the credential");
	},
);

test("n8n's node option applies to page requests only, and the token error names the credential option", async () => {
	const requestOptions = { allowUnauthorizedCerts: true };
	const accessToken = simulator.issueToken();
	const pasted = { authentication: 'accessToken', accessToken, sessionToken: 'pasted:' };
	const credentials = suite.account(simulator, pasted);
	expect(rowsOf(await suite.getAll(simulator, { requestOptions }, { credentials }))).toHaveLength(
		60,
	);
	const { error } = await suite.getAll(simulator, { requestOptions });
	expect(error?.description).toContain("'Ignore SSL Issues (Insecure)' in the credential");
});
