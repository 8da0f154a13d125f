/** Turns events into the rows that the trigger returns, as Output says. */
import { planLookups } from '../../../api/enrichment/lookupPlan';
import type { SendPageRequest } from '../../../api/requester/requester';
import type { RequestPolicy } from '../../../api/requester/retry';
import { alignColumns } from '../../../api/schema/normalizer';
import type { RawRecord } from '../../../api/schema/record';
import type { RowShape } from '../../../api/schema/recordSchema';
import { EVENT_WARNINGS } from '../../../errors/messages/instantMessages';
import { createEnricher, createEnrichmentState } from '../../../operations/list/enricher';
import { createRowShaper } from '../../../operations/list/rowShaper';
import type { InstantEventName } from '../events';
import { INSTANT_EVENTS } from '../events';
import type { EventRecord } from './conclude';

/** How rows look. */
export interface RowOptions {
	/** The columns of the rows; null for records as sent. */
	shape: RowShape | null;
	/** The time zone for readable values; null to leave values as they are. */
	readableIn: string | null;
	/** Name of the node, for the log. */
	node: string;
}

/**
 * Turns events into rows: the columns of the record, then the name of the event, its key, and a warning if the record lacks something.
 * @throws the error of a request for names
 */
export async function toRows(
	send: SendPageRequest,
	policy: RequestPolicy,
	name: InstantEventName,
	events: readonly EventRecord[],
	{ shape, readableIn, node }: RowOptions,
): Promise<RawRecord[]> {
	const { schema } = INSTANT_EVENTS[name].rows;
	const plan = shape === null ? [] : planLookups(schema, shape);
	const enricher = createEnricher(createEnrichmentState(send, policy), plan, node);
	enricher.enqueue(events.map(({ record }) => record));
	await enricher.load();
	const toRow = createRowShaper(schema, shape, readableIn, enricher.createFinder);
	const rows = events.map(({ sent, record }) => (shape === null ? { ...sent } : toRow(record)));
	if (shape?.keepsUnknown && schema.additionalColumns) alignColumns(rows);
	for (const [at, { eventKey, warning }] of events.entries()) {
		Object.assign(rows[at], { eventName: name, eventKey });
		if (warning !== null) rows[at].warning = EVENT_WARNINGS[warning];
	}
	return rows;
}
