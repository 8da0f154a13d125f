/** The other uses of a credential in n8n: its test, and the HTTP Request node. */
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeType,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type { StoredCredentials } from './storedCredentials';
import { additionalDataOf, typesOf } from './engine';
import { manualTrigger } from './steps';

const CREDENTIAL = 'ispringLearnApi';

export interface Verdict {
	status: 'OK' | 'Error';
	message: string;
}

interface Thrown {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function contextOf(node: INode, nodeType: INodeType, credentials: StoredCredentials) {
	const name = node.type.slice(node.type.lastIndexOf('.') + 1);
	const nodeTypes = typesOf({ [name]: nodeType });
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const executeData = { node, data: {}, source: null };
	return new ExecuteContext(
		workflow,
		node,
		additionalDataOf(workflow, credentials),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		executeData,
		[],
	);
}

const nodeOf = (type: string, parameters: INode['parameters'] = {}): INode => ({
	id: 'temp',
	name: 'Temp-Node',
	type: `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: { [CREDENTIAL]: { id: '1', name: 'Account' } },
});

/**
 * The test of a credential, as n8n's server runs it in its class `CredentialsTester`.
 * @param data what the form sends; the server puts in what is stored for what the form does not show
 */
export async function testCredential(
	type: ICredentialType,
	credentials: StoredCredentials,
	data: ICredentialDataDecryptedObject = { ...credentials.stored },
): Promise<Verdict> {
	const request = type.test?.request ?? { url: '' };
	const routing = { request };
	const nodeType: INodeType = {
		description: {
			...manualTrigger.description,
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing }],
		},
	};
	const context = contextOf(nodeOf('noOp', { temp: '' }), nodeType, credentials);
	const decrypted = { id: '1', name: 'Account', type: CREDENTIAL, data };
	try {
		await new RoutingNode(context, nodeType, decrypted).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: wordsOf(error as Thrown, type) };
	}
}

function wordsOf({ message, cause }: Thrown, { test }: ICredentialType): string {
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	const rule = test?.rules?.find(
		({ type, properties }) => type === 'responseCode' && properties.value === status,
	);
	return rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`);
}

/** A request of n8n's HTTP Request node with the credential. The node's own SSL option is off. */
export async function httpRequestNode(
	credentials: StoredCredentials,
	uri: string,
): Promise<unknown> {
	const node = nodeOf('httpRequest');
	const context = contextOf(node, manualTrigger, credentials);
	const request = { method: 'GET', uri, rejectUnauthorized: true } as const;
	return await context.helpers.requestWithAuthentication.call(context, CREDENTIAL, request);
}
