import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server';

export interface Reply {
	status: number;
	type: string;
	text: string;
	/** The body as JSON; undefined for none, or another format. */
	json: unknown;
}
export interface Sent {
	body?: unknown;
	accept?: string;
	type?: string;
	token?: string;
	headers?: Readonly<Record<string, string>>;
}

const running: Simulator[] = [];

export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator({ rows: 100, users: 20, courses: 4, ...options });
	running.push(simulator);
	return simulator;
}
export async function closeAll(): Promise<void> {
	for (const simulator of running.splice(0)) await simulator.close();
}

/** Sends one request. A body that is not a text is sent as JSON. */
export async function send(
	simulator: Simulator,
	request: string,
	{ body, accept = 'application/json', type = 'application/json', token, headers }: Sent = {},
): Promise<Reply> {
	const [method, url] = request.split(' ');
	const answer = await fetch(simulator.url + url, {
		method,
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
		headers: {
			Accept: accept,
			Authorization: `Bearer ${token ?? simulator.issueToken()}`,
			...(body === undefined ? {} : { 'Content-Type': type }),
			...headers,
		},
	});
	const text = await answer.text();
	const contentType = answer.headers.get('content-type') ?? '';
	const isJson = contentType.startsWith('application/json') && text !== '';
	return {
		status: answer.status,
		type: contentType,
		text,
		json: isJson ? (JSON.parse(text) as unknown) : undefined,
	};
}

/** The records of a list that is one page. */
export async function list(
	simulator: Simulator,
	url: string,
	token?: string,
): Promise<Array<Record<string, unknown>>> {
	const { json } = await send(simulator, `GET ${url}`, { token });
	return (Array.isArray(json) ? json : Object.values(json as object)[0]) as Array<
		Record<string, unknown>
	>;
}
