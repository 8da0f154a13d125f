/** Turns results into rows, with the columns of the node's own list. */
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { planLookups } from '../../api/enrichment/lookupPlan';
import type { Connection } from '../../api/requester/requester';
import type { RawRecord } from '../../api/schema/record';
import { createEnricher, createEnrichmentState } from '../../operations/list/enricher';
import { createRowShaper } from '../../operations/list/rowShaper';
import type { PollRun } from './deadline';
import { createPollRequests } from './deadline';
import type { TriggerParameters } from './triggerParameters';

/**
 * Turns results into rows, as Output says.
 * @throws the error of a request for names
 */
export async function toRows(
	run: PollRun,
	connection: Connection,
	{ shape, readableValues, maxRetries }: TriggerParameters,
	records: readonly RawRecord[],
): Promise<RawRecord[]> {
	const { schema } = ENDPOINTS.moduleResults;
	const readableIn = readableValues ? run.context.getTimezone() : null;
	const plan = shape === null ? [] : planLookups(schema, shape);
	const { send, policy } = createPollRequests(run, connection, maxRetries);
	const { name } = run.context.getNode();
	const enricher = createEnricher(createEnrichmentState(send, policy), plan, name);
	enricher.enqueue(records);
	await enricher.load();
	return records.map(createRowShaper(schema, shape, readableIn, enricher.createFinder));
}
