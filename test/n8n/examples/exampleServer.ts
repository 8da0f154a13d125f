/** An n8n with the same simulated account twice, answering in JSON and in XML, and the examples to be played in it. */
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
import { filledIn, readExamples } from './read';

export const FORMATS = ['json', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

/** The time zone of the workflows. */
export const ZONE = 'Europe/Berlin';

/** Small enough for every learner to be asked for, large enough for something to happen every day. */
const WORLD = { rows: 6_000, users: 40, now: Math.floor(Date.now() / 1000) };

/** Services that are not reached from here: their nodes are pinned. */
const SERVICES: ReadonlySet<string> = new Set(
	['googleSheets', 'emailSend', 'hubspot', 'postgres', 'googleDrive', 'slack'].map(
		(name) => `n8n-nodes-base.${name}`,
	),
);

/** An example that has been executed. */
export interface Played extends StoredExecution {
	/** What has reached the service at the end. */
	entered: INodeExecutionData[];
}

export interface PlayOptions {
	format: Format;
	/** What the trigger gives. */
	given?: IDataObject;
	/** Credentials of other services, by their types. */
	credentials?: INode['credentials'];
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

	/** Stores an example with everything filled in that it needs, and executes it. */
	async play(folder: string, { format, given, credentials }: PlayOptions): Promise<Played> {
		const { workflow } = exampleOf(folder);
		const { nodes, ...filled } = filledIn(workflow, of(this.accounts, format));
		const { rest } = this.n8n;
		const id = await rest.createWorkflow({
			...filled,
			nodes: nodes.map((node) => withCredentials(node, credentials)),
			pinData: Object.fromEntries(
				nodes.filter(isService).map(({ name }) => [name, [{ json: { pinned: true } }]]),
			),
		});
		const execution = await rest.execute(id, triggerOf(workflow), given);
		return { ...execution, entered: entering(workflow, execution) };
	}

	async clear(): Promise<void> {
		await Promise.all([...this.simulators.values()].map(async (one) => await one.close()));
		await this.n8n.stop();
	}
}

export const isService = ({ type }: Pick<INode, 'type'>): boolean => SERVICES.has(type);

export function exampleOf(folder: string): { workflow: ExampleWorkflow } {
	const example = readExamples().find((one) => one.folder === folder);
	if (example === undefined) throw new Error(`No example ${folder}`);
	return example;
}

/** The node that has a type with these words at its end. */
export function nodeOf({ nodes }: ExampleWorkflow, type: RegExp): INode {
	const node = nodes.find((one) => type.test(one.type));
	if (node === undefined) throw new Error(`No node ${type}`);
	return node;
}

const triggerOf = (workflow: ExampleWorkflow): string => nodeOf(workflow, /Trigger$/).name;

/** The items that the node before the service has given. */
function entering(workflow: ExampleWorkflow, { run }: StoredExecution): INodeExecutionData[] {
	const service = workflow.nodes.find(isService);
	const [before] =
		Object.entries(workflow.connections).find(([, { main }]) =>
			main?.flat().some((link) => link?.node === service?.name),
		) ?? [];
	return before === undefined ? [] : itemsOf(run, before);
}

/** A pinned node has none: n8n refuses one that is not stored, even where it is not used. */
function withCredentials(node: INode, given: INode['credentials'] = {}): INode {
	const { credentials, ...rest } = node;
	if (credentials === undefined || isService(node)) return rest;
	const chosen = Object.keys(credentials).map((type) => [type, given[type] ?? credentials[type]]);
	return { ...rest, credentials: Object.fromEntries(chosen) as INode['credentials'] };
}

function of<T>(map: ReadonlyMap<Format, T>, format: Format): T {
	const found = map.get(format);
	if (found === undefined) throw new Error(`Nothing answers in ${format}`);
	return found;
}
