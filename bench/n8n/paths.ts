/** The ways to read module results in n8n that are compared: this package, and what people build without it. */
import type { INode } from 'n8n-workflow';
import type { Credential } from '../../test/n8n/workflows';
import {
	CREDENTIAL_TYPE,
	DEFAULT_OUTPUT,
	node,
	nodeWithCredential,
	readNode,
} from '../../test/n8n/workflows';

/** Creates the nodes that are measured. */
export type Path = (account: Credential) => INode[];

/** A path that reads only the first results. */
export type LimitedPath = (results: number) => Path;

/** The formats of files, with their names in the form. */
export const FORMATS = { xlsx: 'Excel', csv: 'CSV', ndjson: 'NDJSON' } as const;

export type Format = keyof typeof FORMATS;

const PAGE_SIZE = 1000;

const RESULTS = '/learners/modules/results';

/** How the HTTP Request node finds the token of the next page. */
const TOKEN_IN_JSON = '$response.body.nextPageToken';
const TOKEN_IN_XML =
	'(String($response.body ?? "").match(/<nextPageToken>([^<]+)<\\/nextPageToken>/) ?? [])[1]';

/** HTTP Request with token pagination as in n8n's documentation, and the page size of this package. */
function httpRequest(
	account: Credential,
	token: string,
	response: INode['parameters'],
	maxPages?: number,
): INode {
	const query = [{ name: 'pageSize', value: String(PAGE_SIZE) }];
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

/** Get Many as it is when nobody changes the form, but with Return All: Simplified, with names. */
export const simplified: Path = (account) => [readNode(account, DEFAULT_OUTPUT)];

/** The same for the first results. */
export const simplifiedUpTo: LimitedPath = (results) => (account) => [
	readNode(account, { ...DEFAULT_OUTPUT, returnAll: false, limit: results }),
];

/** Get Many of every column that needs no lookup, with these parameters in addition. */
export const allColumns =
	(fields: INode['parameters'] = {}): Path =>
	(account) => [readNode(account, fields)];

/** Export to File in a format, of the same columns. */
export const toFile =
	(format: Format): Path =>
	(account) => [readNode(account, { operation: 'export', format })];

/** What people build for JSON: HTTP Request and Split Out. */
export const httpJson: Path = (account) => [
	httpRequest(account, TOKEN_IN_JSON, { responseFormat: 'json' }),
	splitOut('results'),
];

/** The same for the first results, in whole pages. */
export const httpJsonUpTo: LimitedPath = (results) => (account) => [
	httpRequest(account, TOKEN_IN_JSON, { responseFormat: 'json' }, Math.ceil(results / PAGE_SIZE)),
	splitOut('results'),
];

/** What people build for XML: HTTP Request, XML and Split Out. */
export const httpXml: Path = (account) => [
	httpRequest(account, TOKEN_IN_XML, { responseFormat: 'text', outputPropertyName: 'data' }),
	node('XML', 'n8n-nodes-base.xml', { mode: 'xmlToJson', dataPropertyName: 'data', options: {} }),
	splitOut('response.results.result'),
];
