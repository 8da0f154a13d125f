/** A PostgreSQL server in a temporary folder and on a free port, with any number of databases. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryResultRow } from 'pg';
import { Client } from 'pg';
import { basicEnv } from '../../support/environment';
import { runOrThrow } from '../../support/run';
import type { PostgresDatabase } from '../running/home';
import { freePorts } from '../running/ports';
import { Program } from '../running/program';
import { programPath } from './programs';
import { asPostgresUser, giveToPostgresUser } from './user';

const HOST = '127.0.0.1';
const ADMIN = 'postgres';

export class Postgres {
	/** Removes the folder, at the latest when this process ends. */
	private readonly remove = (): void => {
		process.off('exit', this.remove);
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	};
	private server?: Program;

	private constructor(
		private readonly folder: string,
		private readonly port: number,
	) {
		process.once('exit', this.remove);
	}

	/** @throws if it is not installed, or does not start */
	static async start(): Promise<Postgres> {
		const [initdb, postgres] = [programPath('initdb'), programPath('postgres')];
		const [port] = await freePorts(1);
		const one = new Postgres(mkdtempSync(join(tmpdir(), 'postgres-')), port);
		await giveToPostgresUser(one.folder);
		await one.create(initdb);
		await one.launch(postgres);
		return one;
	}

	/** Anybody on this machine may connect: the data is worthless. */
	private async create(initdb: string): Promise<void> {
		const options = ['--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
		const { command, args } = asPostgresUser(initdb, [
			`--pgdata=${this.data}`,
			`--username=${ADMIN}`,
			...options,
		]);
		await runOrThrow(command, args, { cwd: this.folder, env: basicEnv() });
	}

	private async launch(postgres: string): Promise<void> {
		const settings = {
			listen_addresses: HOST,
			port: String(this.port),
			unix_socket_directories: '',
			fsync: 'off',
			// In the folder with everything else, not in the machine's shared memory.
			dynamic_shared_memory_type: 'mmap',
		};
		const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		this.server = await Program.start({
			...asPostgresUser(postgres, ['-D', this.data, ...given]),
			env: basicEnv(),
			ready: /database system is ready to accept connections/,
			// The mode of stopping that does not wait for clients.
			stopSignal: 'SIGINT',
		});
	}

	private get data(): string {
		return join(this.folder, 'data');
	}

	/** Creates an empty database. */
	async createDatabase(name: string): Promise<PostgresDatabase> {
		await this.query(ADMIN, `CREATE DATABASE "${name}"`);
		return this.database(name);
	}

	/** The rows of a query in one of the databases. */
	async query<Row extends QueryResultRow>(
		database: string,
		text: string,
		values: readonly unknown[] = [],
	): Promise<Row[]> {
		const client = new Client(this.database(database));
		await client.connect();
		try {
			return (await client.query<Row>(text, [...values])).rows;
		} finally {
			await client.end();
		}
	}

	private database(database: string): PostgresDatabase {
		return { host: HOST, port: this.port, database, user: ADMIN, password: 'any' };
	}

	/** Stops it and removes everything. */
	async stop(): Promise<void> {
		await this.server?.stop();
		this.remove();
	}
}
