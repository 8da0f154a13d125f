/** Proxies and firewalls between n8n and the API, over real connections, and failures within n8n. */
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { LoggerProxy } from 'n8n-workflow';
import { CLIENT_SECRET, leaksIn } from '../support/secrets';
import type { Outcome } from '../support/engine/engine';
import { testCredential } from '../support/engine/otherUses';
import { useSuite } from '../support/engine/suite';

const suite = useSuite();
const closing: Array<() => void> = [];
const lines: unknown[][] = [];
const note = (...line: unknown[]) => void lines.push(line);
beforeEach(() => {
	lines.length = 0;
	LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
});
afterEach(() => {
	for (const close of closing.splice(0)) close();
	for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) delete process.env[name];
});

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	closing.push(() => void server.close());
	return (server.address() as AddressInfo).port;
}

/** Starts a host with one request handler. */
async function host(answer: RequestListener): Promise<string> {
	return `http://127.0.0.1:${await listen(createServer(answer))}`;
}

/** Starts a host that sends raw bytes. */
async function rawHost(head: string): Promise<string> {
	const server = createTcpServer((socket) => {
		socket.on('error', () => {});
		socket.end(head);
	});
	return `http://127.0.0.1:${await listen(server)}`;
}

/** Starts a proxy that answers CONNECT with `head`, or hangs up for null. */
async function proxy(head: string | null): Promise<void> {
	const server = createServer();
	server.on('connect', (_request, socket) => (head === null ? socket.destroy() : socket.end(head)));
	process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(server)}`;
}

const KEY_PAIR = { clientId: 'a', clientSecret: CLIENT_SECRET };
const PASTED = { authentication: 'accessToken', accessToken: 'a-pasted-token' };
const SIGNED_IN = { ...PASTED, sessionToken: 'pasted:' };

async function messagesFor(baseUrl: string): Promise<string[]> {
	const messages: string[] = [];
	for (const values of [SIGNED_IN, KEY_PAIR, PASTED]) {
		const credentials = suite.engine.credentials({ host: 'custom', baseUrl, ...values });
		const simulator = await suite.simulator();
		const options = { options: { maxRetries: 0 } };
		const { error } = await suite.getAll(simulator, options, { credentials });
		messages.push(`${error?.message}. ${error?.description}`);
		const testResult = await testCredential(suite.engine.credentialType, credentials);
		expect(testResult.status).toBe('Error');
		messages.push(testResult.message);
	}
	return messages;
}

const RESPONSES: Array<[string, () => Promise<string>, RegExp]> = [
	[
		'a firewall’s page with 403',
		async () => await host((_, res) => res.writeHead(403).end('<html>Blocked by policy</html>')),
		/A proxy or firewall blocked the request.*status 403/,
	],
	[
		'451 with a web page',
		async () => await host((_, res) => res.writeHead(451).end('<!DOCTYPE html><p>Blocked')),
		/A proxy or firewall blocked the request.*status 451/,
	],
	[
		'407 with a web page',
		async () => await host((_, res) => res.writeHead(407).end('<html>Sign in</html>')),
		/The proxy that n8n uses requires a username.*status 407/,
	],
	[
		'a wrong Content-Encoding',
		async () =>
			await host((_, res) => res.setHeader('Content-Encoding', 'gzip').end('{"results":[]}')),
		/'Content-Encoding' header/,
	],
	[
		'unreadable headers',
		async () => await rawHost('HTTP/1.1 200 OK\r\nBad Header\x01: x\r\n\r\n'),
		/headers that n8n can't read/,
	],
	[
		'headers without an end',
		async () => await rawHost(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`),
		/headers that n8n can't read/,
	],
	[
		'something that is not HTTP',
		async () => await rawHost('SSH-2.0-OpenSSH_9.6\r\n'),
		/headers that n8n can't read/,
	],
];

test.each(RESPONSES)('blames the proxy or firewall for %s', async (_name, open, expected) => {
	for (const message of await messagesFor(await open())) {
		expect(message).toMatch(expected);
		expect(message).toMatch(/proxy|firewall/i);
		expect(message).not.toMatch(/region|Client Secret/);
	}
});

test('blames the proxy or firewall for endless redirects', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const location = '/learners/modules/results?again=1';
	simulator.faults.add({ on: { times: Infinity }, status: 302, headers: { location }, body: '' });
	const { error } = await suite.getAll(simulator);
	expect(error?.message).toBe('The request was redirected too many times');
	expect(error?.description).toMatch(/A proxy or firewall .*\(ERR_FR_TOO_MANY_REDIRECTS\)$/);
});

describe('a proxy in HTTPS_PROXY', () => {
	const API = 'https://api-learn.ispring.example';
	test.each([
		['HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 4\r\n\r\nauth', /407/],
		[null, /The proxy that n8n uses didn't respond/],
	])('is blamed when it answers %j', async (head, expected) => {
		await proxy(head);
		for (const message of await messagesFor(API)) {
			expect(message).toMatch(expected);
			expect(message).toContain('HTTPS_PROXY and NO_PROXY');
			expect(message).not.toContain('region');
		}
	});

	test('is blamed when it refuses connections', async () => {
		const server = createServer();
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(server)}`;
		await new Promise((resolve) => server.close(resolve));
		for (const message of await messagesFor(API)) {
			expect(message).toContain("The proxy that n8n uses didn't respond");
			expect(message).not.toContain('region');
		}
	});
});

describe('a failure within n8n', () => {
	/** Reads a page with a logger that throws, so the error comes from within the package. */
	async function failWith(error: Error): Promise<Outcome & { requests: number }> {
		const debug = (message: string) => {
			if (message.startsWith('iSpring Learn: page')) throw error;
		};
		LoggerProxy.init({ error: note, warn: note, info: note, debug });
		const simulator = await suite.simulator({ rows: 5, clientSecret: CLIENT_SECRET });
		return { ...(await suite.getAll(simulator)), requests: simulator.pageRequests };
	}

	test('a bug of the package is reported as such, and its redacted stack is logged', async () => {
		const fault = new TypeError(`Cannot read ${CLIENT_SECRET} of undefined`);
		const { error, requests } = await failWith(fault);
		expect(error?.message).toBe('The iSpring Learn package has a bug');
		expect(error?.description).toContain('"Cannot read *** of undefined"');
		expect(requests).toBe(1);
		const logged = lines.map(([message]) => String(message)).join('\n');
		expect(logged).toContain('TypeError: Cannot read *** of undefined');
		expect(logged).toMatch(/\n\s+at .*between\.test/);
		expect(leaksIn([error, lines], [CLIENT_SECRET])).toEqual([]);
	});

	test.each(['ENOSPC', 'EMFILE', 'EACCES'])(
		'%s is reported as a failure of the machine, without a retry',
		async (code) => {
			const { error, requests } = await failWith(Object.assign(new Error(`${code}: x`), { code }));
			expect(error?.message).toBe('The server that n8n runs on stopped the node');
			expect(error?.description).toContain(`(${code}). iSpring Learn isn't the cause.`);
			expect(requests).toBe(1);
		},
	);
});
