import { LoggerProxy } from 'n8n-workflow';
import { CLIENT_SECRET, leaksIn } from '../support/secrets';
import type { Simulator } from '../simulator/server';
import { rowsOf, useSuite } from '../support/engine/suite';

const TOKEN_PATH = '/api/v3/token';

const suite = useSuite();
const lines: unknown[] = [];
beforeAll(() => {
	const note = (...line: unknown[]) => void lines.push(line);
	LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
});

const lowerCaseEscapes = (text: string): string =>
	text.replace(/%../g, (byte) => byte.toLowerCase());

/** How a server may encode a secret that it repeats. */
const FORMS: Array<[string, (secret: string) => string]> = [
	['verbatim', (secret) => secret],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in lower case', (secret) => lowerCaseEscapes(encodeURIComponent(secret))],
	['form-encoded', (secret) => new URLSearchParams({ secret }).toString()],
	['in base64', (secret) => Buffer.from(secret).toString('base64')],
	['in base64url', (secret) => Buffer.from(secret).toString('base64url')],
];

const BODIES: Array<[string, (secret: string) => string]> = [
	['JSON', (secret) => JSON.stringify({ code: 400, message: `You sent ${secret} to us` })],
	[
		'XML',
		(secret) =>
			`<response><code>400</code><message><![CDATA[You sent ${secret} to us]]></message></response>`,
	],
	['text', (secret) => `You sent ${secret} to us`],
];

const CASES = FORMS.flatMap(([form, write]) =>
	BODIES.map(([format, body]) => ({
		form,
		format,
		repeat: (secret: string) => body(write(secret)),
	})),
);

async function startSimulator(): Promise<Simulator> {
	return await suite.simulator({ rows: 5, clientSecret: CLIENT_SECRET });
}

const leaks = (outcome: unknown, secret: string): string[] =>
	leaksIn([outcome, lines.splice(0)], [secret, lowerCaseEscapes(encodeURIComponent(secret))]);

describe.each(CASES)('a server that repeats a secret $form, in $format', ({ repeat }) => {
	test('does not leak the client secret', async () => {
		const simulator = await startSimulator();
		const body = repeat(CLIENT_SECRET);
		simulator.faults.add({ on: { path: TOKEN_PATH, times: Infinity }, status: 401, body });
		const outcome = await suite.getAll(simulator);
		expect(outcome.error?.message).toContain('You sent');
		expect(leaks(outcome, CLIENT_SECRET)).toEqual([]);
		const onList = await startSimulator();
		onList.faults.add({ status: 400, body });
		const refused = await suite.getAll(onList);
		expect(refused.error?.description).toContain('You sent');
		expect(leaks(refused, CLIENT_SECRET)).toEqual([]);
	});

	test('does not leak a pasted token or a session token', async () => {
		const simulator = await startSimulator();
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

test('leaksIn finds a secret in a hidden property and in every encoding', () => {
	const hidden = Object.defineProperty(new Error('x'), 'cause', { value: { a: [CLIENT_SECRET] } });
	expect(leaksIn({ hidden }, [CLIENT_SECRET])).toEqual([CLIENT_SECRET]);
	for (const [, write] of FORMS.filter(([form]) => !form.includes('lower case'))) {
		expect(leaksIn([`x${write(CLIENT_SECRET)}y`], [CLIENT_SECRET])).toHaveLength(1);
	}
});
