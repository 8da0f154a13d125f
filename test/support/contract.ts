/**
 * What people's workflows rely on, from the package's own descriptions: nodes, resources, operations, parameters with
 * their types, values and defaults, and the columns of outputs.
 * `npx tsx test/support/contract.ts` writes it into test/repository/contract.json.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { IspringLearn } from '../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnInstantTrigger } from '../../nodes/IspringLearn/IspringLearnInstantTrigger.node';
import { IspringLearnTrigger } from '../../nodes/IspringLearn/IspringLearnTrigger.node';
import { previews } from '../../nodes/IspringLearn/resources';
import { INSTANT_EVENTS } from '../../nodes/IspringLearn/triggers/instant/events';
import { endpointOf } from './columnTables';
import { ROOT } from './package';

export const CONTRACT = join(ROOT, 'test/repository/contract.json');

/** An object of objects, with one line of text for each parameter or column. */
interface Part {
	[name: string]: Part | string | string[];
}

const sorted = (entries: ReadonlyArray<[string, Part | string | string[]]>): Part =>
	Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** A default that a workflow relies on. A long text for AI models may be improved at any time. */
const defaultOf = (value: unknown): string =>
	typeof value === 'string' && value.length > 60 ? 'a text' : JSON.stringify(value);

/** "options all | raw | selected | simplified, default "simplified"". */
function lineOf({
	type,
	options = [],
	modes = [],
	typeOptions,
	...field
}: INodeProperties): string {
	const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
	const names = modes.map(({ name }) => name);
	const words = [type, [...values, ...names].sort().join(' | ')].filter((word) => word !== '');
	const several = typeOptions?.multipleValues ? ', several' : '';
	const isRequired = field.required ? ', required' : '';
	return `${words.join(' ')}${several}, default ${defaultOf(field.default)}${isRequired}`;
}

const isCollection = ({ type }: INodeProperties): boolean =>
	type === 'collection' || type === 'fixedCollection';

/** The lines of fields, by their paths, such as `filters.userIds`. Fields that store no value are left out. */
function linesOf(fields: readonly INodeProperties[], path = ''): Array<[string, string]> {
	return fields
		.filter(({ type }) => type !== 'notice')
		.flatMap((field): Array<[string, string]> => {
			const name = `${path}${field.name}`;
			if (!isCollection(field)) return [[name, lineOf(field)]];
			const own: [string, string] = [name, lineOf({ ...field, options: [] })];
			if (field.type === 'collection') {
				return [own, ...linesOf((field.options ?? []) as INodeProperties[], `${name}.`)];
			}
			const groups = (field.options ?? []) as INodePropertyCollection[];
			return [own, ...groups.flatMap((group) => linesOf(group.values, `${name}.${group.name}.`))];
		});
}

/** The parameters. A name that stands for several fields, as in tools, has several lines. */
function parametersOf(fields: readonly INodeProperties[]): Part {
	const lines = new Map<string, Set<string>>();
	for (const [name, line] of linesOf(fields)) {
		lines.set(name, (lines.get(name) ?? new Set()).add(line));
	}
	return sorted(
		[...lines].map(([name, found]) => [name, found.size === 1 ? [...found][0] : [...found].sort()]),
	);
}

/** Whether a field is in the form for this value of another one. Conditions on other fields don't count. */
const isShown = ({ displayOptions }: INodeProperties, name: string, value: string): boolean =>
	displayOptions?.show?.[name]?.includes(value) ?? true;

/** The fields that people fill in. The hidden ones only keep values that n8n would drop. */
const visible = (form: readonly INodeProperties[]): INodeProperties[] =>
	form.filter(({ type }) => type !== 'hidden');

/** The fields of an operation, with those options of collections that it has. */
function fieldsOf(form: readonly INodeProperties[], resource: string, operation: string) {
	return visible(form)
		.filter((field) => isShown(field, 'resource', resource))
		.filter((field) => isShown(field, 'operation', operation))
		.filter(({ name }) => name !== 'resource' && name !== 'operation')
		.map((field) => {
			if (field.type !== 'collection') return field;
			const options = ((field.options ?? []) as INodeProperties[]).filter((option) =>
				isShown(option, '/operation', operation),
			);
			return { ...field, options };
		});
}

const columnsOf = ({ schema }: ListEndpoint): Part =>
	Object.fromEntries(schema.columns.map(({ name, type }) => [name, type]));

function resourcesOf(form: readonly INodeProperties[]): Part {
	return sorted(
		Object.entries(previews()).map(([resource, operations]) => [
			resource,
			sorted(
				Object.entries(operations).map(([operation, { properties }]) => [
					operation,
					{
						parameters: parametersOf(fieldsOf(form, resource, operation)),
						output: Object.fromEntries(
							Object.entries(properties).map(([name, { type }]) => [name, type]),
						),
					},
				]),
			),
		]),
	);
}

/** The contract, in the order of names. Columns are in their own order. */
export function contract(): Part {
	const [node, polling, instant] = [
		new IspringLearn().description,
		new IspringLearnTrigger().description,
		new IspringLearnInstantTrigger().description,
	];
	const credential = new IspringLearnApi();
	return {
		credentials: { [credential.name]: { parameters: parametersOf(credential.properties) } },
		nodes: {
			[node.name]: {
				version: String(node.version),
				parameters: parametersOf(node.properties.filter(({ name }) => name === 'resource')),
				resources: resourcesOf(node.properties),
			},
			[polling.name]: {
				version: String(polling.version),
				parameters: parametersOf(visible(polling.properties)),
			},
			[instant.name]: {
				version: String(instant.version),
				parameters: parametersOf(visible(instant.properties)),
				rows: sorted(Object.entries(INSTANT_EVENTS).map(([event, { rows }]) => [event, rows.name])),
			},
		},
		columns: sorted([
			...Object.keys(previews()).map((resource): [string, Part] => [
				resource,
				columnsOf(endpointOf(resource)),
			]),
			...Object.values(INSTANT_EVENTS).map(({ rows }): [string, Part] => [
				rows.name,
				columnsOf(rows),
			]),
		]),
	};
}

/** The text of the file. */
export const contractText = (): string => `${JSON.stringify(contract(), null, '\t')}\n`;

if (require.main === module) writeFileSync(CONTRACT, contractText());
