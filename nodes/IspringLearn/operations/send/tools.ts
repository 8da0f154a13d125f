/** The tools with which an operation looks before and after it writes. */
import type { IDataObject } from 'n8n-workflow';
import { planLookups } from '../../api/enrichment/lookupPlan';
import { createAllReader, createPageReader } from '../../api/paginator/readPages';
import { withRetry } from '../../api/requester/retry';
import { createNormalizer } from '../../api/schema/normalizer';
import type { RawRecord } from '../../api/schema/record';
import type { RecordSchema, RowShape } from '../../api/schema/recordSchema';
import { createTransform } from '../../api/schema/recordSchema';
import { recordName } from '../../errors/messages/template';
import { ListUnreadable } from '../../methods/names/nameResolver';
import { createSharedEnricher } from '../list/enricher';
import type { AccountContext } from '../readContext';
import type { WriteTools } from './definition';
import { describeUnread } from './sendErrors';

/** Turns records into rows with names. */
async function readRows(
	account: AccountContext,
	schema: RecordSchema,
	shape: RowShape,
	records: readonly RawRecord[],
): Promise<IDataObject[]> {
	const lookups = planLookups(schema, shape);
	const enricher = createSharedEnricher(account, await account.account, lookups);
	if (enricher) {
		enricher.readers.join();
		enricher.enqueue(records);
		await enricher.load().finally(() => enricher.readers.leave());
	}
	return records.map(createNormalizer(schema, shape, enricher?.createFinder)) as IDataObject[];
}

/** Creates the tools of one input item. */
export function createTools(account: AccountContext): WriteTools {
	const { context, send, policy } = account;
	const orUnreadable = async <T>(name: string, request: Promise<T>): Promise<T> =>
		await request.catch(
			async (error: unknown) => await Promise.reject(new ListUnreadable(recordName(name), error)),
		);
	const readAll = createAllReader(createPageReader(send, policy));
	return {
		context,
		readAll: async (endpoint, query) => await orUnreadable(endpoint.name, readAll(endpoint, query)),
		readRecord: async (endpoint, parameters) => {
			const request = async () => await send(endpoint, parameters);
			const record = await orUnreadable(endpoint.name, withRetry(request, policy));
			return createTransform(endpoint.schema)(record);
		},
		toRows: async (schema, shape, records) =>
			await readRows(account, schema, shape, records).catch(async (error: unknown) => {
				const warning = await describeUnread(context, error);
				const normalize = createNormalizer(schema, shape);
				return records.map((record) => ({ ...normalize(record), warning }) as IDataObject);
			}),
		describeUnread: async (error) => await describeUnread(context, error),
	};
}
