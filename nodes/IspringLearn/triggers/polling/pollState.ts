/** What is known of the polls of this process besides the state that n8n keeps. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { Seconds } from '../../api/incremental/moment';
import type { State, StoredState } from '../../api/incremental/state';
import { restoreState, storeState } from '../../api/incremental/state';

const underWay = new WeakSet<IDataObject>();

/**
 * Runs a poll, unless the one before it is still under way with the same state: n8n starts the next one
 * in any case, and both would give the same results.
 */
export async function skipIfRunning<T>(memory: IDataObject, run: () => Promise<T[]>): Promise<T[]> {
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

/** Something that is kept for each trigger of this process. */
export class Kept<T> {
	private readonly byNode = new Map<string, T>();

	get(context: IPollFunctions): T | null {
		return this.byNode.get(keyOf(context)) ?? null;
	}

	set(context: IPollFunctions, value: T | null): void {
		if (value === null) this.byNode.delete(keyOf(context));
		else this.byNode.set(keyOf(context), value);
	}
}

/**
 * The server's time of the last poll. n8n writes the state down when there are items, so that without
 * this a change of filters after a quiet month would give what happened in that month.
 */
export const lastReadAt = new Kept<Seconds>();

const begun = new Kept<StoredState>();

const BEGINS_ANEW =
	'what this trigger remembered cannot be read, so it begins anew as Start From says. Look whether results since its last poll are missing.';

/** Somebody has switched the workflow on. */
const SWITCHED_ON: ReadonlySet<string> = new Set(['activate', 'create']);

/**
 * The state that a poll starts from. With durable cursors n8n does not keep what the poll of an
 * activation began, when it gave nothing: without this, what happens until the next poll would count as
 * having been there before.
 */
export function loadState(context: IPollFunctions, memory: IDataObject): State | null {
	if (memory.state !== undefined) {
		const state = restoreState(memory.state);
		if (state === null) LoggerProxy.warn(`${context.getNode().name}: ${BEGINS_ANEW}`);
		return state;
	}
	return SWITCHED_ON.has(context.getActivationMode()) ? null : restoreState(begun.get(context));
}

/** Keeps the state after a poll: where n8n does, and until n8n does. */
export function saveState(
	context: IPollFunctions,
	memory: IDataObject,
	state: State,
	hasRows: boolean,
): void {
	const stored = storeState(state);
	const isNew = memory.state === undefined;
	begun.set(context, isNew && !hasRows ? stored : null);
	lastReadAt.set(context, state.readAt);
	memory.state = stored;
}
