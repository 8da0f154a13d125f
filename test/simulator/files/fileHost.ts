import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../world';
import { pdfOf } from './pdf';

/** "The link lives 10 minutes, new one each call." */
const LINK_LIFE_SECONDS = 600;

/** A fault of the next request for a file, or of as many as `times` says. */
export interface FileFault {
	times?: number;
	status?: number;
	headers?: Readonly<Record<string, string>>;
	/** What is sent instead of the file. */
	body?: Buffer | string;
	/** Redirects to this URL. A function receives the number of the request since the last reset. */
	redirect?: string | ((request: number) => string);
	/** Sends only this part of the file. `close`: breaks the connection, `silent`: without Content-Length, so that it looks complete. */
	cut?: { bytes: number; mode: 'close' | 'silent' };
	/** Destroys the connection before any header. */
	hangUp?: true;
	/** Sends the headers and the first bytes, and then nothing more. */
	stall?: true;
}

interface FileRequest {
	url: string;
	/** The name of the host, as the client called it. */
	host: string;
	headers: IncomingHttpHeaders;
}

/** Headers that identify an account. A store of files rejects requests with an authorization that it does not know. */
const ACCOUNT_HEADERS = [
	'authorization',
	'cookie',
	'x-auth-account-url',
	'x-auth-email',
	'x-auth-password',
];

/** The server of the files, beside the API and with another origin. It knows links, and no tokens. */
export class FileHost {
	requests: FileRequest[] = [];
	private faults: FileFault[] = [];
	private links = 0;
	private readonly server = createServer((request, response) => this.answer(request, response));

	constructor(
		private readonly world: World,
		/** Epoch seconds. */
		private readonly now: () => number,
	) {}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}
	get origin(): string {
		return `http://127.0.0.1:${this.port}`;
	}
	/** A new link to a certificate. */
	linkTo(certificate: number): string {
		this.links += 1;
		const expires = Math.floor(this.now()) + LINK_LIFE_SECONDS;
		const path = `/certificates/${certificate}.pdf?expires=${expires}&n=${this.links}`;
		return `${this.origin}${path}&signature=${this.sign(path)}`;
	}
	fileOf(certificate: number): Buffer {
		const user = this.world.users[this.world.userOf(certificate)];
		return pdfOf(certificate, user.login ?? 'Certificate');
	}
	add(...faults: FileFault[]): void {
		this.faults.push(...faults);
	}
	reset(): void {
		[this.requests, this.faults] = [[], []];
	}
	async listen(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}
	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	private sign(path: string): string {
		return createHmac('sha256', 'file host').update(path).digest('hex').slice(0, 16);
	}
	private takeFault(): FileFault | undefined {
		const [fault] = this.faults;
		if (fault === undefined) return undefined;
		const left = (fault.times ?? 1) - 1;
		this.faults = [...(left > 0 ? [{ ...fault, times: left }] : []), ...this.faults.slice(1)];
		return fault;
	}

	private answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
		this.requests.push({ url, host: headers.host ?? '', headers });
		const fail = (status: number, code: string): void => {
			response.writeHead(status, { 'Content-Type': 'application/xml' });
			response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
		};
		const found = ACCOUNT_HEADERS.find((name) => headers[name] !== undefined);
		if (found !== undefined) return fail(400, `Unexpected header ${found}`);
		const fault = this.takeFault();
		if (fault?.hangUp) return void response.destroy();
		if (fault?.redirect !== undefined) {
			const { redirect, status = 302 } = fault;
			const to = typeof redirect === 'string' ? redirect : redirect(this.requests.length);
			return void response.writeHead(status, { Location: to }).end('Moved');
		}
		const [, path, id, expires, signature] =
			/^((?:\/certificates\/(\d+)\.pdf)\?expires=(\d+)&n=\d+)&signature=(\w+)$/.exec(url) ?? [];
		if (path === undefined || signature !== this.sign(path)) return fail(403, 'AccessDenied');
		if (Number(expires) < this.now()) return fail(403, 'Request has expired');
		this.send(response, this.fileOf(Number(id)), fault);
	}

	private send(response: ServerResponse, file: Buffer, fault: FileFault = {}): void {
		const { status = 200, body = file, headers, cut, stall } = fault;
		const bytes = Buffer.from(body);
		if (cut?.mode !== 'silent') response.setHeader('Content-Length', bytes.length);
		response.writeHead(status, { 'Content-Type': 'application/pdf', ...headers });
		if (stall) return void response.write(bytes.subarray(0, 2000));
		if (cut === undefined) return void response.end(bytes);
		const part = bytes.subarray(0, cut.bytes);
		if (cut.mode === 'silent') return void response.end(part);
		response.write(part, () => setTimeout(() => response.destroy(), 20));
	}
}
