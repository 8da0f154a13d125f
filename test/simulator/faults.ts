import type { ServerResponse } from 'node:http';
import { inCharset, type Charset } from './charsets';
import { htmlAnswer, type Answer } from './formats';

/** A fault. What it does not mention does not change. */
export interface Fault {
	/**
	 * Where it strikes. `path`: without the base path, e.g. `/learners/modules/results` or `/api/v3/token`; absent: any list endpoint.
	 * `request`: not before the n-th list request (on the token path: token request) since reset, from 1. `times`: how often (1; Infinity,
	 * or null in JSON, for ever).
	 */
	on?: { path?: string; request?: number; times?: number | null };
	status?: number;
	/** Absent with `status`: the documented error body in the requested format. */
	body?: string;
	contentType?: string;
	headers?: Readonly<Record<string, string>>;
	delayMs?: number;
	/** Send only the first bytes of the body: below 1 a fraction, else a number. */
	cut?: number;
	/** `close` (default): Content-Length promises all, the socket is destroyed. `silent`: neither length nor chunks, so HTTP looks complete. */
	cutMode?: 'close' | 'silent';
	/** Destroys the socket before any header. */
	hangUp?: boolean;
	/** An HTML page, status 200 unless `status` says otherwise. */
	html?: boolean;
	/** nextPageToken is the request's own token, else the one before. */
	repeatToken?: boolean;
	/** No rows, but a new token that leads to the rows held back. */
	emptyPage?: boolean;
	/** Status 200 with an error body. */
	foreign?: boolean;
	/** Adds this many rows to the page size. */
	oversize?: number;
	/** With `status`: the message repeats the Authorization header and the body that were sent. */
	repeats?: boolean;
	/**
	 * So many rows are inserted at the start of the list just before this request. A token says how many rows went before it: its page begins
	 * with the last ones of the page before once more. Negative: so many are deleted, and as many are passed over. A first page is as it was.
	 */
	moved?: number;
	/** After a page token an answer with neither list nor token: an empty object or element, or no body with 204. */
	blank?: 'body' | 204;
	/** Sends the response in this character set. */
	charset?: Charset;
	/** All access tokens expire just before the response. */
	revoke?: boolean;
}

/** The faults that wait for their request, in order. A request meets at most one. */
export class Faults {
	private waiting: Array<{ fault: Fault; left: number }> = [];

	add(...faults: Fault[]): this {
		for (const fault of faults)
			this.waiting.push({
				fault,
				left: fault.on?.times === null ? Infinity : (fault.on?.times ?? 1),
			});
		return this;
	}
	clear(): void {
		this.waiting = [];
	}
	/** The faults that have strikes left. */
	get pending(): Fault[] {
		return this.waiting.map(({ fault }) => fault);
	}
	/** Takes the fault for the n-th request, if there is one. */
	take(path: string, isList: boolean, n: number): Fault | undefined {
		const found = this.waiting.find(
			({ fault: { on } }) =>
				(on?.path === undefined ? isList : on.path === path) && n >= (on?.request ?? 1),
		);
		if (found === undefined) return undefined;
		if (--found.left <= 0) this.waiting = this.waiting.filter((one) => one !== found);
		return found.fault;
	}
}

/** Applies a fault to a response. `asError` creates the documented error body. */
export function disturb(
	answer: Answer,
	fault: Fault | undefined,
	asError: (status: number) => Answer,
): Answer {
	if (fault === undefined) return answer;
	let out = answer;
	if (fault.html) out = htmlAnswer(fault.status);
	else if (fault.foreign) out = { ...asError(fault.status ?? 400), status: 200 };
	else if (fault.status !== undefined)
		out =
			fault.body === undefined && fault.status >= 400
				? asError(fault.status)
				: { ...answer, status: fault.status };
	return {
		...out,
		body: fault.body ?? out.body,
		contentType: fault.contentType ?? out.contentType,
	};
}

/** Sends a response, cut off if the fault says so. Calls `settled` before the last byte is sent. */
export function deliver(
	res: ServerResponse,
	answer: Answer,
	fault: Fault | undefined,
	charset: Charset | undefined,
	settled: () => void,
): void {
	if (fault?.hangUp) {
		settled();
		res.destroy();
		return;
	}
	const { contentType, bytes: body } = inCharset(answer, fault?.charset ?? charset);
	res.statusCode = answer.status;
	res.setHeader('Content-Type', contentType);
	const headers = { ...answer.headers, ...fault?.headers };
	for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
	if (fault?.cut === undefined) {
		res.setHeader('Content-Length', body.length);
		settled();
		res.end(body);
		return;
	}
	const part = body.subarray(0, fault.cut < 1 ? Math.floor(body.length * fault.cut) : fault.cut);
	if (fault.cutMode === 'silent') {
		res.setHeader('Connection', 'close');
		res.removeHeader('Content-Length');
		res.removeHeader('Transfer-Encoding');
		settled();
		res.end(part);
		return;
	}
	res.setHeader('Content-Length', body.length);
	res.flushHeaders();
	res.write(part, () => {
		settled();
		// Gives the client time to read before the connection breaks.
		setTimeout(() => res.destroy(), 20);
	});
}
