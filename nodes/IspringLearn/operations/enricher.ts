/** Adds names to rows that hold only IDs. */
import { LoggerProxy } from 'n8n-workflow';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import { Barrier } from '../api/enrichment/barrier';
import type { NameKind } from '../api/enrichment/nameLookup';
import { NAME_COLUMNS, NameLookup } from '../api/enrichment/nameLookup';
import { createPageReader } from '../api/paginator/readPages';
import type { SendPageRequest } from '../api/requester/requester';
import type { RequestPolicy } from '../api/requester/retry';
import type { RecordSchema } from '../api/schema/normalizer';
import type { RawRecord } from '../api/schema/record';
import { LOG_LINES } from '../errors/messages/nodeMessages';
import { recordName } from '../errors/messages/template';
import type { ListParameters } from './listParameters';
import type { ReadContext } from './readContext';
import { SharedByAccount } from './readContext';

/** Adds names to the rows of one input item. */
interface Enricher {
	/** The input items that are reading rows. */
	readers: Pick<Barrier, 'join' | 'leave'>;
	/** Announces rows whose names will be looked up. */
	enqueue(rows: readonly RawRecord[]): void;
	/** Adds the names to the rows, in place. */
	enrich(rows: readonly RawRecord[]): Promise<void>;
}

/** What enrichers share: looked-up names, the readers, and what the log already says. */
interface EnrichmentState {
	lookup: NameLookup;
	readers: Barrier;
	/** Lists that could not be read and are already in the log. */
	reported: Set<string>;
}

class EnrichmentStates extends SharedByAccount<EnrichmentState> {}

/** The kinds of names to add to a list: those chosen under Add Names, if the list has IDs for them. */
export function namesToLookUp(
	{ references }: ListEndpoint,
	{ addNames }: Pick<ListParameters, 'addNames'>,
): Set<NameKind> {
	return new Set(addNames.filter((kind) => references?.[kind === 'course' ? 'course' : 'learner']));
}

/** Creates the state of enrichers that send their look-ups with `send`. */
export const createEnrichmentState = (
	send: SendPageRequest,
	policy: RequestPolicy,
): EnrichmentState => ({
	lookup: new NameLookup(createPageReader(send, policy)),
	readers: new Barrier(),
	reported: new Set(),
});

/**
 * Creates an enricher for rows of one list.
 * @param kinds the names to add
 * @param references the columns that hold the IDs
 * @param node name of the node, for the log
 */
export function createEnricher(
	{ lookup, readers, reported }: EnrichmentState,
	kinds: ReadonlySet<NameKind>,
	references: NonNullable<ListEndpoint['references']>,
	node: string,
): Enricher {
	return {
		readers,
		enqueue: (rows) => lookup.enqueue(rows, kinds, references),
		enrich: async (rows) => {
			// Input items that wait at the same time share requests.
			if (lookup.hasQueued) await readers.wait();
			await lookup.enrich(rows, kinds, references);
			for (const name of lookup.unavailable) {
				if (reported.has(name)) continue;
				reported.add(name);
				LoggerProxy.warn(LOG_LINES.namesMissing(recordName(name)), { node });
			}
		},
	};
}

/** Creates an enricher that shares look-ups with the other input items; null if there are no names to add. */
export function createSharedEnricher(
	{ context, send, policy, run }: ReadContext,
	account: string,
	{ references = {} }: ListEndpoint,
	kinds: ReadonlySet<NameKind>,
): Enricher | null {
	if (kinds.size === 0) return null;
	const states = run.shared.get(EnrichmentStates);
	const state = states.getOrCreate(account, () => createEnrichmentState(send, policy));
	const enricher = createEnricher(state, kinds, references, context.getNode().name);
	return {
		...enricher,
		enrich: async (rows) => await states.dropOnError(account, state, enricher.enrich(rows)),
	};
}

/** Rows that wait for names together: enough to fill most look-ups, few enough to keep in memory. */
const MAX_WAITING_ROWS = 5000;

/** Adds names to pages of rows. Reads several pages ahead, so that they share look-ups. */
export async function* enrichPages(
	pages: AsyncIterable<RawRecord[]>,
	enricher: Enricher,
): AsyncGenerator<RawRecord[]> {
	let waiting: RawRecord[][] = [];
	async function* flush(): AsyncGenerator<RawRecord[]> {
		for (const page of waiting) {
			await enricher.enrich(page);
			yield page;
		}
		waiting = [];
	}
	enricher.readers.join();
	try {
		for await (const page of pages) {
			enricher.enqueue(page);
			waiting.push(page);
			const rows = waiting.reduce((sum, { length }) => sum + length, 0);
			if (rows >= MAX_WAITING_ROWS) yield* flush();
		}
		yield* flush();
	} finally {
		enricher.readers.leave();
	}
}

/** Adds the name columns to a schema, after its own columns. */
export function withNameColumns(schema: RecordSchema, kinds: ReadonlySet<NameKind>): RecordSchema {
	const columns = [...kinds].flatMap((kind) => NAME_COLUMNS[kind]);
	const added = columns.map((name) => ({ name, type: 'text' as const }));
	return { ...schema, columns: [...schema.columns, ...added] };
}
