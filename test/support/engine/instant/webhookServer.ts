/** The part of n8n's server that receives webhooks: raw bodies, JSON, and Express's response as far as nodes use it. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** n8n's default limit. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A request with what n8n and Express add to it. */
export type WebhookRequest = IncomingMessage & {
	rawBody: Buffer;
	body: unknown;
	params: object;
	query: object;
	contentType: string;
};

/** A response with those methods of Express that nodes use. */
export type WebhookResponse = ServerResponse & {
	status: (code: number) => WebhookResponse;
	send: (body?: unknown) => WebhookResponse;
	json: (body: unknown) => WebhookResponse;
};

/** What the server answers; null if the node has answered. */
export type Reply = { status: number; body: unknown } | null;

export type Receive = (
	path: string,
	request: WebhookRequest,
	response: WebhookResponse,
) => Promise<Reply>;

function asExpress(raw: ServerResponse): WebhookResponse {
	const response: WebhookResponse = Object.assign(raw, {
		status: (code: number) => {
			raw.statusCode = code;
			return response;
		},
		send: (body: unknown = '') => {
			if (!raw.writableEnded) raw.end(typeof body === 'string' ? body : JSON.stringify(body));
			return response;
		},
		json: (body: unknown) => response.send(body),
	});
	return response;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** Parses a body as n8n does before it calls the node. Throws for JSON that it can't parse. */
function parseJson(body: Buffer, contentType: string): unknown {
	const text = body.toString('utf8').replace(/^\uFEFF/, '');
	return contentType === 'application/json' && text !== '' ? (JSON.parse(text) as unknown) : {};
}

export class WebhookServer {
	private constructor(private readonly server: Server) {}

	static async start(receive: Receive): Promise<WebhookServer> {
		const answer = async (raw: IncomingMessage, response: WebhookResponse): Promise<Reply> => {
			const rawBody = await readBody(raw);
			if (rawBody.length > MAX_BODY_BYTES) return { status: 413, body: 'request entity too large' };
			const [contentType] = (raw.headers['content-type'] ?? '').split(';');
			let body: unknown;
			try {
				body = parseJson(rawBody, contentType);
			} catch {
				return { status: 422, body: { message: 'Failed to parse request body' } };
			}
			const more = { rawBody, body, params: {}, query: {}, contentType };
			const path = (raw.url ?? '').split('?')[0];
			return await receive(path, Object.assign(raw, more), response);
		};
		const server = createServer((request, raw) => {
			const response = asExpress(raw);
			answer(request, response)
				.catch((error: unknown) => ({ status: 500, body: { message: String(error) } }))
				.then((reply) => reply && response.status(reply.status).send(reply.body));
		});
		await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
		return new WebhookServer(server);
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}
}
