import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { FormDescriptor } from '../errors/form';
import type { RawRecord } from '../api/schema/record';
import { alignColumns } from '../api/schema/normalizer';
import type { ListReader, RowSink } from './listReader';
import { recordName } from '../errors/recordNames';

/** Above about 120,000 items of one input item n8n's own engine ends with a stack overflow. */
const MOST_ITEMS = 100_000;

/**
 * Each row becomes an item, linked to the input item that asked for it.
 * @param otherwise how else to have more rows than n8n can carry, as a sentence
 */
export const itemSink = (otherwise = ''): RowSink => ({
	limited: true,
	async consume(context, list, form) {
		const item = context.getItemIndex();
		const all: RawRecord[] = [];
		for await (const rows of list.rows()) {
			for (const row of rows) all.push(row);
			if (all.length > MOST_ITEMS) refuseSize(context, list, form, otherwise);
		}
		if (list.form.simplify && list.resource.schema.additionalColumns) alignColumns(all);
		return all.map((row) => ({ json: row as IDataObject, pairedItem: { item } }));
	},
});

function refuseSize(
	context: IExecutePaginationFunctions,
	{ resource, form: { limit } }: ListReader,
	{ splitBy }: FormDescriptor,
	otherwise: string,
): never {
	const most = MOST_ITEMS.toLocaleString('en-US');
	const limiting = `${limit === Infinity ? 'Turn off Return All and set' : 'Set'} a Limit of up to ${most}`;
	const own = splitBy.map((what) => `its own ${what}`).join(' or ');
	const splitting = `, or split the work: give the node several input items, each with ${own}`;
	const ways = [
		'n8n cannot take more than that from one input item.',
		otherwise,
		`${limiting}${splitBy.length > 0 ? splitting : ''}.`,
	];
	throw new NodeOperationError(
		context.getNode(),
		`More than ${most} ${recordName(resource.name)} match`,
		{
			description: ways.filter((way) => way !== '').join(' '),
			itemIndex: context.getItemIndex(),
		},
	);
}
