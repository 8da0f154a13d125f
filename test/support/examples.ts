/** The example workflows of the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { ROOT } from './package';

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

/** Every folder of `examples/` with a workflow. */
export function readExamples(): Example[] {
	return readdirSync(EXAMPLES_FOLDER)
		.map((folder) => ({ folder, file: join(EXAMPLES_FOLDER, folder, 'workflow.json') }))
		.filter(({ file }) => existsSync(file))
		.map(({ folder, file }) => ({
			folder,
			workflow: JSON.parse(readFileSync(file, 'utf8')) as ExampleWorkflow,
		}));
}

/** The parameters of a node of an example. */
export function parametersOf(folder: string, name: string): INode['parameters'] {
	const { workflow } = readExamples().find((one) => one.folder === folder) ?? {};
	return workflow?.nodes.find((node) => node.name === name)?.parameters ?? {};
}
