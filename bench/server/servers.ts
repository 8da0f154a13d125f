/** The servers of the accounts that are read, each in a process of its own. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { basicEnv } from '../../test/support/environment';
import { Program } from '../../test/n8n/running/program';
import type { Account, Accounts, AccountSpec } from './replay';
import { COUNT_PATH } from './replay';

const TSX = createRequire(__filename).resolve('tsx/cli');
/** The line that a server prints when it is ready. */
const ADDRESSES = /^\{.*\}$/m;

/** An account with its server. */
export class Server {
	private constructor(
		private readonly program: Program,
		private readonly accounts: Accounts,
	) {}

	static async start(spec: AccountSpec): Promise<Server> {
		const args = [TSX, join(__dirname, 'replay.ts'), JSON.stringify(spec)];
		const options = { command: process.execPath, args, env: basicEnv(), ready: ADDRESSES };
		const program = await Program.start(options);
		return new Server(program, JSON.parse(ADDRESSES.exec(program.log)?.[0] ?? '{}') as Accounts);
	}

	/** The account where pages come at once. */
	get account(): Account {
		return this.accounts.atOnce;
	}

	/** The account where every page takes a while. */
	get delayedAccount(): Account {
		return this.accounts.delayed;
	}

	/** Returns the number of lists requested so far. */
	async countRequests(): Promise<number> {
		const response = await fetch(this.account.url + COUNT_PATH);
		return Number(await response.text());
	}

	async stop(): Promise<void> {
		await this.program.stop();
	}
}

/** Starts a server when it is first needed, and keeps it. */
export class Servers {
	private readonly started = new Map<AccountSpec, Server>();

	/** @param spec the same object for the same server */
	async get(spec: AccountSpec): Promise<Server> {
		const server = this.started.get(spec) ?? (await Server.start(spec));
		this.started.set(spec, server);
		return server;
	}

	async stop(): Promise<void> {
		for (const server of this.started.values()) await server.stop();
	}
}

/** The token in JSON, or in the XML of an account that has no JSON. */
const TOKEN = /access_token[">:\s]+([\w-]+)/;

/** Returns an access token for an account. */
export async function signIn({ url, clientId, clientSecret }: Account): Promise<string> {
	const form = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	};
	const response = await fetch(`${url}/api/v3/token`, {
		method: 'POST',
		headers: { accept: 'application/json', connection: 'close' },
		body: new URLSearchParams(form),
	});
	const answer = await response.text();
	const [, token] = TOKEN.exec(answer) ?? [];
	if (token === undefined) throw new Error(`No access token in ${answer}`);
	return token;
}
