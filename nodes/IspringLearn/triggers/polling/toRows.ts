import type { IPollFunctions } from 'n8n-workflow';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { RawRecord } from '../../api/schema/record';
import { createNormalizer } from '../../api/schema/normalizer';
import { Gates } from '../../api/requester/gate';
import type { Runtime } from '../../api/runtime';
import type { Connection } from '../../api/requester/connection';
import {
	enricherFor,
	namesToLookUp,
	createEnrichmentState,
	withNameColumns,
} from '../../operations/enricher';
import type { Deadline } from './deadline';
import { requestInTime } from './requestInTime';
import type { TriggerParameters } from './triggerParameters';

/** The rows that results become: the same columns as the node gives, with the same names. */
export async function toRows(
	runtime: Runtime,
	context: IPollFunctions,
	connection: Connection,
	form: TriggerParameters,
	records: readonly RawRecord[],
	deadline: Deadline,
): Promise<RawRecord[]> {
	const kinds = namesToLookUp(ENDPOINTS.moduleResults, form);
	const shape = createNormalizer(withNameColumns(ENDPOINTS.moduleResults.schema, kinds));
	const rows = form.simplify ? records.map(shape) : [...records];
	if (kinds.size === 0 || rows.length === 0) return rows;
	const patience = {
		gate: runtime.get(Gates).forHost(connection.baseURL),
		maxRetries: form.maxRetries,
		hasTimeFor: deadline.hasTimeFor,
	};
	const known = createEnrichmentState(requestInTime(context, connection, deadline), patience);
	const names = enricherFor(
		known,
		kinds,
		ENDPOINTS.moduleResults.references ?? {},
		context.getNode().name,
	);
	names.enqueue(rows);
	await names.enrich(rows);
	return rows;
}
