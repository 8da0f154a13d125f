/** Turns events into the rows that the trigger returns, as Output says. */
import { planLookups } from '../../../api/enrichment/lookupPlan';
import type { SendPageRequest } from '../../../api/requester/requester';
import type { RequestPolicy } from '../../../api/requester/retry';
import { alignColumns, hasWholeKey } from '../../../api/schema/normalizer';
import type { RawRecord } from '../../../api/schema/record';
import type { RowShape } from '../../../api/schema/recordSchema';
import { RESULT_KEY } from '../../../api/schema/records/columns';
import { EVENT_WARNINGS } from '../../../errors/messages/instantMessages';
import { createEnricher, createEnrichmentState } from '../../../operations/list/enricher';
import { createRowShaper } from '../../../operations/list/rowShaper';
import type { InstantEventName } from '../events';
import { INSTANT_EVENTS } from '../events';
import type { EventRecord } from './conclude';

/** How rows look. */
interface RowOptions {
	/** The columns of the rows; null for records as sent. */
	shape: RowShape | null;
	/** The time zone for readable values; null to leave values as they are. */
	readableIn: string | null;
	/** Name of the node, for the log. */
	node: string;
}

/** What becomes a row. */
export type RowSource = Pick<EventRecord, 'sent' | 'record' | 'eventKey' | 'warning'>;

/** Turns events into rows. */
interface RowBuilder {
	/**
	 * Looks names up.
	 * @throws the error of a request
	 */
	prepare(events: readonly RowSource[]): Promise<void>;
	/**
	 * Turns prepared events into rows: the columns of the record, then the name of the event, its key, and a warning if
	 * the record lacks something.
	 */
	toRows(events: readonly RowSource[]): RawRecord[];
}

/** Creates the functions that turn events of one kind into rows. */
export function createRowBuilder(
	send: SendPageRequest,
	policy: RequestPolicy,
	name: InstantEventName,
	{ shape, readableIn, node }: RowOptions,
): RowBuilder {
	const { schema } = INSTANT_EVENTS[name].rows;
	const plan = shape === null ? [] : planLookups(schema, shape);
	const enricher = createEnricher(createEnrichmentState(send, policy), plan, node);
	return {
		async prepare(events) {
			enricher.enqueue(events.map(({ record }) => record));
			await enricher.load();
		},
		toRows(events) {
			const toRow = createRowShaper(schema, shape, readableIn, enricher.createFinder);
			const rows = events.map(({ sent, record }) => (shape === null ? { ...sent } : toRow(record)));
			if (shape?.keepsUnknown && schema.additionalColumns) alignColumns(rows);
			for (const [at, { record, eventKey, warning }] of events.entries()) {
				// Without the result, a key from some of its IDs would be that of others, too.
				if (RESULT_KEY in rows[at] && !hasWholeKey(record, schema)) rows[at][RESULT_KEY] = null;
				Object.assign(rows[at], { eventName: name, eventKey });
				if (warning !== null) rows[at].warning = EVENT_WARNINGS[warning];
			}
			return rows;
		},
	};
}
