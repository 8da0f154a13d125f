/** The other side of webhooks: a server that keeps what it gets, and subscribers whose URL leads to it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator, SimulatorOptions } from '../../../simulator/server';
import { closeAll, send, start, type Reply } from '../client';

export interface Received {
	path: string;
	signature: string | undefined;
	host: string;
	body: string;
	/** The type in the body, and its payloads; undefined where the body is no such JSON. */
	type: string | undefined;
	payloads: unknown[] | undefined;
}
/** Status and text of the answer to a call; undefined for no answer. */
export type Answer = (received: Received) => number | undefined | Promise<number | undefined>;

export class Receiver {
	readonly received: Received[] = [];
	answer: Answer = () => 200;

	constructor(private readonly server: Server) {}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}
	/** The payloads of all calls with events, in order. */
	get messages(): unknown[] {
		return this.received.flatMap(({ payloads = [] }) => payloads);
	}
	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}
}

function parsed(body: string): Pick<Received, 'type' | 'payloads'> {
	try {
		const { type, payloads } = JSON.parse(body) as Partial<Received>;
		return { type, payloads };
	} catch {
		return { type: undefined, payloads: undefined };
	}
}

const receivers: Receiver[] = [];

export async function startReceiver(): Promise<Receiver> {
	const server = createServer((req, res) => {
		let body = '';
		req.setEncoding('utf8').on('data', (more) => (body += more));
		req.on('end', () => {
			const received = {
				path: req.url ?? '',
				signature: req.headers['x-hub-signature']?.toString(),
				host: req.headers.host ?? '',
				body,
				...parsed(body),
			};
			receiver.received.push(received);
			void Promise.resolve(receiver.answer(received)).then((status) =>
				status === undefined ? res.destroy() : res.writeHead(status).end(`answer ${status}`),
			);
		});
	});
	const receiver = new Receiver(server);
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	receivers.push(receiver);
	return receiver;
}

export async function closeEverything(): Promise<void> {
	await closeAll();
	for (const receiver of receivers.splice(0)) receiver.close();
}

/** One of the webhook calls: its status. */
export async function webhook(
	simulator: Simulator,
	call: string,
	subscriberName: string,
	more: object = {},
): Promise<number> {
	const body = { subscriberName, ...more };
	return (await send(simulator, `POST /webhook/${call}`, { body })).status;
}
export const info = (simulator: Simulator, name: string): Promise<Reply> =>
	send(simulator, `GET /webhook/subscriber/info?subscriberName=${encodeURIComponent(name)}`);

export interface Wanted {
	types?: readonly string[];
	params?: ReadonlyArray<{ name: string; value: string }>;
	secret?: string;
	path?: string;
}

/** Registers a subscriber, confirms its URL with the code that arrives, and subscribes it. */
export async function subscribe(
	simulator: Simulator,
	receiver: Receiver,
	name: string,
	{ types = [], params, secret, path = '/hook' }: Wanted = {},
): Promise<void> {
	await webhook(simulator, 'register', name, { callbackUrl: receiver.url + path, secret });
	await webhook(simulator, 'code/send', name);
	await simulator.webhooks.idle();
	const code = simulator.webhooks.subscribers.get(name)?.code;
	await webhook(simulator, 'confirm', name, { code });
	for (const subscriptionType of types)
		await webhook(simulator, 'subscribe', name, { subscription: { subscriptionType, params } });
	receiver.received.length = 0;
}

/** A simulator and a receiver with one subscriber. */
export async function startSubscribed(
	wanted: Wanted,
	options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; receiver: Receiver }> {
	const receiver = await startReceiver();
	const simulator = await start(options);
	await subscribe(simulator, receiver, 'n8n', wanted);
	return { simulator, receiver };
}
