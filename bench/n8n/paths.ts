/** The ways to read module results in n8n that are compared: this package, and what people build without it. */
import type { INode } from 'n8n-workflow';
import { nodesForJson, nodesForXml } from '../../test/n8n/httpRequestNodes';
import type { Credential } from '../../test/n8n/workflows';
import { DEFAULT_OUTPUT, readNode } from '../../test/n8n/workflows';

/** Creates the nodes that are measured. */
export type Path = (account: Credential) => INode[];

/** A path that reads only the first results. */
export type LimitedPath = (results: number) => Path;

/** The formats of files, with their names in the form. */
export const FORMATS = { xlsx: 'Excel', csv: 'CSV', ndjson: 'NDJSON' } as const;

export type Format = keyof typeof FORMATS;

/** As in this package. */
const PAGE_SIZE = 1000;

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

/** Learner Progress of all modules as it is when nobody changes the output: Simplified, with names. */
export const learnerProgress: Path = (account) => [
	readNode(account, { ...DEFAULT_OUTPUT, resource: 'learnerProgress', basis: 'modules' }),
];

/** Export to File in a format, of the same columns. */
export const toFile =
	(format: Format): Path =>
	(account) => [readNode(account, { operation: 'export', format })];

/** What people build for JSON: HTTP Request and Split Out. */
export const httpJson: Path = (account) => nodesForJson(account, { pageSize: PAGE_SIZE });

/** The same for the first results, in whole pages. */
export const httpJsonUpTo: LimitedPath = (results) => (account) =>
	nodesForJson(account, { pageSize: PAGE_SIZE, maxPages: Math.ceil(results / PAGE_SIZE) });

/** What people build for XML: HTTP Request, XML and Split Out. */
export const httpXml: Path = (account) => nodesForXml(account, { pageSize: PAGE_SIZE });
