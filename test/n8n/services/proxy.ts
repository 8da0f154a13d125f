/** A proxy through which n8n reaches stand-ins: its nodes have the addresses of their services built in. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTIFICATE } from './certificate';

/** A service on the internet, as a test answers for it. */
export interface StandIn {
	/** Its address. The certificate has it. */
	readonly host: string;
	respond: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export class Proxy {
	private readonly folder = mkdtempSync(join(tmpdir(), 'proxy-'));
	private readonly server: Server;
	private readonly services = createSecureServer(CERTIFICATE, (request, response) => {
		const standIn = this.standIns.find(({ host }) => host === request.headers.host?.split(':')[0]);
		if (standIn === undefined) response.destroy();
		else standIn.respond(request, response).catch(() => response.destroy());
	});

	private constructor(private readonly standIns: readonly StandIn[]) {
		this.server = createServer((_, response) => response.writeHead(502).end());
		this.server.on('connect', ({ url }: IncomingMessage, socket: Socket) => {
			socket.on('error', () => socket.destroy());
			if (!standIns.some(({ host }) => url === `${host}:443`)) {
				return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			}
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			return this.services.emit('connection', socket);
		});
		writeFileSync(this.certificate, CERTIFICATE.cert);
	}

	/** Starts a proxy that leads to these stand-ins, and nowhere else. */
	static async start(...standIns: readonly StandIn[]): Promise<Proxy> {
		const proxy = new Proxy(standIns);
		await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
		return proxy;
	}

	/** The settings with which n8n sends its requests here. */
	get env(): Readonly<Record<string, string>> {
		const { port } = this.server.address() as AddressInfo;
		return {
			HTTPS_PROXY: `http://127.0.0.1:${port}`,
			NODE_EXTRA_CA_CERTS: this.certificate,
			// n8n installs packages with npm, which may be set to trust other certificates.
			NPM_CONFIG_CAFILE: this.certificate,
		};
	}

	async stop(): Promise<void> {
		const closed = once(this.server.close(), 'close');
		this.server.closeAllConnections();
		this.services.closeAllConnections();
		await closed;
		rmSync(this.folder, { recursive: true, force: true });
	}

	private get certificate(): string {
		return join(this.folder, 'certificate.pem');
	}
}
