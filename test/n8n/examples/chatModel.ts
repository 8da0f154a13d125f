/** A stand-in for a chat model. It speaks OpenAI's chat completions, and the test decides its replies. */
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';

export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string;
}

export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string; description: string; parameters: IDataObject } }>;
	stream?: boolean;
}

/** The model's reply: a tool to call, or the answer. */
export type Reply = { tool: string; input: IDataObject } | { answer: string };

/** Returns the reply to a request; `turn` counts from 0. */
export type Script = (request: ChatRequest, turn: number) => Reply;

export class ChatModel {
	readonly requests: ChatRequest[] = [];

	private constructor(
		private readonly script: Script,
		private readonly server: Server,
	) {}

	static async start(script: Script): Promise<ChatModel> {
		const server = createServer((request, response) => {
			model.respond(request, response).catch(() => response.destroy());
		});
		const model = new ChatModel(script, server);
		await once(server.listen(0, '127.0.0.1'), 'listening');
		return model;
	}

	/** The base URL for the credential. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	async close(): Promise<void> {
		const closed = once(this.server.close(), 'close');
		this.server.closeAllConnections();
		await closed;
	}

	private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (request.url !== '/v1/chat/completions') {
			response.writeHead(404).end();
			return;
		}
		const asked = JSON.parse(await text(request)) as ChatRequest;
		const turn = this.requests.push(asked) - 1;
		const message = messageOf(this.script(asked, turn), turn);
		const finish_reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
		const common = { id: `chat-${turn}`, created: 0, model: 'stand-in' };
		if (asked.stream) {
			const choices = [{ index: 0, delta: message, finish_reason }];
			const chunk = { ...common, object: 'chat.completion.chunk', choices };
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
			return;
		}
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		const choices = [{ index: 0, message, finish_reason }];
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ ...common, object: 'chat.completion', choices, usage }));
	}
}

function messageOf(reply: Reply, turn: number) {
	if ('answer' in reply) return { role: 'assistant', content: reply.answer };
	const called = { name: reply.tool, arguments: JSON.stringify(reply.input) };
	const tool_calls = [{ index: 0, id: `call-${turn}`, type: 'function', function: called }];
	return { role: 'assistant', content: '', tool_calls };
}
