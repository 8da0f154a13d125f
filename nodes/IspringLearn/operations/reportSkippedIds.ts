import { LoggerProxy } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { ENDPOINTS } from '../api/endpoints/endpoints';
import type { SkippedIds } from '../api/paginator/invalidIds';
import type { FormDescriptor } from '../errors/form';
import { describeReason } from '../errors/messages';
import { LOG_LINES } from '../errors/messages/nodeMessages';
import { recordName } from '../errors/recordNames';
import { failedItem } from '../errors/failedItem';

/**
 * Says which IDs were left out: in n8n's log and, where the node goes on after what stops others, as
 * an item for each filter, since no hint can be given from here.
 */
export function reportSkippedIds(
	context: IExecuteSingleFunctions,
	skipped: readonly SkippedIds[],
	form: FormDescriptor,
): INodeExecutionData[] {
	const itemIndex = context.getItemIndex();
	const labelOf = ({ parameter }: SkippedIds): string =>
		parameter === null ? recordName(ENDPOINTS.courses.name) : form.labelOf(parameter);
	for (const one of skipped) {
		const { ids } = one;
		LoggerProxy.warn(LOG_LINES.unknownIdsSkipped, {
			field: labelOf(one),
			ids,
			itemIndex,
		});
	}
	if (!context.continueOnFail()) return [];
	return skipped.map((one) => {
		const { ids, isForbidden = false } = one;
		const label = labelOf(one);
		const { message } = describeReason('skippedIds', { label, ids, isForbidden }, form);
		return failedItem(context, message, { field: label, skippedIds: ids });
	});
}
