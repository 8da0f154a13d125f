/** Look-ups of names that all input items of an execution share. */
import type { INodeProperties } from 'n8n-workflow';
import { NameResolver } from '../methods/nameResolver';
import { Barrier } from '../api/enrichment/barrier';
import type { Query } from '../api/paginator/chunkQuery';
import type { SendPageRequest } from '../api/requester/requester';
import type { RequestPolicy } from '../api/requester/retry';
import { createPageReader, createAllReader } from '../api/paginator/readPages';
import type { ItemRead } from './itemRead';
import type { Resolved } from './resolveIds';
import { fieldsWithNames, resolveIds, wantNames } from './resolveIds';

/** What the input items of one run share. */
class SharedLookups {
	readonly byAccount = new Map<string, NameResolver>();
	/** The input items that are about to look names up. */
	readonly readers = new Barrier();
}

/** Look-ups in one account. */
export const startLookUps = (send: SendPageRequest, policy: RequestPolicy): NameResolver =>
	new NameResolver(createAllReader(createPageReader(send, policy)));

/** The query of an input item with ids in the place of names. Without names in it nothing is asked for. */
export async function withoutNames(
	{ context, form, run, account, send, policy }: ItemRead,
	idFields: readonly INodeProperties[],
	query: Query,
): Promise<Resolved> {
	const fields = fieldsWithNames(idFields, query);
	if (fields.length === 0) return { query, isNothing: false, skipped: [] };
	const { byAccount, readers } = run.shared.get(SharedLookups);
	const wait = async (): Promise<{ key: string; lookUps: NameResolver }> => {
		// Before anything else is waited for: the others have to know of this one.
		readers.join();
		try {
			const key = await account;
			const lookUps = byAccount.get(key) ?? startLookUps(send, policy);
			byAccount.set(key, lookUps);
			wantNames(lookUps, fields, query);
			// Addresses of input items that come at the same time go into the same requests.
			await readers.wait();
			return { key, lookUps };
		} finally {
			readers.leave();
		}
	};
	const { key, lookUps } = await wait();
	/** What stopped a look-up is not kept: items that n8n goes on with may do better. */
	const forget = async (error: unknown) => {
		if (byAccount.get(key) === lookUps) byAccount.delete(key);
		return await Promise.reject(error);
	};
	return await resolveIds(context, lookUps, fields, query, form.skipInvalidIds).catch(forget);
}
