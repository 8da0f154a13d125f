/** Proxies and firewalls between n8n and the API Host, over real connections, and faults on the side of n8n. */
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { LoggerProxy } from 'n8n-workflow';
import { CLIENT_SECRET, leaksIn } from '../support/secrets';
import type { Outcome } from '../support/engine/engine';
import { testCredential } from '../support/engine/otherUses';
import { Suite } from '../support/engine/suite';

let suite: Suite;
const closing: Array<() => void> = [];
const lines: unknown[][] = [];
const note = (...line: unknown[]) => void lines.push(line);
beforeAll(async () => {
	suite = await Suite.open();
});
beforeEach(() => {
	lines.length = 0;
	LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
});
afterEach(async () => {
	for (const close of closing.splice(0)) close();
	for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) delete process.env[name];
	await suite.end();
});

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	closing.push(() => void server.close());
	return (server.address() as AddressInfo).port;
}

/** A host that answers every request like this. */
async function host(answer: RequestListener): Promise<string> {
	return `http://127.0.0.1:${await listen(createServer(answer))}`;
}

/** A host that sends these bytes. */
async function rawHost(head: string): Promise<string> {
	const server = createTcpServer((socket) => {
		socket.on('error', () => {});
		socket.end(head);
	});
	return `http://127.0.0.1:${await listen(server)}`;
}

/** A proxy that answers CONNECT like this. With null, it closes the connection. */
async function proxy(head: string | null): Promise<void> {
	const server = createServer();
	server.on('connect', (_request, socket) => (head === null ? socket.destroy() : socket.end(head)));
	process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(server)}`;
}

const KEY_PAIR = { clientId: 'a', clientSecret: CLIENT_SECRET };
const PASTED = { authentication: 'accessToken', accessToken: 'a-pasted-token' };
const SIGNED_IN = { ...PASTED, sessionToken: 'pasted:' };

async function wordsFor(baseUrl: string): Promise<string[]> {
	const words: string[] = [];
	for (const values of [SIGNED_IN, KEY_PAIR, PASTED]) {
		const credentials = suite.engine.credentials({ host: 'custom', baseUrl, ...values });
		const simulator = await suite.simulator();
		const options = { options: { maxRetries: 0 } };
		const { error } = await suite.getAll(simulator, options, { credentials });
		words.push(`${error?.message}. ${error?.description}`);
		const tested = await testCredential(suite.engine.credentialType, credentials);
		expect(tested.status).toBe('Error');
		words.push(tested.message);
	}
	return words;
}

const ANSWERS: Array<[string, () => Promise<string>, RegExp]> = [
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
		/The proxy that n8n uses wants a user name.*status 407/,
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
		/headers that n8n cannot read/,
	],
	[
		'headers without an end',
		async () => await rawHost(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`),
		/headers that n8n cannot read/,
	],
	[
		'something that is not HTTP',
		async () => await rawHost('SSH-2.0-OpenSSH_9.6\r\n'),
		/headers that n8n cannot read/,
	],
];

test.each(ANSWERS)('%s names the proxy or firewall', async (_name, open, happened) => {
	for (const words of await wordsFor(await open())) {
		expect(words).toMatch(happened);
		expect(words).toMatch(/proxy|firewall/i);
		expect(words).not.toMatch(/API Host|Client Secret/);
	}
});

test('endless redirects name the proxy or firewall', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	const location = '/learners/modules/results?again=1';
	simulator.faults.add({ on: { times: Infinity }, status: 302, headers: { location }, body: '' });
	const { error } = await suite.getAll(simulator);
	expect(error?.message).toBe('The request was redirected again and again');
	expect(error?.description).toMatch(/^A proxy or firewall .*\(ERR_FR_TOO_MANY_REDIRECTS\)$/);
});

describe('a proxy in HTTPS_PROXY', () => {
	const API = 'https://api-learn.ispring.example';
	test.each([
		['HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 4\r\n\r\nauth', /407/],
		[null, /The proxy that n8n uses did not answer/],
	])('that answers %j is named', async (head, happened) => {
		await proxy(head);
		for (const words of await wordsFor(API)) {
			expect(words).toMatch(happened);
			expect(words).toContain('HTTPS_PROXY and NO_PROXY');
			expect(words).not.toContain('API Host');
		}
	});

	test('that refuses connections is named', async () => {
		const server = createServer();
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(server)}`;
		await new Promise((resolve) => server.close(resolve));
		for (const words of await wordsFor(API)) {
			expect(words).toContain('The proxy that n8n uses did not answer');
			expect(words).not.toContain('API Host');
		}
	});
});

describe('on the side of n8n', () => {
	/** Makes n8n's log throw while a page is read, so that the package throws. */
	async function throwing(error: Error): Promise<Outcome & { requests: number }> {
		const debug = (message: string) => {
			if (message.startsWith('iSpring Learn: page')) throw error;
		};
		LoggerProxy.init({ error: note, warn: note, info: note, debug });
		const simulator = await suite.simulator({ rows: 5, clientSecret: CLIENT_SECRET });
		return { ...(await suite.getAll(simulator)), requests: simulator.pageRequests };
	}

	test('a fault of the package is reported as one, and the log has its stack without secrets', async () => {
		const fault = new TypeError(`Cannot read ${CLIENT_SECRET} of undefined`);
		const { error, requests } = await throwing(fault);
		expect(error?.message).toBe('The iSpring Learn package itself is at fault');
		expect(error?.description).toContain('"Cannot read *** of undefined"');
		expect(requests).toBe(1);
		const logged = lines.map(([message]) => String(message)).join('\n');
		expect(logged).toContain('TypeError: Cannot read *** of undefined');
		expect(logged).toMatch(/\n\s+at .*between\.test/);
		expect(leaksIn([error, lines], [CLIENT_SECRET])).toEqual([]);
	});

	test.each(['ENOSPC', 'EMFILE', 'EACCES'])(
		'%s is not blamed on iSpring Learn, and is not retried',
		async (code) => {
			const { error, requests } = await throwing(Object.assign(new Error(`${code}: x`), { code }));
			expect(error?.message).toBe('The machine that n8n runs on stopped the node');
			expect(error?.description).toContain(`(${code}). iSpring Learn is not the cause.`);
			expect(requests).toBe(1);
		},
	);
});
