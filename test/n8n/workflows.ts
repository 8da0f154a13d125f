/** Credentials and workflows in n8n's import format. */
import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IConnections, INode, IPinData } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { PACKAGE_NAME } from '../support/package';
import { select } from '../support/columns';

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

export interface Workflow {
	id: string;
	name: string;
	active: boolean;
	nodes: INode[];
	connections: IConnections;
	settings: Readonly<Record<string, string>>;
	/** Pinned data: the output of nodes in a manual execution. */
	pinData?: IPinData;
}

export const CREDENTIAL_TYPE = 'ispringLearnApi';
export const NODE_TYPE = `${PACKAGE_NAME}.ispringLearn`;

export const TRIGGER_TYPE = `${PACKAGE_NAME}.ispringLearnTrigger`;
export const INSTANT_TYPE = `${PACKAGE_NAME}.ispringLearnInstantTrigger`;

/** The names of the nodes in these workflows. */
export const READ_NODE = 'iSpring Learn';
export const TRIGGER_NODE = 'iSpring Learn Trigger';
export const INSTANT_NODE = 'iSpring Learn Instant Trigger';
export const LAST_NODE = 'Then';

type Account = Pick<Simulator, 'url' | 'clientId' | 'clientSecret'>;

/** The credential of an account at a custom address. */
export function credentialOf(
	{ url, clientId, clientSecret }: Account,
	name = 'iSpring Learn account',
): Credential {
	return {
		id: idOf(name),
		name,
		type: CREDENTIAL_TYPE,
		data: {
			authentication: 'clientCredentials',
			host: 'custom',
			baseUrl: url,
			clientId,
			clientSecret,
			sessionToken: '',
		},
	};
}

/** The credential of Google Sheets. n8n's editor can't store a token: Google would send it after the sign-in. */
export const googleCredential = ({ token }: { token: string }): Credential => ({
	id: idOf('google'),
	name: 'Google Sheets',
	type: 'googleSheetsOAuth2Api',
	data: { clientId: 'id', clientSecret: 'secret', oauthTokenData: { access_token: token } },
});

/** Manual Trigger, then iSpring Learn with these fields, then a node that passes items on. */
export function readWorkflow(
	name: string,
	credential: Credential,
	fields: INode['parameters'] = {},
): Workflow {
	return workflowOf(name, [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		readNode(credential, fields),
		node(LAST_NODE, 'n8n-nodes-base.noOp'),
	]);
}

/** The package's node with these fields, by default without look-ups. */
export function readNode(credential: Credential, fields: INode['parameters'] = {}): INode {
	return nodeWithCredential(node(READ_NODE, NODE_TYPE, formOf(fields)), credential);
}

/** One polling time allows a minute at the shortest. Several of them allow shorter intervals. */
const OFTEN = [0, 10, 20, 30, 40, 50].map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/** The package's trigger, polling every ten seconds, then a node that passes items on. */
export function triggerWorkflow(
	name: string,
	credential: Credential,
	fields: INode['parameters'] = {},
): Workflow {
	const parameters = { pollTimes: { item: OFTEN }, ...fields };
	return workflowOf(name, [
		nodeWithCredential(node(TRIGGER_NODE, TRIGGER_TYPE, parameters), credential),
		node(LAST_NODE, 'n8n-nodes-base.noOp'),
	]);
}

/**
 * The package's instant trigger, then a node that passes items on. It looks after its webhook every ten seconds instead
 * of every 15 minutes.
 */
export function instantWorkflow(
	name: string,
	credential: Credential,
	fields: INode['parameters'] = {},
): Workflow {
	const trigger = node(INSTANT_NODE, INSTANT_TYPE, { pollTimes: { item: OFTEN }, ...fields });
	return workflowOf(name, [
		nodeWithCredential({ ...trigger, webhookId: idOf(`webhook of ${name}`) }, credential),
		node(LAST_NODE, 'n8n-nodes-base.noOp'),
	]);
}

export function nodeWithCredential(one: INode, { type, id, name }: Credential): INode {
	return { ...one, credentials: { [type]: { id, name } } };
}

/** Manual Trigger, then an HTTP Request with the credential, then a node that passes items on. */
export function requestWorkflow(name: string, credential: Credential, url: string): Workflow {
	const fields = {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		options: {},
	};
	const request = node('HTTP Request', 'n8n-nodes-base.httpRequest', fields, 4.2);
	return workflowOf(name, [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		nodeWithCredential(request, credential),
		node(LAST_NODE, 'n8n-nodes-base.noOp'),
	]);
}

/** Manual Trigger, then Export to File, then a node that returns an item for each row of the file. */
export function exportWorkflow(
	name: string,
	credential: Credential,
	format: 'csv' | 'xlsx',
): Workflow {
	return workflowOf(name, [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		readNode(credential, { operation: 'export', format, fileName: '' }),
		node(LAST_NODE, 'n8n-nodes-base.extractFromFile', {
			operation: format,
			binaryPropertyName: 'data',
			// Leaves the byte order mark out of the name of the first column.
			options: format === 'csv' ? { enableBOM: true } : {},
		}),
	]);
}

/** Connects nodes in a row. */
export function workflowOf(name: string, nodes: readonly INode[]): Workflow {
	return {
		id: idOf(name),
		name,
		active: false,
		nodes: nodes.map((one, i) => ({ ...one, position: [220 * i, 0] })),
		connections: chain(nodes.map((one) => one.name)),
		settings: { executionOrder: 'v1' },
	};
}

const formOf = (fields: INode['parameters']): INode['parameters'] => ({
	resource: 'moduleResult',
	operation: 'getAll',
	returnAll: true,
	filters: {},
	options: {},
	...select('moduleResult'),
	...fields,
});

/** The columns that a node returns whose form nobody changed. */
export const DEFAULT_OUTPUT = { output: 'simplified', columns: [] };

export function node(
	name: string,
	type: string,
	parameters: INode['parameters'] = {},
	typeVersion = 1,
): INode {
	return { id: idOf(name), name, type, typeVersion, position: [0, 0], parameters };
}

function chain(names: readonly string[]): IConnections {
	const links = names
		.slice(1)
		.map((next, i): [string, IConnections[string]] => [
			names[i],
			{ main: [[{ node: next, type: 'main', index: 0 }]] },
		]);
	return Object.fromEntries(links);
}

/** A valid ID for n8n, from a name. */
export const idOf = (name: string): string =>
	createHash('sha256').update(name).digest('hex').slice(0, 16);
