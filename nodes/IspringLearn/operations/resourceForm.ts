/** Operations as data, and the form that n8n shows for them. */
import type { INodeProperties, INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';
import type { Runtime } from '../api/runtime';
import { exceptInTools, onlyInTools } from '../fields/tool';
import type { Preview } from '../output/preview';
import { mergeFields, mergeOptions, showFor } from './mergeFields';

/** One operation of a resource. */
export interface Operation {
	/** Name and value in the dropdown Operation. */
	name: string;
	value: string;
	/** Its name in n8n's node panel, such as "Get many module results". */
	action: string;
	description: string;
	/** Its fields in the order of the form. `buildForm` adds the operations that show them. */
	fields: (runtime: Runtime) => INodeProperties[];
	/** How n8n runs it; absent if one of its fields decides. */
	routing?: (runtime: Runtime) => INodePropertyRouting;
	/** Its output, as the editor shows it before the node has run. */
	preview: Preview;
	/** True if it reads a list: then a filter that n8n ignores would return the data of the whole account. */
	lists?: true;
	/** True if it changes something in iSpring Learn. */
	changes?: true;
	/** True if an AI tool does not offer it: a model could not use what it returns, or must not do it. */
	exceptInTools?: boolean;
}

/** A resource, as the dropdown Resource shows it. */
export interface Resource {
	name: string;
	value: string;
	/** In any order: the dropdown sorts them. */
	operations: readonly Operation[];
}

/**
 * The text below the node on the canvas, such as "Get Many: Module Result", as an n8n expression. Operations with
 * the same value may have other names in other resources. Other values stay as they are: n8n's editor shows no text
 * for one that contains that of Custom API Call.
 */
export function buildSubtitle(resources: readonly Resource[]): string {
	const toNames = (entries: ReadonlyArray<{ name: string; value: string }>): string =>
		JSON.stringify(Object.fromEntries(entries.map(({ name, value }) => [value, name])));
	const operations = resources.flatMap((resource) =>
		resource.operations.map(({ name, value }) => ({ name, value: `${resource.value}.${value}` })),
	);
	const [resource, operation] = ['$parameter["resource"]', '$parameter["operation"]'];
	const operationName = `(${toNames(operations)}[${resource} + "." + ${operation}] ?? ${operation})`;
	const resourceName = `(${toNames(resources)}[${resource}] ?? ${resource})`;
	return `={{ ${operationName} + ": " + ${resourceName} }}`;
}

/** n8n's order of operations: that of their names. */
const byName = (one: Operation, other: Operation): number =>
	one.name.localeCompare(other.name, 'en');

/** Builds the form of one resource: the dropdown Operation, and the fields of all its operations. */
export function buildForm({ value, operations }: Resource, runtime: Runtime): INodeProperties[] {
	const lists = operations.map((operation) => ({
		operation: operation.value,
		fields: operation.fields(runtime),
	}));
	const toOption = ({
		name,
		value: operation,
		action,
		description,
		routing,
	}: Operation): INodePropertyOptions => ({
		name,
		value: operation,
		action,
		description,
		routing: routing?.(runtime),
	});
	const { value: start } = operations.find((one) => one.value === 'getAll') ?? operations[0];
	const resource = { resource: [value] };
	const dropdown = (offered: readonly Operation[]): INodeProperties => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: resource },
		options: [...offered].sort(byName).map(toOption),
		default: start,
	});
	const inTools = operations.filter((operation) => !operation.exceptInTools);
	return [
		...(inTools.length === operations.length
			? [dropdown(operations)]
			: [exceptInTools(dropdown(operations)), onlyInTools(dropdown(inTools))]),
		...mergeFields(lists).map((uses) => {
			const operation = uses.map((use) => use.operation);
			return showFor(mergeOptions(uses), { ...resource, operation });
		}),
	];
}
