/** The example workflows of the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { PACKAGE_NAME, ROOT } from './package';

/** The content of a `workflow.json`. n8n adds the rest. */
export interface ExampleWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: Readonly<Record<string, string>>;
}

export interface Example {
	/** The name of its folder. */
	folder: string;
	workflow: ExampleWorkflow;
}

export const EXAMPLES_FOLDER = join(ROOT, 'examples');

/** The credentials that a person selects, by the type of the node. The files have none: see `withCredentials`. */
const CREDENTIALS: Readonly<Record<string, string>> = {
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
	'n8n-nodes-base.emailSend': 'smtp',
	'n8n-nodes-base.googleDrive': 'googleDriveOAuth2Api',
	'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
	'n8n-nodes-base.httpRequest': 'httpHeaderAuth',
	'n8n-nodes-base.hubspot': 'hubspotAppToken',
	'n8n-nodes-base.postgres': 'postgres',
	'n8n-nodes-base.slack': 'slackApi',
	'n8n-nodes-base.webhook': 'httpHeaderAuth',
	[`${PACKAGE_NAME}.ispringLearn`]: 'ispringLearnApi',
	[`${PACKAGE_NAME}.ispringLearnTool`]: 'ispringLearnApi',
	[`${PACKAGE_NAME}.ispringLearnTrigger`]: 'ispringLearnApi',
};

/** A node with an empty place for its credential, for tests that fill it in. */
function withCredentials(node: INode): INode {
	const type = CREDENTIALS[node.type];
	return type === undefined ? node : { ...node, credentials: { [type]: { id: null, name: type } } };
}

/**
 * Every folder of `examples/` with a workflow. The files name no credentials: n8n's editor doesn't store the choice
 * of another one in a node that was imported with a credential that doesn't exist.
 */
export function readExamples(): Example[] {
	return readdirSync(EXAMPLES_FOLDER)
		.map((folder) => ({ folder, file: join(EXAMPLES_FOLDER, folder, 'workflow.json') }))
		.filter(({ file }) => existsSync(file))
		.map(({ folder, file }) => {
			const workflow = JSON.parse(readFileSync(file, 'utf8')) as ExampleWorkflow;
			return { folder, workflow: { ...workflow, nodes: workflow.nodes.map(withCredentials) } };
		});
}

/** The parameters of a node of an example. */
export function parametersOf(folder: string, name: string): INode['parameters'] {
	const { workflow } = readExamples().find((one) => one.folder === folder) ?? {};
	return workflow?.nodes.find((node) => node.name === name)?.parameters ?? {};
}
