/** An n8n in which the examples that change iSpring Learn are executed, with stand-ins for all services but Slack. */
import { itemsOf } from '../running/commandLine';
import type { StoredExecution } from '../running/rest';
import { waitFor } from '../running/waitFor';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import { installN8n } from '../install/install';
import type { Line } from '../install/lines';
import { Instance } from '../instance';
import { HubSpot } from '../services/hubSpot';
import { Proxy } from '../services/proxy';
import { Sheets } from '../services/sheets';
import type { Credential } from '../workflows';
import { credentialOf, googleCredential } from '../workflows';
import { exampleOf, nodeOf, ZONE } from './exampleServer';
import type { Email } from './mailbox';
import { Mailbox } from './mailbox';
import type { Preparation } from './prepare';
import { prepare } from './prepare';

/** The mail server doesn't know this address. */
export const REJECTED = 'nobody@example.org';
export const TEST_ADDRESS = 'tester@example.org';

/** The header that the HR system sends. */
export const HR_KEY = { name: 'X-HR-Key', value: 'a-key-for-this-test' };

/** A choice in a list of the editor. */
export const choose = (value: string) => ({ __rl: true, mode: 'list', value });

/** Courses that were picked one by one. */
export const chooseCourses = (...ids: readonly string[]) => ({
	courses: { course: ids.map((id) => ({ courseId: choose(id) })) },
});

/** A simulated account, and its stored credential. */
export interface Account {
	simulator: Simulator;
	credential: Credential;
}

/** What came of an execution. */
export interface Ended extends StoredExecution {
	/** The error of an execution that failed. */
	message: string | undefined;
	/** The problems that it collected. */
	problems: Array<{ person: unknown; problem: string }>;
	emails: Email[];
}

const SMTP = 'Mail of the changes';

export class ChangesServer {
	private accounts: Simulator[] = [];

	private constructor(
		readonly n8n: Instance,
		readonly sheets: Sheets,
		readonly hubSpot: HubSpot,
		private readonly proxy: Proxy,
		private readonly mailbox: Mailbox,
		private readonly credentials: NonNullable<Preparation['credentials']>,
	) {}

	static async start(line?: Line): Promise<ChangesServer> {
		const installed = await installN8n(line);
		const [sheets, hubSpot] = [new Sheets(), new HubSpot()];
		const proxy = await Proxy.start(sheets, hubSpot);
		const mailbox = await Mailbox.start(REJECTED);
		const env = { ...proxy.env, GENERIC_TIMEZONE: ZONE };
		const n8n = await Instance.start({ n8n: installed, env });
		const google = googleCredential(sheets);
		await n8n.commandLine.importCredentials(google);
		const others = [
			{ name: SMTP, type: 'smtp', data: mailbox.credential },
			{ name: 'HubSpot', type: 'hubspotAppToken', data: { appToken: hubSpot.token } },
			{ name: 'HR', type: 'httpHeaderAuth', data: HR_KEY },
		];
		const stored = [google];
		for (const one of others) stored.push({ ...one, id: await n8n.rest.createCredential(one) });
		const credentials = Object.fromEntries(
			stored.map(({ type, id, name }) => [type, { id, name }]),
		);
		return new ChangesServer(n8n, sheets, hubSpot, proxy, mailbox, credentials);
	}

	/** Starts a simulated account, and stores its credential. */
	async account(options: SimulatorOptions): Promise<Account> {
		const now = Math.floor(Date.now() / 1000);
		const simulator = await startSimulator({ now, ...options });
		this.accounts.push(simulator);
		const credential = credentialOf(simulator, `Account ${this.accounts.length}`);
		const id = await this.n8n.rest.createCredential(credential);
		return { simulator, credential: { ...credential, id } };
	}

	/** Stores an example with all credentials. Returns the ID of the workflow. */
	async store(
		folder: string,
		{ credential }: Account,
		{ choices = {}, ...preparation }: Preparation,
	): Promise<string> {
		const { workflow } = exampleOf(folder);
		const spreadsheet = { documentId: choose(this.sheets.spreadsheetId) };
		const sheets = workflow.nodes.filter(({ type }) => type.endsWith('.googleSheets'));
		const chosen = {
			...choices,
			...Object.fromEntries(sheets.map(({ name }) => [name, spreadsheet])),
		};
		const { credentials } = this;
		const prepared = prepare(workflow, credential, {
			...preparation,
			choices: chosen,
			credentials,
		});
		return await this.n8n.rest.createWorkflow(prepared);
	}

	/** Executes a stored example, and waits for its end. */
	async run(folder: string, id: string): Promise<Ended> {
		const trigger = nodeOf(exampleOf(folder).workflow, /Trigger$/).name;
		return this.ended(await this.n8n.rest.execute(id, trigger));
	}

	/** Sends a message of the HR system, and waits for the end of what it starts. */
	async receive(id: string, message: object): Promise<Ended> {
		const before = await this.n8n.rest.executions(id);
		const response = await this.post(message, { [HR_KEY.name]: HR_KEY.value });
		if (response.status !== 200) throw new Error(`n8n answered with ${response.status}`);
		const started = await waitFor('the execution of the message', async () => {
			const [latest] = await this.n8n.rest.executions(id);
			return latest === undefined || latest.id === before[0]?.id ? null : latest.id;
		});
		return this.ended(await this.n8n.rest.finished(started));
	}

	async post(message: object, headers: Readonly<Record<string, string>>): Promise<Response> {
		return await fetch(`${this.n8n.url}/webhook/ispring-learn-new-hire`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(message),
		});
	}

	async clear(): Promise<void> {
		await this.n8n.stop();
		await this.proxy.stop();
		await this.mailbox.close();
		await Promise.all(this.accounts.map(async (one) => await one.close()));
	}

	private ended(execution: StoredExecution): Ended {
		const { run } = execution;
		const problems = itemsOf(run, 'Collect problems').map(({ json }) => ({
			person: json.email ?? json.userEmail ?? json.manager,
			problem: String(json.error ?? json.warning),
		}));
		const message = run.data.resultData.error?.message;
		return { ...execution, message, problems, emails: this.mailbox.take() };
	}
}

/** The changes that an account received: method and path. */
export const changesOf = ({ simulator }: Account): string[] =>
	simulator.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path }) => `${method} ${path}`);

/** Everything that could double: users, enrollments and invitations. */
export const stateOf = ({ simulator: { world } }: Account): string =>
	JSON.stringify([world.users, world.enrollments, world.invitations]);
