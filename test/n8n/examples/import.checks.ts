/** n8n imports the examples, and knows their nodes. test/repository/examples.test.ts checks their form. */
import type { INodeTypeDescription } from 'n8n-workflow';
import type { Instance } from '../instance';
import type { Workflow } from '../workflows';
import { idOf } from '../workflows';
import { unknownIn } from './catalogue';
import { readExamples } from './read';
import type { ExampleServer } from './exampleServer';

/**
 * n8n imports everything, and shows a question mark for unknown nodes.
 * @param missing what this n8n does not have, by example. The README of the example says what to do there
 */
export function checkKnown(
	n8n: () => Instance,
	missing: Readonly<Record<string, readonly string[]>> = {},
): void {
	test.each(readExamples())(
		'$folder consists of nodes, versions and fields that n8n has',
		async ({ folder, workflow }) => {
			const { text } = await n8n().rest.file('/types/nodes.json');
			const unknown = unknownIn(workflow, JSON.parse(text) as INodeTypeDescription[]);
			expect(unknown).toEqual(missing[folder] ?? []);
		},
	);
}

export function checkImport(server: () => ExampleServer): void {
	test("n8n's command line imports all of them, given the IDs that it wants", async () => {
		const { commandLine, rest } = server().n8n;
		const examples = readExamples().map(({ folder, workflow }) => ({
			...workflow,
			id: idOf(folder),
			active: false,
		}));
		await commandLine.importWorkflows(...examples);
		for (const { id, name, nodes, connections } of examples) {
			const stored = await rest.send<Workflow>('GET', `/rest/workflows/${id}`);
			expect(stored).toMatchObject({ name, connections });
			expect(stored.nodes.map(({ parameters }) => parameters)).toEqual(
				nodes.map(({ parameters }) => parameters),
			);
		}
	});
}
