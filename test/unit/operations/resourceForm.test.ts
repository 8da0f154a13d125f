import type { INodeProperties, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { Runtime } from '../../../nodes/IspringLearn/api/runtime';
import { required, textField } from '../../../nodes/IspringLearn/fields/send/sendFields';
import { CUSTOM_API_CALL } from '../../../nodes/IspringLearn/operations/checkOperation';
import type { Operation } from '../../../nodes/IspringLearn/operations/resourceForm';
import { buildForm, buildSubtitle } from '../../../nodes/IspringLearn/operations/resourceForm';
import { createPreview } from '../../../nodes/IspringLearn/output/preview';
import { previews } from '../../../nodes/IspringLearn/resources';
import { operations as training } from '../../../nodes/IspringLearn/resources/training';
import { SIMPLIFIED } from '../../support/columns';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const options = (...fields: INodeProperties[]): INodeProperties =>
	field('options', { type: 'collection', default: {}, options: fields });

const operation = (value: string, ...fields: INodeProperties[]): Operation => ({
	name: value.toUpperCase(),
	value,
	action: `${value} things`,
	description: value,
	fields: () => fields,
	preview: createPreview([]),
});

/** The form of a resource with these operations, without its dropdown Operation. */
function formOf(...operations: Operation[]): INodeProperties[] {
	const [dropdown, ...fields] = buildForm(
		{ name: 'Thing', value: 'thing', operations },
		new Runtime(),
	);
	expect(dropdown.name).toBe('operation');
	return fields;
}

const showOf = ({ displayOptions }: INodeProperties) => displayOptions?.show;

describe('the form of a resource', () => {
	it('has a dropdown of its operations', () => {
		const resource = { name: 'Thing', value: 'thing', operations: [operation('get')] };
		const [dropdown] = buildForm(resource, new Runtime());
		expect(dropdown).toMatchObject({
			displayOptions: { show: { resource: ['thing'] } },
			options: [{ name: 'GET', value: 'get', action: 'get things', description: 'get' }],
			default: 'get',
		});
	});

	it('sorts the operations by their names', () => {
		const operations = ['get many', 'update', 'get', 'export'].map((name) => operation(name));
		const [dropdown] = buildForm({ name: 'Thing', value: 'thing', operations }, new Runtime());
		const names = dropdown.options?.map(({ name }) => name);
		expect(names).toEqual(['EXPORT', 'GET', 'GET MANY', 'UPDATE']);
	});

	it('starts with Get Many if there is one', () => {
		const operations = [operation('export'), operation('getAll')];
		const [dropdown] = buildForm({ name: 'Thing', value: 'thing', operations }, new Runtime());
		expect(dropdown.default).toBe('getAll');
	});

	it('has one property for a field that operations share', () => {
		const form = formOf(
			operation('export', field('format'), field('output')),
			operation('getAll', field('limit'), field('output'), field('last')),
			operation('get', field('id')),
		);
		expect(form.map((one) => [one.name, showOf(one)])).toEqual([
			['format', { resource: ['thing'], operation: ['export'] }],
			['limit', { resource: ['thing'], operation: ['getAll'] }],
			['output', { resource: ['thing'], operation: ['export', 'getAll'] }],
			['last', { resource: ['thing'], operation: ['getAll'] }],
			['id', { resource: ['thing'], operation: ['get'] }],
		]);
	});

	it('keeps fields apart that only have the same name', () => {
		const form = formOf(operation('a', field('x')), operation('b', field('x', { default: 'y' })));
		expect(form.map((one) => [one.name, showOf(one)?.operation])).toEqual([
			['x', ['a']],
			['x', ['b']],
		]);
	});

	it('keeps fields apart of which one is required', () => {
		const text = textField({ displayName: 'x', name: 'x', description: 'An x' });
		const uses = [text, required(text, 'Enter it.'), required(text, 'Choose it.'), text];
		const form = formOf(...uses.map((one, at) => operation(`${at}`, one)));
		expect(form.map((one) => showOf(one)?.operation)).toEqual([['0', '3'], ['1'], ['2']]);
	});

	it('keeps the other conditions of a field', () => {
		const limit = field('limit', { displayOptions: { show: { returnAll: [false] } } });
		const [shown] = formOf(operation('getAll', limit));
		expect(showOf(shown)).toEqual({
			resource: ['thing'],
			operation: ['getAll'],
			returnAll: [false],
		});
	});

	it('merges the options of a collection', () => {
		const csv = field('csv', { displayOptions: { show: { '/format': ['csv'] } } });
		const [collection, ...more] = formOf(
			operation('export', options(csv, field('retries'))),
			operation('getAll', options(field('retries'), field('skip'))),
			operation('list', options(field('skip'))),
		);
		expect(more).toEqual([]);
		expect(showOf(collection)?.operation).toEqual(['export', 'getAll', 'list']);
		const merged = (collection.options ?? []) as INodeProperties[];
		expect(merged.map((one) => [one.name, showOf(one)])).toEqual([
			['csv', { '/operation': ['export'], '/format': ['csv'] }],
			['retries', { '/operation': ['export', 'getAll'] }],
			['skip', { '/operation': ['getAll', 'list'] }],
		]);
	});
});

test('Get Participants asks for the session first', () => {
	const resource = { name: 'Training', value: 'training', operations: training };
	const names = buildForm(resource, new Runtime())
		.filter((one) => showOf(one)?.operation?.includes('getParticipants'))
		.map(({ name }) => name);
	expect(names).toEqual(
		training
			.find(({ value }) => value === 'getParticipants')
			?.fields(new Runtime())
			.map(({ name }) => name),
	);
	expect(names[0]).toBe('sessionId');
});

test('the subtitle names the operation and the resource, as n8n resolves it', () => {
	const operations = [operation('export'), operation('getAll')];
	const renamed = [{ ...operation('export'), name: 'Save' }];
	const subtitle = buildSubtitle([
		{ name: 'Thing', value: 'thing', operations },
		{ name: 'Other Thing', value: 'other', operations: renamed },
	]);
	const resolve = (resource: string, value: string): unknown => {
		const parameters = { resource, operation: value };
		const position: [number, number] = [0, 0];
		const node = { id: '1', name: 'Node', type: 'x', typeVersion: 1, position, parameters };
		const nodeTypes = { getByNameAndVersion: () => undefined } as unknown as INodeTypes;
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
	};
	expect(resolve('thing', 'export')).toBe('EXPORT: Thing');
	expect(resolve('thing', 'getAll')).toBe('GETALL: Thing');
	expect(resolve('other', 'export')).toBe('Save: Other Thing');
	// n8n's editor shows no text for these.
	expect(resolve('thing', CUSTOM_API_CALL)).toBe(`${CUSTOM_API_CALL}: Thing`);
	expect(resolve(CUSTOM_API_CALL, 'getAll')).toBe(`getAll: ${CUSTOM_API_CALL}`);
	expect(resolve('thing', 'newer')).toBe('newer: Thing');
});

describe('a preview', () => {
	it('has the type of each column, in order', () => {
		const columns = [
			{ name: 'title', type: 'text' },
			{ name: 'userId', type: 'id' },
			{ name: 'dueDate', type: 'dateTime' },
			{ name: 'progress', type: 'number' },
			{ name: 'isOverdue', type: 'boolean' },
			{ name: 'groups', type: 'list' },
			{ name: 'certificate', type: 'object' },
		] as const;
		const { properties, ...more } = createPreview(columns);
		expect(more).toEqual({ type: 'object', version: 1 });
		expect(Object.entries(properties).map(([name, { type }]) => `${name} ${type}`)).toEqual([
			'title string',
			'userId string',
			'dueDate string',
			'progress number',
			'isOverdue boolean',
			'groups array',
			'certificate object',
		]);
	});

	it('of Get Many has the columns of Simplified: at most ten, each once', () => {
		for (const { getAll } of Object.values(previews())) {
			const names = Object.keys(getAll.properties);
			expect(names.length).toBeGreaterThan(2);
			expect(names.length).toBeLessThanOrEqual(10);
		}
		expect(Object.keys(previews().moduleResult.getAll.properties)).toEqual(SIMPLIFIED);
	});
});
