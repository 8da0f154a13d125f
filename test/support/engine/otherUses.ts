/** Other uses of the credential in n8n: the credential test and the HTTP Request node. */
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

export interface TestResult {
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
 * Tests a credential like the class `CredentialsTester` of n8n's server.
 * @param data the values of the form; the server adds the stored values of hidden fields
 */
export async function testCredential(
	type: ICredentialType,
	credentials: StoredCredentials,
	data: ICredentialDataDecryptedObject = { ...credentials.stored },
): Promise<TestResult> {
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
		return { status: 'Error', message: errorMessage(error as Thrown, type) };
	}
}

function errorMessage({ message, cause }: Thrown, { test }: ICredentialType): string {
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	const rule = test?.rules?.find(
		({ type, properties }) => type === 'responseCode' && properties.value === status,
	);
	return rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`);
}

/** Sends a request as n8n's HTTP Request node does, with the credential and without the node's own SSL option. */
export async function httpRequestNode(
	credentials: StoredCredentials,
	uri: string,
): Promise<unknown> {
	const node = nodeOf('httpRequest');
	const context = contextOf(node, manualTrigger, credentials);
	const request = { method: 'GET', uri, rejectUnauthorized: true } as const;
	return await context.helpers.requestWithAuthentication.call(context, CREDENTIAL, request);
}
