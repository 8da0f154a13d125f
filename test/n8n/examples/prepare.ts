/** An example after everything that a person does before the first run. */
import type { IDataObject, INode } from 'n8n-workflow';
import type { Credential, Workflow } from '../workflows';
import type { ExampleWorkflow } from './read';
import { filledIn } from './read';

/** Services that tests cannot reach. Their nodes have pinned data. */
const SERVICES: ReadonlySet<string> = new Set(
	['googleSheets', 'emailSend', 'hubspot', 'postgres', 'googleDrive', 'slack'].map(
		(name) => `n8n-nodes-base.${name}`,
	),
);

export interface Preparation {
	/** Credentials of other services, by their types. Their nodes run. The nodes of all other services have pinned data. */
	credentials?: INode['credentials'];
	/** New values of the fields in the node Settings. */
	settings?: Readonly<Record<string, string | number | boolean>>;
	/** What a person chooses in nodes, by their names. */
	choices?: Readonly<Record<string, INode['parameters']>>;
	/** Items that nodes return without being executed, by the names of the nodes. */
	pinned?: Readonly<Record<string, readonly IDataObject[]>>;
	/** The nodes that a person turns on. */
	turnedOn?: readonly string[];
}

export const isService = ({ type }: Pick<INode, 'type'>): boolean => SERVICES.has(type);

export function prepare(
	workflow: ExampleWorkflow,
	account: Pick<Credential, 'id' | 'name'>,
	{ credentials = {}, settings, choices = {}, pinned: items = {}, turnedOn = [] }: Preparation,
): Omit<Workflow, 'id'> {
	const { nodes, ...filled } = filledIn(workflow, account);
	const pinned = nodes.filter((node) => isService(node) && !isReachable(node, credentials));
	return {
		...filled,
		// A pinned node has no credential: n8n rejects one that is not stored, even if it is unused.
		nodes: nodes
			.map((node) => (pinned.includes(node) ? { ...node, credentials: undefined } : node))
			.map((node) => withCredentials(node, credentials))
			.map((node) => withSettings(node, settings))
			.map((node) => ({ ...node, parameters: { ...node.parameters, ...choices[node.name] } }))
			.map((node) => (turnedOn.includes(node.name) ? { ...node, disabled: undefined } : node)),
		pinData: Object.fromEntries([
			...pinned.map(({ name }) => [name, [{ json: { pinned: true } }]]),
			...Object.entries(items).map(([name, all]) => [name, all.map((json) => ({ json }))]),
		]),
	};
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
function withSettings(node: INode, settings: Preparation['settings'] = {}): INode {
	if (node.name !== 'Settings') return node;
	const { assignments } = node.parameters.assignments as { assignments: IDataObject[] };
	const changed = assignments.map((one) => ({
		...one,
		value: settings[String(one.name)] ?? one.value,
	}));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: changed } } };
}
