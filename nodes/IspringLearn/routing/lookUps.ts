/** Look-ups of names that all input items of an execution share. */
import type { INodeProperties } from 'n8n-workflow';
import { LookUps } from '../lookups/lookUp';
import { Gathering } from '../source/names/gathering';
import type { Query } from '../source/paging/batches';
import type { AskPage, Patience } from '../source/paging/patient';
import { pageReader, wholeReader } from '../source/paging/readWhole';
import type { Run } from '../source/request/run';
import type { ItemRead } from './itemRead';
import type { Resolved } from './resolveIds';
import { fieldsWithNames, resolveIds, wantNames } from './resolveIds';

interface Shared {
	byAccount: Map<string, LookUps>;
	/** The input items that are about to look names up. */
	readers: Gathering;
}

/** One for all input items of a run. */
const runs = new WeakMap<Run, Shared>();

function sharedIn(run: Run): Shared {
	const shared = runs.get(run) ?? { byAccount: new Map(), readers: new Gathering() };
	runs.set(run, shared);
	return shared;
}

/** Look-ups in one account. */
export const startLookUps = (ask: AskPage, patience: Patience): LookUps =>
	new LookUps(wholeReader(pageReader(ask, patience)));

/** The query of an input item with ids in the place of names. Without names in it nothing is asked for. */
export async function withoutNames(
	{ context, form, run, account, ask, patience }: ItemRead,
	idFields: readonly INodeProperties[],
	query: Query,
): Promise<Resolved> {
	const fields = fieldsWithNames(idFields, query);
	if (fields.length === 0) return { query, isNothing: false, skipped: [] };
	const { byAccount, readers } = sharedIn(run);
	const wait = async (): Promise<{ key: string; lookUps: LookUps }> => {
		// Before anything else is waited for: the others have to know of this one.
		readers.join();
		try {
			const key = await account;
			const lookUps = byAccount.get(key) ?? startLookUps(ask, patience);
			byAccount.set(key, lookUps);
			wantNames(lookUps, fields, query);
			// Addresses of input items that come at the same time go into the same requests.
			await readers.all();
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
