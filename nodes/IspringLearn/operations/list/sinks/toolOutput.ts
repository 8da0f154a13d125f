/** What an AI model gets of a list: no more than it can read, and a note if that is not everything. */
import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import type { RawRecord } from '../../../api/schema/record';
import type { FormDescriptor } from '../../../errors/form';
import { describeReason } from '../../../errors/messages';
import { isFilledByModel, rawParameter } from '../../../fields/guard/emptyValue';

/** About 15,000 tokens. n8n puts no limit on what a tool returns. */
const MAX_CHARACTERS = 50_000;

/**
 * The rows from the first on that fit into one response, in JSON. The first one always does, since half a
 * row says nothing.
 */
export function fitRows(rows: readonly RawRecord[]): readonly RawRecord[] {
	let used = 0;
	const end = rows.findIndex((row, at) => {
		used += JSON.stringify(row).length + 1;
		return at > 0 && used > MAX_CHARACTERS;
	});
	return end === -1 ? rows : rows.slice(0, end);
}

/** Builds the last item of a tool that does not return all that matches. */
export function truncatedItem(
	context: IExecutePaginationFunctions,
	{ returned, isTooLong }: { returned: number; isTooLong: boolean },
	form: FormDescriptor,
): INodeExecutionData {
	const canSetLimit = isFilledByModel(rawParameter(context, 'limit'));
	const data = { returned, isTooLong, canSetLimit };
	const { message, description } = describeReason('truncated', data, form);
	return {
		json: { truncated: true, returned, message: `${message}. ${description}` },
		pairedItem: { item: context.getItemIndex() },
	};
}
