/** The example workflows of the repository, and what a person changes after the import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { ROOT } from '../../support/package';
import type { Credential, Workflow } from '../workflows';
import { CREDENTIAL_TYPE } from '../workflows';

/** The content of a `workflow.json`. n8n adds the rest. */
export type ExampleWorkflow = Pick<Workflow, 'name' | 'nodes' | 'connections' | 'settings'>;

export interface Example {
	/** The name of its folder. */
	folder: string;
	workflow: ExampleWorkflow;
}

export const EXAMPLES_FOLDER = join(ROOT, 'examples');

export function readExamples(): Example[] {
	return readdirSync(EXAMPLES_FOLDER).map((folder) => {
		const text = readFileSync(join(EXAMPLES_FOLDER, folder, 'workflow.json'), 'utf8');
		return { folder, workflow: JSON.parse(text) as ExampleWorkflow };
	});
}

/** The example with a stored credential in its nodes. Credentials of other services stay unset. */
export function filledIn(
	{ name, nodes, connections, settings }: ExampleWorkflow,
	credential: Pick<Credential, 'id' | 'name'>,
): Omit<Workflow, 'id'> {
	const filled = nodes.map((node) => (usesAccount(node) ? withAccount(node, credential) : node));
	return { name, active: false, nodes: filled, connections, settings };
}

const usesAccount = ({ credentials = {} }: INode): boolean => CREDENTIAL_TYPE in credentials;

const withAccount = (node: INode, { id, name }: Pick<Credential, 'id' | 'name'>): INode => ({
	...node,
	credentials: { [CREDENTIAL_TYPE]: { id, name } },
});
