/** Replaces the names and e-mail addresses in filters by IDs. */
import type { INodeProperties } from 'n8n-workflow';
import { Barrier } from '../../api/enrichment/barrier';
import type { Query } from '../../api/paginator/chunkQuery';
import { createAllReader, createPageReader } from '../../api/paginator/readPages';
import type { SendPageRequest } from '../../api/requester/requester';
import type { RequestPolicy } from '../../api/requester/retry';
import type { LabelledIds } from '../../errors/failedItem';
import type { ItemContext } from '../../fields/parseValue';
import { isReference, NameResolver, textsIn } from '../../methods/names/nameResolver';
import type { Chosen } from '../../methods/readOptions';
import type { AccountContext } from '../readContext';
import { SharedByAccount } from '../readContext';
import { FieldLookup } from './fieldLookup';
import type { FieldIds, FilledField } from './idFields';
import { findFilledFields, idsByParameter, joinFields, namesIn } from './idFields';

/** A query after its names have been looked up. */
export interface ResolvedQuery {
	/** Holds only IDs, by parameter. */
	query: Query;
	/** The IDs by field. */
	fields: FieldIds[];
	/** True if all values of a parameter were skipped, so that no record matches. */
	isNothing: boolean;
	/** The unknown names and addresses that were left out. */
	unknown: LabelledIds[];
}

/** The query of filters that exclude each other. No request follows, so nothing has to be looked up. */
export const NO_RECORDS: ResolvedQuery = { query: {}, fields: [], isNothing: true, unknown: [] };

/** Whether any field holds a name. */
export const haveNames = (fields: readonly FilledField[]): boolean =>
	fields.some((field) => namesIn(field).length > 0);

/** Creates the resolver of one account. It sends its look-ups with `send`. */
export const createNameResolver = (send: SendPageRequest, policy: RequestPolicy): NameResolver =>
	new NameResolver(createAllReader(createPageReader(send, policy)));

/** Announces the names in fields, so that all input items look them up with the same requests. */
export function enqueueNames(resolver: NameResolver, fields: readonly FilledField[]): void {
	for (const field of fields) {
		for (const reference of namesIn(field)) {
			for (const text of textsIn(reference)) resolver.enqueue(field.from, text);
		}
	}
}

class SharedResolvers extends SharedByAccount<NameResolver> {
	/** The input items that are about to look names up. */
	readonly readers = new Barrier();
}

/**
 * Resolves the query of one input item. It shares look-ups with the other input items of the run.
 * @param skip whether to leave out unknown names instead of throwing
 */
export async function resolveQuery(
	{ context, run, account, send, policy }: AccountContext,
	idFields: readonly INodeProperties[],
	query: Query,
	skip: boolean,
): Promise<ResolvedQuery> {
	const fields = findFilledFields(idFields, query);
	if (!haveNames(fields)) return withoutNames(fields, query);
	const shared = run.shared.get(SharedResolvers);
	const { readers } = shared;
	// Joins before it waits for anything, so that the other items know of this one.
	readers.join();
	const enqueue = async () => {
		const key = await account;
		const resolver = shared.getOrCreate(key, () => createNameResolver(send, policy));
		enqueueNames(resolver, fields);
		await readers.wait();
		return { key, resolver };
	};
	const { key, resolver } = await enqueue().finally(() => readers.leave());
	const resolving = resolveIds(context, resolver, fields, query, skip);
	return await shared.dropOnError(key, resolver, resolving);
}

/** The query of fields that hold only IDs. */
export function withoutNames(fields: readonly FilledField[], query: Query): ResolvedQuery {
	if (fields.length === 0) return { query, fields: [], isNothing: false, unknown: [] };
	const ids = fields.map((field) => ({ ...field, ids: field.entries.map(String) }));
	return { query: joinFields(query, ids), fields: ids, isNothing: false, unknown: [] };
}

/**
 * Resolves the names in these fields of a query.
 * @param skip whether to leave out unknown names instead of throwing
 * @throws NodeOperationError for an unknown or ambiguous name; ListUnreadable
 */
export async function resolveIds(
	context: ItemContext,
	resolver: NameResolver,
	fields: readonly FilledField[],
	query: Query,
	skip: boolean,
): Promise<ResolvedQuery> {
	const resolved: FieldIds[] = [];
	const unknown: LabelledIds[] = [];
	const chosen: Chosen = (parameter) => idsByParameter(resolved).get(parameter) ?? [];
	for (const field of fields) {
		const lookup = new FieldLookup(context, resolver, field, chosen, skip);
		const ids: string[] = [];
		for (const entry of field.entries) {
			if (isReference(entry)) ids.push(...(await lookup.findIds(entry)));
			else ids.push(entry);
		}
		resolved.push({ ...field, ids });
		if (lookup.unknown.length > 0) unknown.push({ label: field.label, ids: lookup.unknown });
	}
	const isNothing = [...idsByParameter(resolved).values()].some((ids) => ids.length === 0);
	return { query: joinFields(query, resolved), fields: resolved, isNothing, unknown };
}
