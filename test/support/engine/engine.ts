/** Executes workflows with the package's nodes in the published n8n-core, outside of n8n's server. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecuteContext } from 'n8n-core';
import {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { StoredCredentials } from './storedCredentials';
import { manualTrigger, step } from './steps';

process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-engine-'));

const CREDENTIAL = 'ispringLearnApi';
const LOCAL = 'http://127.0.0.1:9/';

/** The name of our node in the workflows that run here. */
export const NODE = 'iSpring Learn';

export interface Job {
	/** Parameters of our node. */
	parameters: INode['parameters'];
	credentials: StoredCredentials;
	/** Input items of our node; one empty item by default. */
	input?: IDataObject[];
	/** Settings of our node, such as onError. */
	settings?: Partial<INode>;
	timezone?: string;
	/** Cancels the execution. */
	signal?: AbortSignal;
	/** Additional nodes after our node, by name. */
	after?: Record<string, INodeType>;
}

export interface Outcome {
	run: IRun;
	/** The items of our node, by output. */
	outputs: INodeExecutionData[][];
	/** The rows of its first output. */
	rows: IDataObject[];
	/** The error that stopped the workflow. */
	error:
		| (Error & { description?: string | null; httpCode?: string | null; node?: INode })
		| undefined;
}

export interface Engine {
	/** Creates stored credentials with these values. */
	credentials(data: ICredentialDataDecryptedObject): StoredCredentials;
	run(job: Job): Promise<Outcome>;
	/** Opens a pick-list of the form, as n8n's editor does. `of` selects the trigger's form. */
	pick(
		method: string,
		credentials: StoredCredentials,
		parameters: INode['parameters'],
		of?: INodeType,
	): Promise<INodePropertyOptions[]>;
	/** Searches a list of the form, as n8n's editor does when a person types or scrolls. */
	search(
		method: string,
		credentials: StoredCredentials,
		parameters: INode['parameters'],
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult>;
	/** Lists the fields that values can be mapped to, as n8n's editor does. */
	mapFields(
		method: string,
		credentials: StoredCredentials,
		parameters: INode['parameters'],
	): Promise<ResourceMapperFields>;
	nodeType: INodeType;
	triggerType: INodeType;
	credentialType: ICredentialType;
}

/** Loads the built package in `directory`, as n8n's server does. */
export async function startEngine(directory: string): Promise<Engine> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const nodeType = executable(loader.getNode('ispringLearn').type as INodeType);
	const credentialType = loader.getCredential(CREDENTIAL).type;
	return {
		nodeType,
		credentialType,
		triggerType: loader.getNode('ispringLearnTrigger').type as INodeType,
		credentials: (data) => new StoredCredentials(credentialType, data),
		run: async (job) =>
			await run(job, { ispringLearn: nodeType, manualTrigger, step, ...job.after }),
		pick: async (method, credentials, parameters, of = nodeType) =>
			await pick(of, method, credentials, parameters),
		search: async (method, credentials, parameters, filter, paginationToken) => {
			const search = nodeType.methods?.listSearch?.[method];
			if (!search) throw new Error(`The node has no ${method}`);
			const context = editorContext(nodeType, credentials, parameters);
			return await search.call(context, filter, paginationToken);
		},
		mapFields: async (method, credentials, parameters) => {
			const list = nodeType.methods?.resourceMapping?.[method];
			if (!list) throw new Error(`The node has no ${method}`);
			return await list.call(editorContext(nodeType, credentials, parameters));
		},
	};
}

/** Gives a declarative node its `execute`, as n8n's server does. */
function executable(nodeType: INodeType): INodeType {
	nodeType.execute ??= async function () {
		return (await new RoutingNode(this as ExecuteContext, nodeType).runNode()) ?? [];
	};
	return nodeType;
}

