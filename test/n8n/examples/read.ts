/** The example workflows of the repository, and what a person changes after the import. */
import type { INode } from 'n8n-workflow';
import type { ExampleWorkflow } from '../../support/examples';
import type { Credential, Workflow } from '../workflows';
import { CREDENTIAL_TYPE } from '../workflows';

export type { Example, ExampleWorkflow } from '../../support/examples';
export { EXAMPLES_FOLDER, readExamples } from '../../support/examples';

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
