/** An n8n with one simulated account in JSON and one in XML, in which the examples are executed. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Simulator } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import type { N8n } from '../install/install';
import { Instance } from '../instance';
import { itemsOf } from '../running/commandLine';
import type { StoredExecution } from '../running/rest';
import type { Credential } from '../workflows';
import { credentialOf } from '../workflows';
import type { ExampleWorkflow } from './read';
import type { Preparation } from './prepare';
import { isService, prepare } from './prepare';
import { readExamples } from './read';

export const FORMATS = ['json', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

/** The time zone of the workflows. */
export const ZONE = 'Europe/Berlin';

/** With SCREENSHOTS=1, pictures for the documents are taken: of an account with everyday names. */
export const TAKES_PICTURES = process.env.SCREENSHOTS === '1';

/** Small enough to request every learner, large enough for events on every day. */
const WORLD = {
	rows: 6_000,
	users: 40,
	now: Math.floor(Date.now() / 1000),
	everyday: TAKES_PICTURES,
};

/** An example that has been executed. */
export interface Played extends StoredExecution {
	/** The items that reached the service at the end. */
	entered: INodeExecutionData[];
}

export interface PlayOptions extends Preparation {
	format: Format;
	/** The items of the trigger. */
	given?: IDataObject;
}

export class ExampleServer {
	private constructor(
		readonly n8n: Instance,
		private readonly simulators: ReadonlyMap<Format, Simulator>,
		private readonly accounts: ReadonlyMap<Format, Credential>,
	) {}

	static async start(n8n: N8n): Promise<ExampleServer> {
		const instance = await Instance.start({ n8n, env: { GENERIC_TIMEZONE: ZONE } });
		const simulators = new Map<Format, Simulator>();
		const accounts = new Map<Format, Credential>();
		for (const format of FORMATS) {
			const simulator = await startSimulator({ ...WORLD, format });
			const credential = credentialOf(simulator, `In ${format}`);
			const id = await instance.rest.createCredential(credential);
			simulators.set(format, simulator);
			accounts.set(format, { ...credential, id });
		}
		return new ExampleServer(instance, simulators, accounts);
	}

	simulator(format: Format): Simulator {
		return of(this.simulators, format);
	}

	/** Stores an example with all required values, and executes it. */
	async play(folder: string, { given, ...options }: PlayOptions): Promise<Played> {
		return await this.execute(folder, await this.store(folder, options), given);
	}

	/** Stores an example with all required values. Returns the ID of the workflow. */
	async store(folder: string, { format, ...preparation }: PlayOptions): Promise<string> {
		const { workflow } = exampleOf(folder);
		const account = of(this.accounts, format);
		return await this.n8n.rest.createWorkflow(prepare(workflow, account, preparation));
	}

	/** Executes a stored example. */
	async execute(folder: string, id: string, given?: IDataObject): Promise<Played> {
		const { workflow } = exampleOf(folder);
		const execution = await this.n8n.rest.execute(id, triggerOf(workflow), given);
		return { ...execution, entered: entering(workflow, execution) };
	}

	async clear(): Promise<void> {
		await Promise.all([...this.simulators.values()].map(async (one) => await one.close()));
		await this.n8n.stop();
	}
}

export function exampleOf(folder: string): { workflow: ExampleWorkflow } {
	const example = readExamples().find((one) => one.folder === folder);
	if (example === undefined) throw new Error(`No example ${folder}`);
	return example;
}

/** The node whose type ends with this. */
export function nodeOf({ nodes }: ExampleWorkflow, type: RegExp): INode {
	const node = nodes.find((one) => type.test(one.type));
	if (node === undefined) throw new Error(`No node ${type}`);
	return node;
}

const triggerOf = (workflow: ExampleWorkflow): string => nodeOf(workflow, /Trigger$/).name;

/** The items of the node before the service. */
function entering(workflow: ExampleWorkflow, { run }: StoredExecution): INodeExecutionData[] {
	const service = workflow.nodes.find(isService);
	const [before] =
		Object.entries(workflow.connections).find(([, { main }]) =>
			main?.flat().some((link) => link?.node === service?.name),
		) ?? [];
	return before === undefined ? [] : itemsOf(run, before);
}

function of<T>(map: ReadonlyMap<Format, T>, format: Format): T {
	const found = map.get(format);
	if (found === undefined) throw new Error(`Nothing answers in ${format}`);
	return found;
}
