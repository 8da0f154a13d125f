/**
 * A server that caches the simulator's responses, so that the benchmark measures their reader and not the
 * simulator: the first request for a page creates it, later ones get the same bytes from memory.
 * Run as `replay.ts <rows> <auto|xml>`. It prints its address as JSON.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../test/simulator/server';
import { startSimulator } from '../test/simulator/server';

/** The address and the credential of the account. */
export interface Account {
	url: string;
	clientId: string;
	clientSecret: string;
}

interface CachedResponse {
	status: number;
	type: string;
	body: Buffer;
}

/** Learners of the account. The results are spread among them. */
const USERS = 5_000;

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

async function main(rows: number, format: 'auto' | 'xml'): Promise<void> {
	const simulator = await startSimulator({ rows, users: USERS, format, tokenLifeSeconds: 86_400 });
	const cache = new Map<string, CachedResponse>();
	const respond = async (request: IncomingMessage): Promise<CachedResponse> => {
		const key = `${request.headers.accept} ${request.url}`;
		const cached = request.headers.authorization ? cache.get(key) : undefined;
		if (cached) return cached;
		const fresh = await forward(simulator, request);
		if (request.method === 'GET' && fresh.status === 200) cache.set(key, fresh);
		return fresh;
	};
	const server = createServer((request, response) => {
		void respond(request).then((result) => send(response, result));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const { clientId, clientSecret } = simulator;
	const account: Account = { url: `http://127.0.0.1:${port}`, clientId, clientSecret };
	process.stdout.write(`${JSON.stringify(account)}\n`);
}

if (require.main === module) {
	const [rows, format] = process.argv.slice(2);
	void main(Number(rows), format === 'xml' ? 'xml' : 'auto');
}
