/** Prepares a write without sending it: names become IDs, and values become parameters. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { createAllReader, createPageReader } from '../../api/paginator/readPages';
import { withRetry } from '../../api/requester/retry';
import { createTransform } from '../../api/schema/recordSchema';
import { recordName } from '../../errors/messages/template';
import { idSourceOf } from '../../fields/ids/idField';
import { ListUnreadable } from '../../methods/names/nameResolver';
import { resolveQuery } from '../ids/resolveIds';
import type { AccountContext } from '../readContext';
import type { SendDefinition, WriteTools } from './definition';
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

/** Whether a read of the tools failed. */
export const isUnreadable = (error: unknown): boolean => error instanceof ListUnreadable;

/** Creates the tools with which an operation looks before and after it writes. */
export function createTools({ context, send, policy }: AccountContext): WriteTools {
	const orUnreadable = async <T>(name: string, request: Promise<T>): Promise<T> =>
		await request.catch(
			async (error: unknown) => await Promise.reject(new ListUnreadable(recordName(name), error)),
		);
	const readAll = createAllReader(createPageReader(send, policy));
	return {
		context,
		readAll: async (endpoint, query) => await orUnreadable(endpoint.name, readAll(endpoint, query)),
		readRecord: async (endpoint, parameters) => {
			const request = async () => await send(endpoint, parameters);
			const record = await orUnreadable(endpoint.name, withRetry(request, policy));
			return createTransform(endpoint.schema)(record);
		},
	};
}
