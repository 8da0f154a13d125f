/** The examples that change iSpring Learn: nothing in test mode, one refusal does not stop the others, and each is reported. */
import type { IConnection, INode } from 'n8n-workflow';
import { isNote } from '../support/canvas';
import type { Example, ExampleWorkflow } from '../support/examples';
import { readExamples } from '../support/examples';
import { PACKAGE_NAME } from '../support/package';

const READS = ['download', 'export', 'get', 'getAll', 'getLink'];
const TEST = 'Is this a test?';
/** The output of the If for what is not a test. */
const NO_TEST = 1;

const isChange = ({ type, parameters }: INode): boolean =>
	type === `${PACKAGE_NAME}.ispringLearn` && !READS.includes(String(parameters.operation));

const namesOf = (nodes: readonly INode[]): string[] => nodes.map(({ name }) => name).sort();

/** The connections from an output of a node. */
const outputOf = ({ connections }: ExampleWorkflow, name: string, output: number): IConnection[] =>
	connections[name]?.main[output] ?? [];

/** The nodes that can receive something from these ones. `isOpen` says which outputs count. */
function reachable(
	workflow: ExampleWorkflow,
	from: readonly string[],
	isOpen: (name: string, output: number) => boolean = () => true,
): Set<string> {
	const found = new Set(from);
	for (const name of found) {
		const outputs = workflow.connections[name]?.main ?? [];
		outputs.forEach((links, output) => {
			if (isOpen(name, output)) for (const { node } of links ?? []) found.add(node);
		});
	}
	return found;
}

/** The nodes that nothing leads to: triggers. */
function startsOf({ nodes, connections }: ExampleWorkflow): string[] {
	const targets = Object.values(connections).flatMap(({ main }) => main.flat());
	const led = new Set(targets.map((link) => link?.node));
	return nodes.filter((node) => !isNote(node) && !led.has(node.name)).map(({ name }) => name);
}

const changing = readExamples().filter(({ workflow }) => workflow.nodes.some(isChange));

test('there are five of them', () => {
	expect(changing.map(({ folder }) => folder)).toEqual([
		'failed-twice',
		'hubspot-deal-won',
		'leavers',
		'new-hires',
		'recertification',
	]);
});

describe.each(changing)('$folder', ({ workflow }: Example) => {
	const { nodes } = workflow;
	const changes = nodes.filter(isChange);
	const stops = nodes.filter(({ type }) => type.endsWith('.stopAndError'));

	test('changes nothing in test mode, which is on at first', () => {
		const starts = startsOf(workflow);
		const inTest = reachable(
			workflow,
			starts,
			(name, output) => name !== TEST || output !== NO_TEST,
		);
		expect(namesOf(changes.filter(({ name }) => inTest.has(name)))).toEqual([]);
		const always = reachable(workflow, starts);
		expect(namesOf(changes.filter(({ name }) => always.has(name)))).toEqual(namesOf(changes));
		const settings = nodes.find(({ name }) => name === 'Settings')?.parameters.assignments;
		expect(settings).toMatchObject({
			assignments: expect.arrayContaining([
				expect.objectContaining({ name: 'testMode', value: true }),
			]),
		});
	});

	test('continues after each refusal, and reports it', () => {
		expect(stops).toHaveLength(1);
		const senders = nodes.filter(({ type }) => /\.(emailSend|slack)$/.test(type));
		expect(senders).toHaveLength(1);
		for (const { name, onError } of [...changes, ...senders]) {
			expect({ name, onError }).toEqual({ name, onError: 'continueErrorOutput' });
			const failed = outputOf(workflow, name, 1).map(({ node }) => node);
			expect({ name, isReported: reachable(workflow, failed).has(stops[0].name) }).toEqual({
				name,
				isReported: true,
			});
		}
	});

	test('waits for all problems before it stops: one input of the merge for each kind', () => {
		const links = Object.values(workflow.connections).flatMap(({ main }) => main.flat());
		const [before, ...others] = Object.keys(workflow.connections).filter((name) =>
			outputOf(workflow, name, 0).some(({ node }) => node === stops[0].name),
		);
		expect(others).toEqual([]);
		const merge = nodes.find(({ name }) => name === before);
		expect(merge).toMatchObject({ type: 'n8n-nodes-base.merge', parameters: { mode: 'append' } });
		const inputs = links.filter((link) => link?.node === before).map((link) => link?.index);
		const expected = Array.from({ length: Number(merge?.parameters.numberInputs) }, (_, i) => i);
		expect(inputs.sort()).toEqual(expected);
	});
});
