/** A Redis server on a free port. It keeps everything in memory and writes no file. */
import { tmpdir } from 'node:os';
import { basicEnv } from '../../support/environment';
import { freePorts } from '../running/ports';
import { Program } from '../running/program';
import { programPath } from './programs';

export class Redis {
	private constructor(
		readonly host: string,
		readonly port: number,
		private readonly server: Program,
	) {}

	static async start(): Promise<Redis> {
		const [host, [port]] = ['127.0.0.1', await freePorts(1)];
		const settings = {
			bind: host,
			port: String(port),
			dir: tmpdir(),
			save: '',
			appendonly: 'no',
		};
		const server = await Program.start({
			command: programPath('redis-server'),
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
			env: basicEnv(),
			ready: /Ready to accept connections/,
		});
		return new Redis(host, port, server);
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}
