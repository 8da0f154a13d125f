/** The form of the tool, as n8n shows it. */
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { IspringLearn } from '../../../nodes/IspringLearn/IspringLearn.node';
import { defaultsOf, shownIn } from '../../support/forms';

const { description } = new IspringLearn();
const TOOL: INodeTypeDescription = { ...description, name: 'ispringLearnTool' };

const [{ options: choices = [] }] = description.properties.filter(
	({ name }) => name === 'resource',
);
const RESOURCES = choices.flatMap((choice) => ('value' in choice ? [String(choice.value)] : []));

const valuesOf = (fields: readonly INodeProperties[], field: string) =>
	fields
		.filter(({ name }) => name === field)
		.map(({ options = [] }) => options.map((one) => ('value' in one ? one.value : one.name)));

/** The names of the options of a form, below Options. */
function optionsShown(type: INodeTypeDescription, resource: string): string[] {
	const [collection] = shownIn(type, { resource }).filter(
		({ name, type: kind }) => name === 'options' && kind === 'collection',
	);
	const root = defaultsOf(type, { resource });
	return ((collection.options ?? []) as INodeProperties[])
		.filter((option) => NodeHelpers.displayParameter({}, option, null, type, root))
		.map(({ name }) => name);
}

test.each([
	...['courseProgress', 'courseResult', 'enrollment', 'learnerProgress', 'moduleResult', 'user'],
])('Export to File of %s is offered in the node and not in the tool', (resource) => {
	const values = { resource };
	const [inNode] = valuesOf(shownIn(description, values), 'operation');
	const [inTool] = valuesOf(shownIn(TOOL, values), 'operation');
	expect(inNode).toEqual(expect.arrayContaining(['export', 'getAll']));
	expect(inTool).toContain('getAll');
	expect(inTool).not.toContain('export');
});

describe.each(RESOURCES)('%s', (resource) => {
	test('has one field of each name in both forms', () => {
		for (const type of [description, TOOL]) {
			const shown = shownIn(type, { resource }).filter(({ type: kind }) => kind !== 'hidden');
			const names = shown.map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	test('has no Return All in the tool, and another Limit', () => {
		expect(defaultsOf(description, { resource })).toMatchObject({ returnAll: false, limit: 50 });
		const inTool = defaultsOf(TOOL, { resource, returnAll: true });
		expect(inTool).not.toHaveProperty('returnAll');
		expect(inTool).toMatchObject({ limit: 25 });
		expect(defaultsOf(TOOL, { resource, limit: 7 })).toMatchObject({ limit: 7 });
	});

	test('has a description of its own in the tool only, as the first field', () => {
		const [first] = shownIn(TOOL, { resource });
		expect(first.name).toBe('toolDescription');
		expect(defaultsOf(TOOL, { resource }).toolDescription).toBe(first.default);
		expect(String(first.default)).toMatch(/"truncated": true/);
		expect(defaultsOf(description, { resource })).not.toHaveProperty('toolDescription');
	});

	test('has no Page Size, no Page Token and no Parallel in the tool', () => {
		expect(optionsShown(description, resource)).toContain('pageSize');
		const inTool = optionsShown(TOOL, resource);
		expect(inTool).toContain('maxRetries');
		expect(inTool).not.toContain('pageSize');
		expect(inTool).not.toContain('pageToken');
		expect(inTool).not.toContain('parallel');
	});
});
