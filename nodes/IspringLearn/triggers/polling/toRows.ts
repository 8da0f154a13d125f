/** Turns results into rows, with the columns and names of the node's own list. */
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { Connection } from '../../api/requester/requester';
import { createNormalizer } from '../../api/schema/normalizer';
import type { RawRecord } from '../../api/schema/record';
import {
	createEnricher,
	createEnrichmentState,
	namesToLookUp,
	withNameColumns,
} from '../../operations/enricher';
import type { PollRun } from './deadline';
import { createPollRequests } from './deadline';
import type { TriggerParameters } from './triggerParameters';

/**
 * Turns results into rows, as Simplify and Add Names say.
 * @throws the error of a request for names
 */
export async function toRows(
	run: PollRun,
	connection: Connection,
	parameters: TriggerParameters,
	records: readonly RawRecord[],
): Promise<RawRecord[]> {
	const { schema, references = {} } = ENDPOINTS.moduleResults;
	const kinds = namesToLookUp(ENDPOINTS.moduleResults, parameters);
	const toRow = createNormalizer(withNameColumns(schema, kinds));
	const rows = parameters.simplify ? records.map(toRow) : [...records];
	if (kinds.size === 0 || rows.length === 0) return rows;
	const { send, policy } = createPollRequests(run, connection, parameters.maxRetries);
	const { name } = run.context.getNode();
	const enricher = createEnricher(createEnrichmentState(send, policy), kinds, references, name);
	enricher.enqueue(rows);
	await enricher.enrich(rows);
	return rows;
}
