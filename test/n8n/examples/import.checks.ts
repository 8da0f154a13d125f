/** The examples can be shared: they are complete, importable, and consist of nodes that n8n knows. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { ALL_COLUMNS } from '../../support/columns';
import type { Instance } from '../instance';
import type { Workflow } from '../workflows';
import { idOf } from '../workflows';
import { unknownIn } from './catalogue';
import { overlaps } from './layout';
import { EXAMPLES_FOLDER, readExamples } from './read';
import type { ExampleServer } from './exampleServer';
import { exampleOf, nodeOf } from './exampleServer';

const MOST_BYTES_OF_PICTURE = 150_000;

/** n8n imports everything, and shows a question mark for unknown nodes. */
export function checkKnown(n8n: () => Instance): void {
	test.each(readExamples())(
		'$folder consists of nodes, versions and fields that n8n has',
		async ({ workflow }) => {
			const { text } = await n8n().rest.file('/types/nodes.json');
			expect(unknownIn(workflow, JSON.parse(text) as INodeTypeDescription[])).toEqual([]);
		},
	);
}

export function checkImport(server: () => ExampleServer): void {
	describe.each(readExamples())('$folder', ({ folder, workflow }) => {
		const file = (name: string): string => join(EXAMPLES_FOLDER, folder, name);

		test('contains nothing from the n8n in which it was created', () => {
			expect(Object.keys(workflow)).toEqual(['name', 'nodes', 'connections', 'settings']);
			const used = workflow.nodes.flatMap(({ credentials = {} }) => Object.values(credentials));
			expect(used.length).toBeGreaterThan(1);
			for (const credential of used) {
				expect(credential).toEqual({ id: null, name: expect.stringMatching(/account$/) });
			}
		});

		test('is documented, on a tidy canvas and in its folder', () => {
			const { content } = nodeOf(workflow, /stickyNote$/).parameters;
			expect(content).toContain(`## ${workflow.name}\n`);
			expect(content).toContain('**Set up:**');
			expect(overlaps(workflow.nodes)).toEqual([]);
			const readme = readFileSync(file('README.md'), 'utf8');
			expect(readme).toContain(`# ${workflow.name}\n`);
			expect(readme).toContain('(picture.png)');
			expect(statSync(file('picture.png')).size).toBeLessThan(MOST_BYTES_OF_PICTURE);
		});
	});

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

	test('the table for postgres-upsert has the columns of the results', () => {
		const { parameters } = nodeOf(exampleOf('postgres-upsert').workflow, /stickyNote$/);
		const readme = readFileSync(join(EXAMPLES_FOLDER, 'postgres-upsert', 'README.md'), 'utf8');
		for (const text of [String(parameters.content), readme]) {
			const table = /CREATE TABLE module_results \(([\s\S]*?)\);/.exec(text)?.[1] ?? '';
			const columns = [...table.matchAll(/"(\w+)"/g)].map(([, name]) => name);
			expect(columns).toEqual(ALL_COLUMNS);
		}
	});
}
