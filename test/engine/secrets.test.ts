import { LoggerProxy } from 'n8n-workflow';
import { CLIENT_SECRET, leaksIn } from '../support/secrets';
import type { Simulator } from '../simulator/server';
import { rowsOf, Suite } from '../support/engine/suite';

const TOKEN_PATH = '/api/v3/token';

let suite: Suite;
const lines: unknown[] = [];
beforeAll(async () => {
	suite = await Suite.open();
	const note = (...line: unknown[]) => void lines.push(line);
	LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
});
afterEach(async () => await suite.end());

const smallLetters = (text: string): string => text.replace(/%../g, (byte) => byte.toLowerCase());

/** How a server may repeat what it received. */
const FORMS: Array<[string, (secret: string) => string]> = [
	['unchanged', (secret) => secret],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in lower case', (secret) => smallLetters(encodeURIComponent(secret))],
	['as a form', (secret) => new URLSearchParams({ secret }).toString()],
	['in base64', (secret) => Buffer.from(secret).toString('base64')],
	['in base64url', (secret) => Buffer.from(secret).toString('base64url')],
];

const BODIES: Array<[string, (text: string) => string]> = [
	['JSON', (text) => JSON.stringify({ code: 400, message: `You sent ${text} to us` })],
	[
		'XML',
		(text) =>
			`<response><code>400</code><message><![CDATA[You sent ${text} to us]]></message></response>`,
	],
	['text', (text) => `You sent ${text} to us`],
];

const CASES = FORMS.flatMap(([form, write]) =>
	BODIES.map(([format, body]) => ({ form, format, repeat: (text: string) => body(write(text)) })),
);

async function simulated(): Promise<Simulator> {
	return await suite.simulator({ rows: 5, clientSecret: CLIENT_SECRET });
}

const leaks = (outcome: unknown, secret: string): string[] =>
	leaksIn([outcome, lines.splice(0)], [secret, smallLetters(encodeURIComponent(secret))]);

describe.each(CASES)('a server that repeats it $form, in $format', ({ repeat }) => {
	test('does not show the client secret', async () => {
		const simulator = await simulated();
		const body = repeat(CLIENT_SECRET);
		simulator.faults.add({ on: { path: TOKEN_PATH, times: Infinity }, status: 401, body });
		const outcome = await suite.getAll(simulator);
		expect(outcome.error?.message).toContain('You sent');
		expect(leaks(outcome, CLIENT_SECRET)).toEqual([]);
		const onList = await simulated();
		onList.faults.add({ status: 400, body });
		const refused = await suite.getAll(onList);
		expect(refused.error?.description).toContain('You sent');
		expect(leaks(refused, CLIENT_SECRET)).toEqual([]);
	});

	test('does not show a pasted token or a session token', async () => {
		const simulator = await simulated();
		const credentials = suite.account(simulator);
		rowsOf(await suite.getAll(simulator, {}, { credentials }));
		const session = String(credentials.stored.sessionToken).replace(/^.*:/, '');
		const pasted = simulator.issueToken();
		const withPasted = suite.account(simulator, {
			authentication: 'accessToken',
			accessToken: pasted,
		});
		for (const [token, account] of [
			[session, credentials],
			[pasted, withPasted],
		] as const) {
			simulator.faults.add({ status: 403, body: repeat(token) });
			const outcome = await suite.getAll(simulator, {}, { credentials: account });
			expect(outcome.error?.description).toContain('You sent');
			expect(leaks(outcome, token)).toEqual([]);
		}
	});
});

test('the search for secrets finds them', () => {
	const hidden = Object.defineProperty(new Error('x'), 'cause', { value: { a: [CLIENT_SECRET] } });
	expect(leaksIn({ hidden }, [CLIENT_SECRET])).toEqual([CLIENT_SECRET]);
	for (const [, write] of FORMS.filter(([form]) => !form.includes('small'))) {
		expect(leaksIn([`x${write(CLIENT_SECRET)}y`], [CLIENT_SECRET])).toHaveLength(1);
	}
});
