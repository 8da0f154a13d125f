import { LoggerProxy } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SkippedIds } from '../api/paginator/invalidIdFilter';
import { failedItem } from '../errors/failedItem';

/** IDs that a sentence names; the rest is counted. */
const MOST_NAMED = 10;

function sentence({ label, ids, isForbidden }: SkippedIds): string {
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
): INodeExecutionData[] {
	const itemIndex = context.getItemIndex();
	for (const { label, ids } of skipped) {
		LoggerProxy.warn('iSpring Learn: unknown IDs were skipped', { field: label, ids, itemIndex });
	}
	if (!context.continueOnFail()) return [];
	return skipped.map((one) =>
		failedItem(context, sentence(one), { field: one.label, skippedIds: one.ids }),
	);
}
