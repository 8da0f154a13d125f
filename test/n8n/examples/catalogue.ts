/** Whether an n8n knows the parts of a workflow. */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { ExampleWorkflow } from './read';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/**
 * Nodes of a type or version that is not among these types, and parameters that the description
 * does not have, also within collections.
 */
export function unknownIn(
	{ nodes }: ExampleWorkflow,
	types: readonly INodeTypeDescription[],
): string[] {
	return nodes.flatMap(({ name, type, typeVersion, parameters }) => {
		const known = types.find(
			(one) => one.name === type && [one.version].flat().includes(typeVersion),
		);
		if (known === undefined) return [`${name}: ${type} ${typeVersion}`];
		return unknownNames(parameters, known.properties).map((path) => `${name}: ${path}`);
	});
}

function unknownNames(given: INodeParameters, entries: readonly Entry[]): string[] {
	return Object.entries(given).flatMap(([name, value]) => {
		const known = entries.filter((entry) => entry.name === name);
		if (known.length === 0) return [name];
		// A resource mapper, for example, takes the columns of a table.
		if (known.some((entry) => entriesWithin(entry).length === 0)) return [];
		const inner = known.flatMap(entriesWithin);
		return [value]
			.flat()
			.filter(isParameters)
			.flatMap((one) => unknownNames(one, inner))
			.map((path) => `${name}.${path}`);
	});
}

/** The allowed contents of a collection, a fixed collection, or one of a fixed collection's lists. */
function entriesWithin(entry: Entry): readonly Entry[] {
	if ('values' in entry) return entry.values;
	if (!('type' in entry)) return [];
	return entry.type === 'collection' || entry.type === 'fixedCollection'
		? (entry.options ?? [])
		: [];
}

const isParameters = (value: unknown): value is INodeParameters =>
	typeof value === 'object' && value !== null;
