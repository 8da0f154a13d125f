/** Looks up what the rows of input items show. */
import { LoggerProxy } from 'n8n-workflow';
import { awaitedLater } from '../../api/awaitedLater';
import { Barrier } from '../../api/enrichment/barrier';
import type { PlannedLookup } from '../../api/enrichment/lookupPlan';
import { NameLookup } from '../../api/enrichment/nameLookup';
import { createPageReader } from '../../api/paginator/readPages';
import type { SendPageRequest } from '../../api/requester/requester';
import type { RequestPolicy } from '../../api/requester/retry';
import type { RawRecord } from '../../api/schema/record';
import type { CreateFinder } from '../../api/schema/recordSchema';
import { LOG_LINES } from '../../errors/messages/nodeMessages';
import { recordName } from '../../errors/messages/template';
import type { AccountContext } from '../readContext';
import { SharedByAccount } from '../readContext';

/** Looks names up for the records of one input item. */
interface Enricher {
	/** The input items that are reading records. */
	readers: Pick<Barrier, 'join' | 'leave'>;
	/** Announces records whose names will be looked up. */
	enqueue(records: readonly RawRecord[]): void;
	/** Looks up the names of all announced records. */
	load(): Promise<void>;
	createFinder: CreateFinder;
}

/** What enrichers share: looked-up names, the readers, and what the log already says. */
interface EnrichmentState {
	lookup: NameLookup;
	readers: Barrier;
	/** The warnings that are in the log already. */
	reported: Set<string>;
}

class EnrichmentStates extends SharedByAccount<EnrichmentState> {}

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
 * Creates an enricher for records of one list.
 * @param plan what to look up
 * @param node name of the node, for the log
 */
export function createEnricher(
	{ lookup, readers, reported }: EnrichmentState,
	plan: readonly PlannedLookup[],
	node: string,
): Enricher {
	function reportUnread(): void {
		for (const { kind, list, why } of lookup.unread) {
			const empty = plan.filter(({ kinds }) => kinds.includes(kind));
			const columns = empty.map(({ column }) => column);
			const line = LOG_LINES.emptyColumns(columns, recordName(list), why);
			if (columns.length === 0 || reported.has(line)) continue;
			reported.add(line);
			LoggerProxy.warn(line, { node });
		}
	}
	return {
		readers,
		enqueue: (records) => lookup.enqueue(records, plan),
		load: async () => {
			// Input items that wait at the same time share requests.
			if (lookup.hasQueued) await readers.wait();
			await lookup.load(plan);
			reportUnread();
		},
		createFinder: lookup.createFinder,
	};
}

/** Creates an enricher that shares look-ups with the other input items; null if there is nothing to look up. */
export function createSharedEnricher(
	{ context, send, policy, run }: AccountContext,
	account: string,
	plan: readonly PlannedLookup[],
): Enricher | null {
	if (plan.length === 0) return null;
	const states = run.shared.get(EnrichmentStates);
	const state = states.getOrCreate(account, () => createEnrichmentState(send, policy));
	const enricher = createEnricher(state, plan, context.getNode().name);
	return {
		...enricher,
		load: async () => await states.dropOnError(account, state, enricher.load()),
	};
}

/** Records that wait for names together: enough to fill most look-ups, few enough to keep in memory. */
const MAX_WAITING = 5000;

/**
 * Yields pages of records when their names are looked up. Pages wait in groups, so that they share look-ups. The next
 * group is read meanwhile, so that names hardly add to the time on a slow network.
 */
export async function* withNames(
	pages: AsyncIterable<RawRecord[]>,
	enricher: Omit<Enricher, 'createFinder'>,
): AsyncGenerator<RawRecord[]> {
	let isOver = false;
	async function* readGroups(): AsyncGenerator<RawRecord[][]> {
		let group: RawRecord[][] = [];
		let records = 0;
		for await (const page of pages) {
			if (isOver) return;
			group.push(page);
			records += page.length;
			if (records < MAX_WAITING) continue;
			yield group;
			[group, records] = [[], 0];
		}
		yield group;
	}
	const groups = readGroups();
	enricher.readers.join();
	try {
		let next = groups.next();
		for (let { value, done } = await next; !done; { value, done } = await next) {
			next = awaitedLater(groups.next());
			const group: RawRecord[][] = value;
			for (const page of group) enricher.enqueue(page);
			for (const page of group) {
				await enricher.load();
				yield page;
			}
		}
	} finally {
		isOver = true;
		void awaitedLater(groups.return(undefined));
		enricher.readers.leave();
	}
}
