import type { IPollFunctions } from 'n8n-workflow';
import { MODULE_RESULT } from '../../source/record/moduleResult';
import type { RawRecord } from '../../source/record/schema';
import { shaper } from '../../source/record/schema';
import type { Connection } from '../connection';
import { pageAsker } from '../askPage';
import { namerOf, namesFor, startNames, withNameColumns } from '../namer';
import type { Deadline } from './deadline';
import type { TriggerForm } from './triggerForm';

/** The rows that results become: the same columns as the node gives, with the same names. */
export async function rowsOf(
	context: IPollFunctions,
	connection: Connection,
	form: TriggerForm,
	records: readonly RawRecord[],
	{ hasTimeFor }: Deadline,
): Promise<RawRecord[]> {
	const kinds = namesFor(MODULE_RESULT, form);
	const shape = shaper(withNameColumns(MODULE_RESULT.schema, kinds));
	const rows = form.simplify ? records.map(shape) : [...records];
	if (kinds.size === 0 || rows.length === 0) return rows;
	const patience = { host: connection.baseURL, maxRetries: form.maxRetries, hasTimeFor };
	const known = startNames(pageAsker(context, connection), patience);
	const names = namerOf(known, kinds, MODULE_RESULT.named ?? {}, context.getNode().name);
	names.want(rows);
	await names.fill(rows);
	return rows;
}