/** Finds node types by the last part of their names. */
export function typesOf(types: Record<string, INodeType>): INodeTypes {
	const find = (name: string) => types[name.slice(name.lastIndexOf('.') + 1)];
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

function workflowOf(job: Job, types: Record<string, INodeType>): Workflow {
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type: `test.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const names = ['Start', NODE, 'Step', ...Object.keys(job.after ?? {})];
	const nodes = [
		node('Start', 'manualTrigger'),
		node(NODE, 'ispringLearn', {
			parameters: job.parameters,
			credentials: { [CREDENTIAL]: { id: '1', name: 'Account' } },
			...job.settings,
		}),
		node('Step', 'step'),
		...Object.keys(job.after ?? {}).map((name) => node(name, name)),
	];
	const connections = Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, at) => [
				name,
				{ main: [[{ node: names[at + 1], type: 'main' as const, index: 0 }]] },
			]),
	);
	const { timezone = 'UTC' } = job;
	const settings = { timezone, executionOrder: 'v1' as const };
	return new Workflow({
		id: 'w',
		nodes,
		connections,
		active: false,
		nodeTypes: typesOf(types),
		settings,
	});
}

/** Creates the additional data that n8n passes to every execution. */
export function additionalDataOf(workflow: Workflow, credentialsHelper: StoredCredentials) {
	const hooks = new ExecutionLifecycleHooks('manual', 'e', {
		...workflow,
		createdAt: new Date(),
	} as never);
	return {
		credentialsHelper,
		hooks,
		executionId: 'e',
		currentNodeExecutionIndex: 0,
		restApiUrl: LOCAL,
		instanceBaseUrl: LOCAL,
		formBaseUrl: LOCAL,
		formWaitingBaseUrl: LOCAL,
		formTestBaseUrl: LOCAL,
		webhookBaseUrl: LOCAL,
		webhookWaitingBaseUrl: LOCAL,
		webhookTestBaseUrl: LOCAL,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

async function run(job: Job, types: Record<string, INodeType>): Promise<Outcome> {
	const workflow = workflowOf(job, types);
	const input = (job.input ?? [{}]).map((json) => ({ json }));
	const additionalData = additionalDataOf(workflow, job.credentials);
	const execution = new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		startNode: workflow.getNode('Start') ?? undefined,
		pinData: { Start: input },
	});
	// The promise of a cancelled execution never settles. n8n's server gets the result from the hook.
	const cancelled = new Promise<IRun>((resolve) => {
		additionalData.hooks?.addHandler('workflowExecuteAfter', resolve);
	});
	job.signal?.addEventListener('abort', () => execution.cancel());
	const result = await Promise.race([execution, cancelled]);
	const { runData, error } = result.data.resultData;
	const outputs = (runData[NODE]?.[0].data?.main ?? []).map((items) => items ?? []);
	return {
		run: result,
		outputs,
		rows: (outputs[0] ?? []).map(({ json }) => json),
		error: error as Outcome['error'],
	};
}

/** Creates the context that n8n's editor passes to the methods of a node. */
function editorContext(
	nodeType: INodeType,
	credentials: StoredCredentials,
	parameters: INode['parameters'],
): LoadOptionsContext {
	const types = { ispringLearn: nodeType, manualTrigger, step };
	const workflow = workflowOf({ credentials, parameters }, types);
	const node = workflow.getNode(NODE);
	if (!node) throw new Error('The workflow has no node');
	const additionalData = additionalDataOf(workflow, credentials);
	additionalData.currentNodeParameters = parameters;
	return new LoadOptionsContext(workflow, node, additionalData, '');
}

async function pick(
	nodeType: INodeType,
	method: string,
	credentials: StoredCredentials,
	parameters: INode['parameters'],
): Promise<INodePropertyOptions[]> {
	const load = nodeType.methods?.loadOptions?.[method];
	if (!load) throw new Error(`The node has no ${method}`);
	return await load.call(editorContext(nodeType, credentials, parameters));
}

/** Returns the parameters of a node: its defaults, overridden by these values. */
export function formOf(nodeType: INodeType, values: INode['parameters']): INode['parameters'] {
	return (
		NodeHelpers.getNodeParameters(
			nodeType.description.properties,
			values,
			true,
			false,
			null,
			null,
		) ?? {}
	);
}
