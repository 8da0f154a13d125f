import { request } from 'node:http';
import { request as secureRequest } from 'node:https';

export interface Posted {
	url: string;
	body: string;
	headers: Readonly<Record<string, string>>;
	/** How long the receiver may be silent. */
	timeoutMs: number;
	signal: AbortSignal;
}
/** The receiver's answer; status 0 for none. */
export interface Reply {
	status: number;
	answer: string;
}

const LOOPBACK = /^(127(\.\d+){3}|localhost|\[::1\])$/;

/**
 * Where a URL leads: to the local server that stands for its host, as behind a reverse proxy, or to this machine.
 * Undefined for any other host, which the simulator never contacts.
 */
function resolve(url: URL, hosts: ReadonlyMap<string, string>): URL | undefined {
	const local = hosts.get(url.origin);
	if (local !== undefined) return new URL(url.pathname + url.search, local);
	return LOOPBACK.test(url.hostname) ? url : undefined;
}

/** Posts a call. It follows no redirect. */
export function post(
	{ url, body, headers, timeoutMs, signal }: Posted,
	hosts: ReadonlyMap<string, string>,
): Promise<Reply> {
	const callback = new URL(url);
	const target = resolve(callback, hosts);
	return new Promise((done) => {
		const fail = (): void => done({ status: 0, answer: '' });
		if (target === undefined) return fail();
		const send = target.protocol === 'https:' ? secureRequest : request;
		const all = {
			...headers,
			Host: callback.host,
			'Content-Type': 'application/json',
			'Content-Length': String(Buffer.byteLength(body)),
		};
		const sent = send(target, { method: 'POST', agent: false, headers: all, signal }, (res) => {
			let answer = '';
			res
				.setEncoding('utf8')
				.on('data', (more) => (answer += more))
				.on('end', () => done({ status: res.statusCode ?? 0, answer }))
				.on('error', fail);
		});
		sent.setTimeout(timeoutMs, () => sent.destroy()).on('error', fail);
		sent.end(body);
	});
}
