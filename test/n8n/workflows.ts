/** Credentials and workflows as n8n imports them. */
import type { ICredentialDataDecryptedObject, IConnections, INode } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { PACKAGE_NAME } from './package';

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
}

export const CREDENTIAL_TYPE = 'ispringLearnApi';
export const NODE_TYPE = `${PACKAGE_NAME}.ispringLearn`;

/** Names of the nodes that the workflows here have. */
export const READ_NODE = 'iSpring Learn';
export const LAST_NODE = 'Then';

type Account = Pick<Simulator, 'url' | 'clientId' | 'clientSecret'>;

/** The credential of an account at another address than iSpring's. */
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
			tokenFormat: 'bearer',
			sessionToken: '',
		},
	};
}

/** Manual Trigger, then iSpring Learn with these fields filled in, then a node that passes on. */
export function readWorkflow(
	name: string,
	credential: Credential,
	fields: INode['parameters'] = {},
): Workflow {
	return workflowWith(name, credential, node(READ_NODE, NODE_TYPE, formOf(fields), 1));
}

/** Manual Trigger, then an HTTP Request that signs in with the credential, then a node that passes on. */
export function requestWorkflow(name: string, credential: Credential, url: string): Workflow {
	const fields = {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		options: {},
	};
	const request = node('HTTP Request', 'n8n-nodes-base.httpRequest', fields, 1);
	return workflowWith(name, credential, { ...request, typeVersion: 4.2 });
}

function workflowWith(name: string, credential: Credential, step: INode): Workflow {
	const credentials = { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } };
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
		{ ...step, credentials },
		node(LAST_NODE, 'n8n-nodes-base.noOp', {}, 2),
	];
	return {
		id: idOf(name),
		name,
		active: false,
		nodes,
		connections: chain(nodes.map((one) => one.name)),
		settings: { executionOrder: 'v1' },
	};
}

const formOf = (fields: INode['parameters']): INode['parameters'] => ({
	resource: 'moduleResult',
	operation: 'getAll',
	returnAll: true,
	simplify: true,
	filters: {},
	options: {},
	...fields,
});

function node(name: string, type: string, parameters: INode['parameters'], place: number): INode {
	return { id: idOf(name), name, type, typeVersion: 1, position: [220 * place, 0], parameters };
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

/** An ID that n8n takes, made of a name. */
const idOf = (name: string): string =>
	name
		.replace(/[^A-Za-z0-9]/g, '')
		.padEnd(16, '0')
		.slice(0, 16);
