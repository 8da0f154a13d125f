/** The ways to read module results in n8n that are compared: this package, and what people build without it. */
import type { INode } from 'n8n-workflow';
import type { Credential, Workflow } from '../test/n8n/workflows';
import {
	CREDENTIAL_TYPE,
	node,
	nodeWithCredential,
	readNode,
	workflowOf,
} from '../test/n8n/workflows';

/** Creates the nodes that are timed. */
export type Path = (account: Credential) => INode[];

const RESULTS = '/learners/modules/results';

/** How the HTTP Request node finds the token of the next page. */
const TOKEN_IN_JSON = '$response.body.nextPageToken';
const TOKEN_IN_XML =
	'(String($response.body ?? "").match(/<nextPageToken>([^<]+)<\\/nextPageToken>/) ?? [])[1]';

/** HTTP Request with token pagination as in n8n's documentation, and the page size of this package. */
function httpRequest(account: Credential, token: string, response: INode['parameters']): INode {
	const query = [{ name: 'pageSize', value: '1000' }];
	const next = { type: 'qs', name: 'pageToken', value: `={{ ${token} }}` };
	const fields = {
		url: `${String(account.data.baseUrl)}${RESULTS}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		sendQuery: true,
		queryParameters: { parameters: query },
		options: {
			response: { response },
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: { parameters: [next] },
					paginationCompleteWhen: 'other',
					completeExpression: `={{ !(${token}) }}`,
					limitPagesFetched: false,
				},
			},
		},
	};
	return nodeWithCredential(
		node('HTTP Request', 'n8n-nodes-base.httpRequest', fields, 4.2),
		account,
	);
}

const splitOut = (field: string): INode =>
	node('Split Out', 'n8n-nodes-base.splitOut', { fieldToSplitOut: field, options: {} });

/** This package's Get Many, with these parameters in addition to Return All. By default nothing is looked up. */
export const ours =
	(fields: INode['parameters'] = {}): Path =>
	(account) => [readNode(account, fields)];

/** What people build for JSON: HTTP Request and Split Out. */
export const httpJson: Path = (account) => [
	httpRequest(account, TOKEN_IN_JSON, { responseFormat: 'json' }),
	splitOut('results'),
];

/** What people build for XML: HTTP Request, XML and Split Out. */
export const httpXml: Path = (account) => [
	httpRequest(account, TOKEN_IN_XML, { responseFormat: 'text', outputPropertyName: 'data' }),
	node('XML', 'n8n-nodes-base.xml', { mode: 'xmlToJson', dataPropertyName: 'data', options: {} }),
	splitOut('response.results.result'),
];

/** This package's Export to File in a format, without look-ups. */
export const toFile =
	(format: 'xlsx' | 'csv' | 'ndjson'): Path =>
	(account) => [readNode(account, { operation: 'export', format })];

/** A node that sets one field to the value of an expression, here a time. */
function clock(name: string, field: string, expression: string): INode {
	const assignment = { id: field, name: field, value: `={{ ${expression} }}`, type: 'number' };
	const fields = { assignments: { assignments: [assignment] }, options: {} };
	return node(name, 'n8n-nodes-base.set', fields, 3.4);
}

/**
 * A workflow behind a webhook that responds with the milliseconds of a path's nodes. A Limit node passes
 * one item on, so that only the path is measured.
 */
export function timedWorkflow(name: string, account: Credential, path: Path): Omit<Workflow, 'id'> {
	const webhook = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: name, responseMode: 'lastNode' },
		2,
	);
	const nodes = path(account);
	const workflow = workflowOf(name, [
		{ ...webhook, webhookId: name },
		clock('Before', 'startedAt', 'Date.now()'),
		...nodes,
		node('Limit', 'n8n-nodes-base.limit', { maxItems: 1, keep: 'lastItems' }),
		clock('After', 'milliseconds', 'Date.now() - $("Before").first().json.startedAt'),
	]);
	// Storing the execution's data would take as long as reading it.
	const settings = { ...workflow.settings, saveDataSuccessExecution: 'none' };
	return { ...workflow, settings };
}
