/** A stand-in for a mail server. It keeps the emails that it accepts. */
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export interface Email {
	/** The recipients that the sender named to the server. */
	to: string[];
	subject: string;
	type: string;
	body: string;
	/** The attached files. */
	attachments: Buffer[];
}

/** The replies to the commands of SMTP. `DATA` has its own. */
const REPLIES: Readonly<Record<string, string>> = { QUIT: '221 Bye', RCPT: '250 OK' };
const UNKNOWN_RECIPIENT = '550 No such mailbox';
const END_OF_EMAIL = '.';

export class Mailbox {
	private received: Email[] = [];
	private readonly sockets = new Set<Socket>();

	private constructor(
		private readonly server: Server,
		private readonly rejected: string | undefined,
	) {}

	/** @param rejected an address that the server does not know */
	static async start(rejected?: string): Promise<Mailbox> {
		const server = createServer((socket) => {
			mailbox.converse(socket).catch(() => socket.destroy());
		});
		const mailbox = new Mailbox(server, rejected);
		await once(server.listen(0, '127.0.0.1'), 'listening');
		return mailbox;
	}

	/** The data of an SMTP credential. */
	get credential() {
		const { port } = this.server.address() as AddressInfo;
		return {
			user: '',
			password: '',
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
		};
	}

	/** Returns the emails since the last call, sorted by their subjects and recipients. */
	take(): Email[] {
		const taken = this.received;
		this.received = [];
		const key = ({ to, subject }: Email): string => `${subject} ${to.join()}`;
		return taken.sort((a, b) => key(a).localeCompare(key(b)));
	}

	async close(): Promise<void> {
		const closed = once(this.server.close(), 'close');
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}

	private async converse(socket: Socket): Promise<void> {
		this.sockets.add(socket);
		socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
		const say = (line: string): boolean => socket.write(`${line}\r\n`);
		let to: string[] = [];
		let email: string[] | null = null;
		say('220 Ready');
		for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
			if (email === null) {
				const command = line.slice(0, 4).toUpperCase();
				if (command === 'MAIL') to = [];
				const recipient = command === 'RCPT' ? /<(.*?)>/.exec(line)?.[1] : undefined;
				if (recipient !== undefined && recipient === this.rejected) {
					say(UNKNOWN_RECIPIENT);
					continue;
				}
				if (recipient !== undefined) to.push(recipient);
				if (command === 'DATA') email = [];
				say(command === 'DATA' ? '354 Go ahead' : (REPLIES[command] ?? '250 OK'));
			} else if (line === END_OF_EMAIL) {
				this.received.push({ to, ...readEmail(email) });
				email = null;
				say('250 OK');
			} else {
				email.push(line.replace(/^\./, ''));
			}
		}
	}
}

function readEmail(lines: readonly string[]): Omit<Email, 'to'> {
	const end = lines.indexOf('');
	const headers = lines
		.slice(0, end)
		.join('\n')
		.replace(/\n[ \t]+/g, ' ');
	const header = (name: string): string =>
		new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
	const encoded = lines.slice(end + 1);
	const decoded =
		header('Content-Transfer-Encoding') === 'base64'
			? Buffer.from(encoded.join(''), 'base64')
			: quotedPrintable(encoded.join('\n'));
	return {
		subject: header('Subject').replace(/=\?UTF-8\?(Q|B)\?(.*?)\?=\s?/gi, decodeWord),
		type: header('Content-Type'),
		body: decoded.toString('utf8'),
		attachments: attachmentsIn(encoded.join('\n')),
	};
}

/** The attached files of an email with several parts. */
const attachmentsIn = (parts: string): Buffer[] =>
	[...parts.matchAll(/^Content-Disposition: attachment[^]*?\n\n([^]*?)\n(?=--)/gim)].map(
		([, base64]) => Buffer.from(base64, 'base64'),
	);

/** A part of a header that isn't ASCII. */
function decodeWord(_: string, encoding: string, text: string): string {
	const bytes =
		encoding.toUpperCase() === 'B'
			? Buffer.from(text, 'base64')
			: quotedPrintable(text.replaceAll('_', ' '));
	return bytes.toString('utf8');
}

/** Text without escapes is the same in quoted-printable. */
const quotedPrintable = (text: string): Buffer =>
	Buffer.from(
		text
			.replace(/=\n/g, '')
			.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
		'latin1',
	);
