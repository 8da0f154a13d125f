import { LoggerProxy } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { ENDPOINTS } from '../api/endpoints/endpoints';
import type { SkippedIds } from '../api/paginator/invalidIdFilter';
import type { FormDescriptor } from '../errors/form';
import { recordName } from '../errors/recordNames';
import { failedItem } from '../errors/failedItem';

/** IDs that a sentence names; the rest is counted. */
const MOST_NAMED = 10;

function sentence(label: string, { ids, isForbidden }: SkippedIds): string {
	const more = ids.length - MOST_NAMED;
	const named = ids.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
	const were = ids.length === 1 ? '1 ID in' : `${ids.length} IDs in`;
	const [is, was] = ids.length === 1 ? ['is', 'was'] : ['are', 'were'];
	const why = isForbidden ? 'may not be read by this account' : `${is} not known to iSpring Learn`;
	return `${were} ${label} ${why} and ${was} skipped: ${named}`;
}

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
		LoggerProxy.warn('iSpring Learn: unknown IDs were skipped', {
			field: labelOf(one),
			ids,
			itemIndex,
		});
	}
	if (!context.continueOnFail()) return [];
	return skipped.map((one) =>
		failedItem(context, sentence(labelOf(one), one), {
			field: labelOf(one),
			skippedIds: one.ids,
		}),
	);
}
