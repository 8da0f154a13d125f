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
import { filledIn, readExamples } from './read';

export const FORMATS = ['json', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

/** The time zone of the workflows. */
export const ZONE = 'Europe/Berlin';

/** Small enough to request every learner, large enough for events on every day. */
const WORLD = { rows: 6_000, users: 40, now: Math.floor(Date.now() / 1000) };

/** Services that tests cannot reach. Their nodes have pinned data. */
const SERVICES: ReadonlySet<string> = new Set(
	['googleSheets', 'emailSend', 'hubspot', 'postgres', 'googleDrive', 'slack'].map(
		(name) => `n8n-nodes-base.${name}`,
	),
);

/** An example that has been executed. */
export interface Played extends StoredExecution {
	/** The items that reached the service at the end. */
	entered: INodeExecutionData[];
}

export interface PlayOptions {
	format: Format;
	/** The items of the trigger. */
	given?: IDataObject;
	/** Credentials of other services, by their types. Their nodes run. The nodes of all other services have pinned data. */
	credentials?: INode['credentials'];
	/** New values of the fields in the node Settings. */
	settings?: Readonly<Record<string, string | boolean>>;
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
	async store(
		folder: string,
		{ format, credentials = {}, settings }: PlayOptions,
	): Promise<string> {
		const { workflow } = exampleOf(folder);
		const { nodes, ...filled } = filledIn(workflow, of(this.accounts, format));
		const pinned = nodes.filter((node) => isService(node) && !isReachable(node, credentials));
		// A pinned node has no credential: n8n rejects one that is not stored, even if it is unused.
		return await this.n8n.rest.createWorkflow({
			...filled,
			nodes: nodes
				.map((node) => (pinned.includes(node) ? { ...node, credentials: undefined } : node))
				.map((node) => withCredentials(node, credentials))
				.map((node) => withSettings(node, settings)),
			pinData: Object.fromEntries(pinned.map(({ name }) => [name, [{ json: { pinned: true } }]])),
		});
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

export const isService = ({ type }: Pick<INode, 'type'>): boolean => SERVICES.has(type);

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

const isReachable = ({ credentials = {} }: INode, given: INode['credentials'] = {}): boolean =>
	Object.keys(credentials).some((type) => type in given);

function withCredentials(node: INode, given: INode['credentials'] = {}): INode {
	const { credentials } = node;
	if (credentials === undefined) return node;
	const chosen = Object.keys(credentials).map((type) => [type, given[type] ?? credentials[type]]);
	return { ...node, credentials: Object.fromEntries(chosen) as INode['credentials'] };
}

/** What a person types into the node Settings of an example. */
function withSettings(node: INode, settings: PlayOptions['settings'] = {}): INode {
	if (node.name !== 'Settings') return node;
	const { assignments } = node.parameters.assignments as { assignments: IDataObject[] };
	const changed = assignments.map((one) => ({
		...one,
		value: settings[String(one.name)] ?? one.value,
	}));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: changed } } };
}

function of<T>(map: ReadonlyMap<Format, T>, format: Format): T {
	const found = map.get(format);
	if (found === undefined) throw new Error(`Nothing answers in ${format}`);
	return found;
}
