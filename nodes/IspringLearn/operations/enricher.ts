import { LoggerProxy } from 'n8n-workflow';
import type { NameKind } from '../api/enrichment/nameLookup';
import { NameLookup, NAME_COLUMNS } from '../api/enrichment/nameLookup';
import { Barrier } from '../api/enrichment/barrier';
import { createPageReader } from '../api/paginator/readPages';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import type { RecordSchema } from '../api/schema/normalizer';
import type { RawRecord } from '../api/schema/record';
import type { SendPageRequest } from '../api/requester/requester';
import type { RequestPolicy } from '../api/requester/retry';
import type { ListParameters } from './listParameters';
import type { ItemRead } from './itemRead';
import { LOG_LINES } from '../errors/messages/nodeMessages';
import { recordName } from '../errors/recordNames';

/** Adds the names that the form asks for to the rows of one input item. */
export interface Enricher {
	/** Those who read rows of this run at the same time. */
	readers: Pick<Barrier, 'join' | 'leave'>;
	enqueue(rows: readonly RawRecord[]): void;
	enrich(rows: readonly RawRecord[]): Promise<void>;
}

/** The names of a run, who reads its rows, and which missing names the log tells of already. */
export interface EnrichmentState {
	directory: NameLookup;
	readers: Barrier;
	told: Set<string>;
}

/**
 * Shared by all input items of a run that read the same account. The names and IDs of one account never
 * get into requests to another.
 */
class EnrichmentStates {
	readonly byAccount = new Map<string, EnrichmentState>();
}

/** The names to add to a list: those asked for, less those that its records have no ids for. */
export function namesToLookUp(
	{ references: named }: ListEndpoint,
	{ addNames }: Pick<ListParameters, 'addNames'>,
): Set<NameKind> {
	return new Set(addNames.filter((kind) => named?.[kind === 'course' ? 'course' : 'learner']));
}

/**
 * Null when there are no names to add.
 * @param account stands for the account that this input item reads
 */
export function createEnricher(
	{ context, send, policy, run }: ItemRead,
	account: string,
	{ references: named = {} }: ListEndpoint,
	kinds: ReadonlySet<NameKind>,
): Enricher | null {
	if (kinds.size === 0) return null;
	const { byAccount } = run.shared.get(EnrichmentStates);
	const known = byAccount.get(account) ?? createEnrichmentState(send, policy);
	byAccount.set(account, known);
	const names = enricherFor(known, kinds, named, context.getNode().name);
	/** What stopped a look-up is not kept: items that n8n goes on with may do better. */
	const forget = async (error: unknown) => {
		if (byAccount.get(account) === known) byAccount.delete(account);
		return await Promise.reject(error);
	};
	return { ...names, enrich: async (rows) => await names.enrich(rows).catch(forget) };
}

/** Names that are looked up beside the list, and none told of yet. */
export const createEnrichmentState = (
	send: SendPageRequest,
	policy: RequestPolicy,
): EnrichmentState => ({
	directory: new NameLookup(createPageReader(send, policy)),
	readers: new Barrier(),
	told: new Set(),
});

/** Adds names of these kinds; n8n's log is told once of each list that may not be read. */
export function enricherFor(
	{ directory, readers, told }: EnrichmentState,
	kinds: ReadonlySet<NameKind>,
	named: NonNullable<ListEndpoint['references']>,
	node: string,
): Enricher {
	return {
		readers,
		enqueue: (rows) => directory.enqueue(rows, kinds, named),
		enrich: async (rows) => {
			// Ids of input items that are read at the same time go into the same requests.
			if (directory.hasQueued) await readers.wait();
			await directory.enrich(rows, kinds, named);
			for (const name of directory.unavailable) {
				if (told.has(name)) continue;
				told.add(name);
				LoggerProxy.warn(LOG_LINES.namesMissing(recordName(name)), { node });
			}
		},
	};
}

/** Rows that wait for their names together: enough that most look-ups are full ones, few enough to hold. */
const ROWS_AT_ONCE = 5000;

/** The same pages with the names in their rows. Some more come in before names are waited for. */
export async function* enrichPages(
	pages: AsyncIterable<RawRecord[]>,
	names: Enricher,
): AsyncGenerator<RawRecord[]> {
	let waiting: RawRecord[][] = [];
	async function* filled(): AsyncGenerator<RawRecord[]> {
		for (const page of waiting) {
			await names.enrich(page);
			yield page;
		}
		waiting = [];
	}
	names.readers.join();
	try {
		for await (const page of pages) {
			names.enqueue(page);
			waiting.push(page);
			const rows = waiting.reduce((sum, { length }) => sum + length, 0);
			if (rows >= ROWS_AT_ONCE) yield* filled();
		}
		yield* filled();
	} finally {
		names.readers.leave();
	}
}

/** The schema with the columns of the names, after its own. */
export function withNameColumns(schema: RecordSchema, kinds: ReadonlySet<NameKind>): RecordSchema {
	const columns = [...kinds].flatMap((kind) => NAME_COLUMNS[kind]);
	const added = columns.map((name) => ({ name, type: 'text' as const }));
	return { ...schema, columns: [...schema.columns, ...added] };
}
