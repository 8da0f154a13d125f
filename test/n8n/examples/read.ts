/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program of the repository, never shipped to n8n */
/** The example workflows of the repository, and what a person does to them after the import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { ROOT } from '../package';
import type { Credential, Workflow } from '../workflows';
import { CREDENTIAL_TYPE } from '../workflows';

/** What a `workflow.json` holds: n8n gives it the rest. */
export type ExampleWorkflow = Pick<Workflow, 'name' | 'nodes' | 'connections' | 'settings'>;

export interface Example {
	/** Name of its folder. */
	folder: string;
	workflow: ExampleWorkflow;
}

export const EXAMPLES_FOLDER = join(ROOT, 'examples');

/** The host that the HTTP Request nodes of the examples name. */
export const API_HOST = 'https://api-learn.ispringlearn.com';

export function readExamples(): Example[] {
	return readdirSync(EXAMPLES_FOLDER).map((folder) => {
		const text = readFileSync(join(EXAMPLES_FOLDER, folder, 'workflow.json'), 'utf8');
		return { folder, workflow: JSON.parse(text) as ExampleWorkflow };
	});
}

/** An account in n8n: the stored credential, and the address of the API where it is valid. */
export interface StoredAccount {
	credential: Pick<Credential, 'id' | 'name'>;
	url: string;
}

/**
 * The example with an account chosen in its nodes; other credentials stay unset.
 * @param accountOf gives the account of a node
 */
export function filledIn(
	{ name, nodes, connections, settings }: ExampleWorkflow,
	accountOf: (node: INode) => StoredAccount,
): Omit<Workflow, 'id'> {
	const filled = nodes.map((node) =>
		usesAccount(node) ? withAccount(node, accountOf(node)) : node,
	);
	return { name, active: false, nodes: filled, connections, settings };
}

const usesAccount = ({ credentials = {} }: INode): boolean => CREDENTIAL_TYPE in credentials;

function withAccount(node: INode, { credential: { id, name }, url }: StoredAccount): INode {
	const { url: address } = node.parameters;
	const parameters =
		typeof address === 'string'
			? { ...node.parameters, url: address.replace(API_HOST, url) }
			: node.parameters;
	return { ...node, parameters, credentials: { [CREDENTIAL_TYPE]: { id, name } } };
}
