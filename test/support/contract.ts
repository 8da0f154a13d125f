/**
 * What people's workflows rely on, from the package's own descriptions: nodes, resources, operations, parameters with
 * their types, values and defaults, and the columns of outputs.
 * `npx tsx test/support/contract.ts` writes it into test/repository/contract.json.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';
import type { ListEndpoint } from '../../nodes/IspringLearn/api/endpoints/endpoint';
import { IspringLearn } from '../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnInstantTrigger } from '../../nodes/IspringLearn/IspringLearnInstantTrigger.node';
import { IspringLearnTrigger } from '../../nodes/IspringLearn/IspringLearnTrigger.node';
import { previews } from '../../nodes/IspringLearn/resources';
import { INSTANT_EVENTS } from '../../nodes/IspringLearn/triggers/instant/events';
import { endpointOf } from './columnTables';
import type { Part } from './contract/parameters';
import { parametersOf, sorted } from './contract/parameters';
import { ROOT } from './package';

export const CONTRACT = join(ROOT, 'test/repository/contract.json');

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
				parameters: parametersOf(
					node.properties.filter(({ name }) => name === 'resource' || name === 'operation'),
					['resource', '@tool'],
				),
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
