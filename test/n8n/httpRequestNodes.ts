/** How people read module results in n8n without this package. */
import type { INode } from 'n8n-workflow';
import type { Credential } from './workflows';
import { CREDENTIAL_TYPE, node, nodeWithCredential } from './workflows';

const RESULTS = '/learners/modules/results';

/** How the HTTP Request node finds the token of the next page. */
const TOKEN_IN_JSON = '$response.body.nextPageToken';
const TOKEN_IN_XML =
	'(String($response.body ?? "").match(/<nextPageToken>([^<]+)<\\/nextPageToken>/) ?? [])[1]';

interface Paging {
	pageSize: number;
	/** By default all pages. */
	maxPages?: number;
}

/** HTTP Request with token pagination as in n8n's documentation. */
function httpRequest(
	account: Credential,
	token: string,
	response: INode['parameters'],
	{ pageSize, maxPages }: Paging,
): INode {
	const query = [{ name: 'pageSize', value: String(pageSize) }];
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
					limitPagesFetched: maxPages !== undefined,
					maxRequests: maxPages ?? 100,
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

/** What people build for JSON: HTTP Request and Split Out. */
export const nodesForJson = (account: Credential, paging: Paging): INode[] => [
	httpRequest(account, TOKEN_IN_JSON, { responseFormat: 'json' }, paging),
	splitOut('results'),
];

/** What people build for XML: HTTP Request, XML and Split Out. */
export const nodesForXml = (account: Credential, paging: Paging): INode[] => [
	httpRequest(
		account,
		TOKEN_IN_XML,
		{ responseFormat: 'text', outputPropertyName: 'data' },
		paging,
	),
	node('XML', 'n8n-nodes-base.xml', { mode: 'xmlToJson', dataPropertyName: 'data', options: {} }),
	splitOut('response.results.result'),
];
