/**
 * The simulator with its answers kept: what is measured shall be who reads them, not who makes them.
 * The first reading of a page makes it, and every later one gets the same bytes from memory.
 * Run as a program of its own: `replay.ts <rows> <auto|xml>`; prints where it listens as JSON.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../test/simulator/server';
import { startSimulator } from '../test/simulator/server';

/** What a program has to know to sign in. */
export interface Account {
	url: string;
	clientId: string;
	clientSecret: string;
}

interface Answer {
	status: number;
	type: string;
	body: Buffer;
}

/** Learners of the account, among whom the results are spread. */
const USERS = 5_000;

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return parts.length === 0 ? undefined : Buffer.concat(parts);
}

async function ask(simulator: Simulator, request: IncomingMessage): Promise<Answer> {
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

function send(response: ServerResponse, { status, type, body }: Answer): void {
	response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
}

async function main(rows: number, format: 'auto' | 'xml'): Promise<void> {
	const simulator = await startSimulator({ rows, users: USERS, format, tokenLifeSeconds: 86_400 });
	const kept = new Map<string, Answer>();
	const answer = async (request: IncomingMessage): Promise<Answer> => {
		const key = `${request.headers.accept} ${request.url}`;
		const known = request.headers.authorization ? kept.get(key) : undefined;
		if (known) return known;
		const fresh = await ask(simulator, request);
		if (request.method === 'GET' && fresh.status === 200) kept.set(key, fresh);
		return fresh;
	};
	const server = createServer((request, response) => {
		void answer(request).then((given) => send(response, given));
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
