/** Turns the rows of a list into items. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { alignColumns } from '../../../api/schema/normalizer';
import type { RawRecord } from '../../../api/schema/record';
import { recordName } from '../../../errors/messages/template';
import { nodeError } from '../../../errors/throwNodeError';
import type { RowSink } from '../listReader';
import { fitRows, truncatedItem } from './toolOutput';

/** Above about 120,000 items of one input item, n8n's own engine fails with a stack overflow. */
const MAX_ITEMS = 100_000;

/**
 * One item for each row, linked to the input item.
 * @param canExport whether the resource has an operation without this limit
 */
export const itemSink = (canExport = false): RowSink => ({
	limited: true,
	async consume(context, { endpoint, parameters, rows, hasMore }, form) {
		const item = context.getItemIndex();
		const all: RawRecord[] = [];
		for await (const chunk of rows()) {
			for (const row of chunk) all.push(row);
			if (parameters.isTool && fitRows(all).length < all.length) break;
			if (all.length > MAX_ITEMS) {
				const records = recordName(endpoint.name);
				const isLimited = parameters.limit !== Infinity;
				const data = { maxItems: MAX_ITEMS, records, isLimited, canExport };
				throw nodeError(context.getNode(), 'tooManyItems', data, { form, itemIndex: item });
			}
		}
		if (parameters.shape?.keepsUnknown && endpoint.schema.additionalColumns) alignColumns(all);
		const pairedItem = { item };
		const items = (parameters.isTool ? fitRows(all) : all).map(
			(row): INodeExecutionData => ({ json: row as IDataObject, pairedItem }),
		);
		const isTooLong = items.length < all.length;
		if (!isTooLong && !hasMore()) return items;
		return [...items, truncatedItem(context, { returned: items.length, isTooLong }, form)];
	},
});
