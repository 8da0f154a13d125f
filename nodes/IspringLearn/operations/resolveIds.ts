/** Replaces the names and e-mail addresses in filters by IDs. */
import type { INodeProperties } from 'n8n-workflow';
import { Barrier } from '../api/enrichment/barrier';
import type { Query } from '../api/paginator/chunkQuery';
import type { SkippedIds } from '../api/paginator/invalidIds';
import { createAllReader, createPageReader } from '../api/paginator/readPages';
import type { SendPageRequest } from '../api/requester/requester';
import type { RequestPolicy } from '../api/requester/retry';
import { holdsIds, pickListOf } from '../fields/ids';
import type { ItemContext } from '../fields/parseValue';
import { isReference, NameResolver, textsIn } from '../methods/nameResolver';
import type { Chosen } from '../methods/readOptions';
import type { FieldToResolve } from './fieldLookup';
import { FieldLookup } from './fieldLookup';
import type { ReadContext } from './readContext';
import { SharedByAccount } from './readContext';

/** A query after its names have been looked up. */
export interface ResolvedQuery {
	/** Holds only IDs. */
	query: Query;
	/** True if all values of a filter were skipped, so that no record matches. */
	isNothing: boolean;
	/** The unknown names and addresses that were left out. */
	skipped: SkippedIds[];
}

const valuesOf = (query: Query, name: string): unknown[] => {
	const values = query[name];
	return Array.isArray(values) ? values : [];
};

/** Whether other filters narrow the pick-list of a field. */
const dependsOnFilters = ({ typeOptions }: INodeProperties): boolean =>
	(typeOptions?.loadOptionsDependsOn?.length ?? 0) > 1;

/** The ID fields with names in a query. Fields that depend on other filters come last. */
export function findFieldsToResolve(
	fields: readonly INodeProperties[],
	query: Query,
): FieldToResolve[] {
	const named = fields.filter(
		(field) => holdsIds(field) && valuesOf(query, field.name).some(isReference),
	);
	return [
		...named.filter((field) => !dependsOnFilters(field)),
		...named.filter(dependsOnFilters),
	].map((field) => ({ name: field.name, label: field.displayName, from: pickListOf(field) }));
}

/** Creates the resolver of one account. It sends its look-ups with `send`. */
export const createNameResolver = (send: SendPageRequest, policy: RequestPolicy): NameResolver =>
	new NameResolver(createAllReader(createPageReader(send, policy)));

/** Announces the names in a query, so that all input items look them up with the same requests. */
export function enqueueNames(
	resolver: NameResolver,
	fields: readonly FieldToResolve[],
	query: Query,
): void {
	for (const { name, from } of fields) {
		for (const reference of valuesOf(query, name).filter(isReference)) {
			for (const text of textsIn(reference)) resolver.enqueue(from, text);
		}
	}
}

class SharedResolvers extends SharedByAccount<NameResolver> {
	/** The input items that are about to look names up. */
	readonly readers = new Barrier();
}

/** Resolves the query of one input item. It shares look-ups with the other input items of the run. */
export async function resolveQuery(
	{ context, parameters, run, account, send, policy }: ReadContext,
	idFields: readonly INodeProperties[],
	query: Query,
): Promise<ResolvedQuery> {
	const fields = findFieldsToResolve(idFields, query);
	if (fields.length === 0) return { query, isNothing: false, skipped: [] };
	const shared = run.shared.get(SharedResolvers);
	const { readers } = shared;
	// Joins before it waits for anything, so that the other items know of this one.
	readers.join();
	const enqueue = async () => {
		const key = await account;
		const resolver = shared.getOrCreate(key, () => createNameResolver(send, policy));
		enqueueNames(resolver, fields, query);
		await readers.wait();
		return { key, resolver };
	};
	const { key, resolver } = await enqueue().finally(() => readers.leave());
	const resolving = resolveIds(context, resolver, fields, query, parameters.skipInvalidIds);
	return await shared.dropOnError(key, resolver, resolving);
}

/**
 * Resolves the names in these fields of a query.
 * @param skip whether to leave out unknown names instead of throwing
 * @throws NodeOperationError for an unknown or ambiguous name; ListUnreadable
 */
export async function resolveIds(
	context: ItemContext,
	resolver: NameResolver,
	fields: readonly FieldToResolve[],
	query: Query,
	skip: boolean,
): Promise<ResolvedQuery> {
	const resolved: ResolvedQuery = { query: { ...query }, isNothing: false, skipped: [] };
	const chosen: Chosen = (filter) =>
		valuesOf(resolved.query, filter).filter((value) => typeof value === 'string');
	for (const field of fields) {
		const lookup = new FieldLookup(context, resolver, field, chosen, skip);
		const ids: string[] = [];
		for (const value of valuesOf(query, field.name)) {
			if (isReference(value)) ids.push(...(await lookup.findIds(value)));
			else ids.push(String(value));
		}
		resolved.query[field.name] = [...new Set(ids)];
		if (ids.length === 0) resolved.isNothing = true;
		if (lookup.unknown.length > 0) {
			resolved.skipped.push({ parameter: field.name, ids: lookup.unknown });
		}
	}
	return resolved;
}
