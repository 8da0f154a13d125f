import type { ServerResponse } from 'node:http';
import { inCharset, type Charset } from './charsets';
import { htmlAnswer, type Answer } from './formats';

/** A fault on demand. Properties that it does not set leave the response unchanged. */
export interface Fault {
	/**
	 * The requests it affects. `kind`: lists (default), single records or writes. `path`: without the base path, e.g. `/learners/modules/results`,
	 * `/user/{userId}` or `/api/v3/token`, whatever its kind; `method`: of a path that has several. `request`: from the n-th request of this kind
	 * (on the token path: token request) since the last reset, counted from 1. `times`: how often (1; Infinity, or null in JSON: always).
	 */
	on?: {
		kind?: 'list' | 'record' | 'write';
		path?: string;
		method?: string;
		request?: number;
		times?: number | null;
	};
	/**
	 * Whether a write is done although its answer is a fault: true for a lost answer, which delayMs then delays. By default it is not
	 * done where the fault replaces the answer (a status of no success, HTML, `foreign`, `hangUp`), and done otherwise.
	 */
	done?: boolean;
	status?: number;
	/** With `status` and without `body`: the documented error body in the requested format. */
	body?: string;
	contentType?: string;
	headers?: Readonly<Record<string, string>>;
	delayMs?: number;
	/** Sends only the first bytes of the body: a fraction below 1, or a number of bytes. */
	cut?: number;
	/** `close` (default): Content-Length announces the full body, and the socket is destroyed. `silent`: neither length nor chunks, so HTTP looks complete. */
	cutMode?: 'close' | 'silent';
	/** Destroys the socket before any header. */
	hangUp?: boolean;
	/** Sends an HTML page, with status 200 unless `status` is set. */
	html?: boolean;
	/** Repeats the page token of the request as nextPageToken. A first page has none to repeat. */
	repeatToken?: boolean;
	/** Sends no rows but a new token, which leads to the withheld rows. */
	emptyPage?: boolean;
	/** Sends an error body with status 200. */
	foreign?: boolean;
	/** Sends this many rows more than pageSize. */
	oversize?: number;
	/** With `status`: the message repeats the Authorization header and the body of the request. */
	repeats?: boolean;
	/**
	 * Inserts this many rows at the start of the list just before this request. A token holds the number of rows before its page, so the page begins
	 * with the last rows of the previous page. Negative: deletes rows, and as many rows are skipped. A first page does not change.
	 */
	moved?: number;
	/** Answers a page token with neither list nor token: an empty object or element, or no body with 204. */
	blank?: 'body' | 204;
	/** Sends the response in this character set. */
	charset?: Charset;
	/** Revokes all access tokens just before this request is answered. */
	revoke?: boolean;
}

/** What a fault is chosen by: `path` as requested, `template` with names instead of ids. */
export interface FaultTarget {
	kind: string;
	method: string;
	path: string;
	template: string;
}
function isTarget(on: Fault['on'], { kind, method, path, template }: FaultTarget): boolean {
	if (on?.method !== undefined && on.method !== method) return false;
	if (on?.kind !== undefined && on.kind !== kind) return false;
	if (on?.path !== undefined) return on.path === path || on.path === template;
	return on?.kind !== undefined || kind === 'list';
}

/** Whether a write is not done because of the fault. */
export function preventsWrite(fault: Fault | undefined): boolean {
	if (fault === undefined) return false;
	const { done, html, foreign, hangUp, status = 200 } = fault;
	return !(done ?? !(html || foreign || hangUp || status < 200 || status > 299));
}

/** The pending faults in the order they were added. At most one applies to a request. */
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
	/** The faults that have not been used up. */
	get pending(): Fault[] {
		return this.waiting.map(({ fault }) => fault);
	}
	/** Takes the fault for the n-th request of its kind, if there is one. */
	take(request: FaultTarget, n: number): Fault | undefined {
		const found = this.waiting.find(
			({ fault: { on } }) => isTarget(on, request) && n >= (on?.request ?? 1),
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

/** Sends a response, truncated by the fault. Calls `settled` just before the last byte. */
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
		// Gives the client time to read the sent part before the connection breaks.
		setTimeout(() => res.destroy(), 20);
	});
}
