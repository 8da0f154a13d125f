/** Prepares a write without sending it: names become IDs, and values become parameters. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { idSourceOf } from '../../fields/ids/idField';
import { resolveQuery } from '../ids/resolveIds';
import type { AccountContext } from '../readContext';
import type { SendDefinition } from './definition';
import type { SendPlan } from './plan';

/** The fields of an operation that hold IDs. */
const idFieldsOf = ({ fields, additionalFields = [] }: SendDefinition): INodeProperties[] =>
	[...fields, ...additionalFields].filter((field) => idSourceOf(field) !== undefined);

/** ID fields hold an array, even for one ID. */
function unwrapSingle(values: Parameters, fields: readonly INodeProperties[]): Parameters {
	const single = fields.map(idSourceOf).filter((source) => source?.isSingle);
	const names = new Set(single.map((source) => source?.parameter));
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) =>
			names.has(name) ? [name, [value].flat()[0]] : [name, value],
		),
	);
}

/**
 * Builds the plan of one input item from the values of its fields.
 * @throws NodeOperationError for a value that cannot be used; ListUnreadable
 */
export async function preparePlan(
	account: AccountContext,
	definition: SendDefinition,
	query: Parameters,
): Promise<SendPlan> {
	const idFields = idFieldsOf(definition);
	const resolved = await resolveQuery(account, idFields, query, false);
	const values = unwrapSingle(resolved.query, idFields);
	const { endpoint, done: action, split, toParameters = (same) => same } = definition;
	return { endpoint, parameters: toParameters(values, account.context), action, split };
}
