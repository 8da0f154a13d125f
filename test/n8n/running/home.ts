/** The home folder of an n8n, with its database and the package, and the settings of n8n. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { basicEnv } from '../../support/environment';
import type { N8n } from '../install/install';
import { installPackage } from '../installPackage';
import { packPackage } from '../../support/package';
import { freePorts } from './ports';

export interface PostgresDatabase {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
}

/** The address of a Redis. */
export interface RedisServer {
	host: string;
	port: number;
}

export interface HomeOptions {
	n8n: N8n;
	/** A packed package. Default: this checkout, packed now. */
	tarball?: string;
	/** Leaves the package out. */
	withoutPackage?: true;
	/** n8n's database. Default: SQLite. */
	postgres?: PostgresDatabase;
	/** The queue of executions for workers. Default: n8n runs everything in one process. */
	redis?: RedisServer;
	/** The port of its main process. Default: another one at each start. */
	port?: number;
	/** More settings of n8n. */
	env?: Readonly<Record<string, string>>;
}

/** Turns off everything that leaves this machine: news, telemetry, templates. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	NO_COLOR: '1',
};

/** Only this machine can reach it, over HTTP. */
const LOCAL = {
	N8N_HOST: '127.0.0.1',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_ENCRYPTION_KEY: 'a-key-of-nothing-worth-keeping',
};

function databaseEnv(postgres: PostgresDatabase | undefined): Record<string, string> {
	if (postgres === undefined) return { DB_TYPE: 'sqlite' };
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
	};
}

function queueEnv(redis: RedisServer | undefined): Record<string, string> {
	if (redis === undefined) return {};
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
}

export class Home {
	/** Removes the folder, at the latest when this process ends. */
	readonly remove = (): void => {
		process.off('exit', this.remove);
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	};

	private constructor(
		readonly folder: string,
		readonly n8n: N8n,
		private readonly settings: Readonly<Record<string, string>>,
		/** The port of the main process, if it is always the same. */
		readonly port?: number,
	) {
		process.once('exit', this.remove);
	}

	/** Creates one in a temporary folder, with the package installed. */
	static async make(options: HomeOptions): Promise<Home> {
		const { n8n, tarball, withoutPackage, postgres, redis, port, env = {} } = options;
		const folder = mkdtempSync(join(tmpdir(), 'n8n-home-'));
		if (!withoutPackage) await installPackage(tarball ?? (await packPackage(folder)), folder);
		// n8n 3 loads unverified packages only with this.
		const unverified = { N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' };
		const settings = { N8N_USER_FOLDER: folder, ...QUIET, ...LOCAL, ...unverified };
		const services = { ...databaseEnv(postgres), ...queueEnv(redis) };
		const all = { ...basicEnv(), ...n8n.env, ...settings, ...services, ...env };
		return new Home(folder, n8n, all, port);
	}

	/**
	 * The environment of another process of this n8n, with its own ports.
	 * @param port its port, if another process has to know it
	 */
	async environment(port?: number): Promise<Record<string, string> & { N8N_PORT: string }> {
		const [free, broker] = await freePorts(2);
		return {
			...this.settings,
			N8N_PORT: String(port ?? free),
			N8N_RUNNERS_BROKER_PORT: String(broker),
		};
	}
}
