/** What is known of the polls of this process besides the state that n8n keeps. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Seconds } from '../../source/trigger/moment';

const underWay = new WeakSet<IDataObject>();

/**
 * Runs a poll, unless the one before it is still under way with the same state: n8n starts the next one
 * in any case, and both would give the same results.
 */
export async function withoutOverlap<T>(
	memory: IDataObject,
	run: () => Promise<T[]>,
): Promise<T[]> {
	if (underWay.has(memory)) return [];
	underWay.add(memory);
	try {
		return await run();
	} finally {
		underWay.delete(memory);
	}
}

const keyOf = (context: IPollFunctions): string =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

const readAts = new Map<string, Seconds>();

/**
 * The server's time of a node's last poll. n8n writes the state down when there are items, so that
 * without this a change of filters after a quiet month would give what happened in that month.
 */
export const lastReadAt = {
	get: (context: IPollFunctions): Seconds | null => readAts.get(keyOf(context)) ?? null,
	set(context: IPollFunctions, readAt: Seconds | null): void {
		if (readAt !== null) readAts.set(keyOf(context), readAt);
	},
};
