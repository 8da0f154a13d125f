/** The common setup of the engine tests: the package in the engine, an account, and a simulator per test. */
import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';
import type { RequestRecord, Simulator, SimulatorOptions } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import { select } from '../columns';
import { entryPoints, ROOT } from '../package';
import type { StoredCredentials } from './storedCredentials';
import type { Engine, Job, Outcome } from './engine';
import { formOf, startEngine } from './engine';
import type { PollJob } from './poller';
import { Poller } from './poller';
import { provideModule } from './worker';

export const FORMATS = ['json', 'xml'] as const;

let loaded: Promise<Engine> | undefined;
let clients = 0;

/** Loads the build in the test's module registry, so that each file has its own copy and Jest sees its coverage. */
async function loadBuild(): Promise<Engine> {
	for (const file of entryPoints()) provideModule(file, await import(file));
	return await startEngine(ROOT);
}

export class Suite {
	private readonly simulators: Simulator[] = [];

	private readonly closing: Array<() => void> = [];

	private started: Engine | undefined;

	static async open(): Promise<Suite> {
		const suite = new Suite();
		await suite.start();
		return suite;
	}

	/** Loads the package, and starts the engine. */
	async start(): Promise<void> {
		loaded ??= loadBuild();
		this.started = await loaded;
	}

	get engine(): Engine {
		if (this.started === undefined) throw new Error('The engine starts before the first test');
		return this.started;
	}

	async simulator(options: SimulatorOptions = {}): Promise<Simulator> {
		// A unique account, so that no test gets cached lists or tokens of another test, even on the same port.
		const simulator = await startSimulator({ clientId: `client-${++clients}`, ...options });
		this.simulators.push(simulator);
		return simulator;
	}

	/** Closes something at the end of the test. */
	closeLater(close: () => void): void {
		this.closing.push(close);
	}

	/** Closes what a test has opened. */
	async end(): Promise<void> {
		for (const close of this.closing.splice(0)) close();
		await Promise.all(this.simulators.splice(0).map(async (simulator) => await simulator.close()));
	}

	account(simulator: Simulator, more: ICredentialDataDecryptedObject = {}): StoredCredentials {
		const { url, clientId, clientSecret } = simulator;
		return this.engine.credentials({
			host: 'custom',
			baseUrl: url,
			clientId,
			clientSecret,
			...more,
		});
	}

	/** Runs any operation with these fields. */
	async operate(
		simulator: Simulator,
		fields: INode['parameters'],
		job: Partial<Omit<Job, 'parameters'>> = {},
	): Promise<Outcome> {
		const parameters = formOf(this.engine.nodeType, fields);
		const credentials = job.credentials ?? this.account(simulator);
		return await this.engine.run({ ...job, credentials, parameters });
	}

	/** Runs Get Many of module results with these fields, by default with Return All and without look-ups. */
	async getAll(
		simulator: Simulator,
		fields: INode['parameters'] = {},
		job: Partial<Omit<Job, 'parameters'>> = {},
	): Promise<Outcome> {
		return await this.run(simulator, { operation: 'getAll', returnAll: true, ...fields }, job);
	}

	/** Runs Export to File of module results, by default without look-ups. */
	async exportFile(
		simulator: Simulator,
		fields: INode['parameters'] = {},
		job: Partial<Omit<Job, 'parameters'>> = {},
	): Promise<Outcome> {
		return await this.run(simulator, { operation: 'export', ...fields }, job);
	}

	/** Creates a workflow with the trigger, by default without look-ups. */
	poller(simulator: Simulator, job: Partial<PollJob> = {}): Poller {
		const credentials = job.credentials ?? this.account(simulator);
		return new Poller(this.engine.triggerType, { ...job, credentials });
	}

	private async run(
		simulator: Simulator,
		fields: INode['parameters'],
		job: Partial<Omit<Job, 'parameters'>>,
	): Promise<Outcome> {
		const { resource = 'moduleResult' } = fields;
		const values = { resource, ...select(String(resource)), ...fields };
		const parameters = formOf(this.engine.nodeType, values);
		const credentials = job.credentials ?? this.account(simulator);
		return await this.engine.run({ ...job, credentials, parameters });
	}
}

/** The suite of a test file. It closes after each test what the test has opened. */
export function useSuite(): Suite {
	const suite = new Suite();
	beforeAll(async () => await suite.start());
	afterEach(async () => await suite.end());
	return suite;
}

/** Returns the rows of a successful run. Throws the error of a failed one. */
export function rowsOf({ rows, error }: Outcome): IDataObject[] {
	if (error) throw new Error(`${error.message} – ${error.description ?? ''}`);
	return rows;
}

/** Returns the decoded paths and queries of the list requests in order. */
export function listUrls(simulator: Simulator): string[] {
	return simulator.requests
		.filter(({ path }) => !path.endsWith('/token'))
		.map(({ rawUrl }) => decodeURIComponent(rawUrl));
}

/** Returns a query parameter as the simulator received it, or '' if it was not sent. */
export function parameterOf(request: RequestRecord | undefined, name: string): string {
	return request?.query.find(([key]) => key === name)?.[1] ?? '';
}

/** Waits in real time, even if a test mocks n8n's `sleep`. */
export const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Cancels a run during its second page request, then waits, so that the simulator counts any later request. */
export async function cancelAtSecondPage(
	simulator: Simulator,
	run: (job: { signal: AbortSignal }) => Promise<Outcome>,
): Promise<Outcome> {
	const cancel = new AbortController();
	const running = run({ signal: cancel.signal });
	while (simulator.pageRequests < 2) await pause(5);
	cancel.abort();
	const outcome = await running;
	await pause(600);
	return outcome;
}
