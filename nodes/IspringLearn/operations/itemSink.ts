import type { IDataObject } from 'n8n-workflow';
import { nodeError } from '../errors/throwNodeError';
import type { RawRecord } from '../api/schema/record';
import { alignColumns } from '../api/schema/normalizer';
import type { RowSink } from './listReader';
import { recordName } from '../errors/recordNames';

/** Above about 120,000 items of one input item n8n's own engine ends with a stack overflow. */
const MAX_ITEMS = 100_000;

/**
 * Each row becomes an item, linked to the input item that asked for it.
 * @param canExport whether the resource has an operation that takes any number of rows
 */
export const itemSink = (canExport = false): RowSink => ({
	limited: true,
	async consume(context, list, form) {
		const item = context.getItemIndex();
		const all: RawRecord[] = [];
		for await (const rows of list.rows()) {
			for (const row of rows) all.push(row);
			if (all.length > MAX_ITEMS) {
				const records = recordName(list.resource.name);
				const isLimited = list.form.limit !== Infinity;
				throw nodeError(
					context.getNode(),
					'tooManyItems',
					{ maxItems: MAX_ITEMS, records, isLimited, canExport },
					{ form, itemIndex: item },
				);
			}
		}
		if (list.form.simplify && list.resource.schema.additionalColumns) alignColumns(all);
		return all.map((row) => ({ json: row as IDataObject, pairedItem: { item } }));
	},
});
