/**
 * A server that caches the simulator's responses, so that the benchmark measures their reader and not the
 * simulator: the first request for a page creates it, later ones get the same bytes from memory.
 * Run as `replay.ts <spec as JSON>`. It prints its addresses as JSON.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Simulator } from '../../test/simulator/server';
import { startSimulator } from '../../test/simulator/server';

/** An account: its module results, which are spread among its learners, and the format of its responses. */
export interface AccountSpec {
	rows: number;
	users: number;
	format: 'auto' | 'xml';
}

/** The address and the credential of the account. */
export interface Account {
	url: string;
	clientId: string;
	clientSecret: string;
}

/** The same account at two addresses: one answers at once, the other delays every page. */
export interface Accounts {
	atOnce: Account;
	delayed: Account;
}

/** The path that returns the number of lists requested so far, without the delay. */
export const COUNT_PATH = '/_requests';

/** How long a page takes from far away. */
const LATENCY_MS = 300;

interface CachedResponse {
	status: number;
	type: string;
	body: Buffer;
}

const COURSES = 20;

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return parts.length === 0 ? undefined : Buffer.concat(parts);
}

async function forward(simulator: Simulator, request: IncomingMessage): Promise<CachedResponse> {
	const { accept = '*/*', authorization = '', 'content-type': type } = request.headers;
	const response = await fetch(simulator.url + request.url, {
		method: request.method,
		headers: { accept, authorization, ...(type && { 'content-type': type }) },
		body: await bodyOf(request),
	});
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? '',
		body: Buffer.from(await response.arrayBuffer()),
	};
}

function send(response: ServerResponse, { status, type, body }: CachedResponse): void {
	response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
}

/** Responds from the cache, which both addresses share. */
class Replay {
	private readonly cache = new Map<string, CachedResponse>();
	private requests = 0;

	constructor(private readonly simulator: Simulator) {}

	/** Serves the account at an address of its own, and returns the address. */
	async listen(delayMs: number): Promise<string> {
		const server = createServer((request, response) => {
			void this.respond(request, delayMs).then((result) => send(response, result));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	private async respond(request: IncomingMessage, delayMs: number): Promise<CachedResponse> {
		const { method, url, headers } = request;
		if (url === COUNT_PATH) {
			return { status: 200, type: 'application/json', body: Buffer.from(String(this.requests)) };
		}
		if (method !== 'GET') return await forward(this.simulator, request);
		this.requests += 1;
		const [page] = await Promise.all([
			this.page(`${headers.accept} ${url}`, request),
			delayMs > 0 ? pause(delayMs) : undefined,
		]);
		return page;
	}

	private async page(key: string, request: IncomingMessage): Promise<CachedResponse> {
		const cached = request.headers.authorization ? this.cache.get(key) : undefined;
		if (cached) return cached;
		const fresh = await forward(this.simulator, request);
		if (fresh.status === 200) this.cache.set(key, fresh);
		return fresh;
	}
}

async function main({ rows, users, format }: AccountSpec): Promise<void> {
	const tokenLifeSeconds = 86_400;
	const options = { rows, users, courses: COURSES, format, tokenLifeSeconds };
	const simulator = await startSimulator(options);
	const replay = new Replay(simulator);
	const { clientId, clientSecret } = simulator;
	const accounts: Accounts = {
		atOnce: { url: await replay.listen(0), clientId, clientSecret },
		delayed: { url: await replay.listen(LATENCY_MS), clientId, clientSecret },
	};
	process.stdout.write(`${JSON.stringify(accounts)}\n`);
}

if (require.main === module) void main(JSON.parse(process.argv[2]) as AccountSpec);
