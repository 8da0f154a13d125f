/** Loads and saves the state of polls, and remembers what n8n does not store. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { LOG_LINES } from '../../errors/messages/nodeMessages';
import type { Seconds } from '../../api/incremental/time';
import type { State } from '../../api/incremental/state';
import type { StoredState } from '../../api/incremental/storedState';
import { restoreState, storeState } from '../../api/incremental/storedState';
import { PerNode } from '../perNode';

/** Activation modes in which a person has switched the workflow on. */
const SWITCHED_ON: ReadonlySet<string> = new Set(['activate', 'create']);

/** The states of all triggers in this n8n process. */
export class PollState {
	/**
	 * The server's time of each trigger's last poll. n8n stores the state only when there are items. Without
	 * this, a change of filters after a quiet month would return what happened in that month.
	 */
	readonly lastReadAt = new PerNode<Seconds>();

	/** States that n8n may not have stored: those of an activation that returned no items. */
	private readonly uncommitted = new PerNode<StoredState>();

	private readonly running = new WeakSet<IDataObject>();

	/**
	 * Runs a poll, unless an earlier poll with the same state is still running. n8n starts the next poll in
	 * any case, and both would return the same results.
	 */
	async skipIfRunning<T>(memory: IDataObject, run: () => Promise<T[]>): Promise<T[]> {
		if (this.running.has(memory)) return [];
		this.running.add(memory);
		try {
			return await run();
		} finally {
			this.running.delete(memory);
		}
	}

	/**
	 * The state that a poll starts from. With durable cursors, n8n does not store the state of an activation
	 * that returned no items. Without the copy kept here, results that arrive before the next poll would
	 * count as old.
	 */
	load(context: IPollFunctions, memory: IDataObject): State | null {
		if (memory.state !== undefined) {
			const state = restoreState(memory.state);
			if (state === null) LoggerProxy.warn(LOG_LINES.unreadableState(context.getNode().name));
			return state;
		}
		const isActivation = SWITCHED_ON.has(context.getActivationMode());
		return isActivation ? null : restoreState(this.uncommitted.get(context));
	}

	/** Saves the state after a poll: where n8n stores it, and here until n8n does. */
	save(context: IPollFunctions, memory: IDataObject, state: State, hasRows: boolean): void {
		const stored = storeState(state);
		const isNew = memory.state === undefined;
		this.uncommitted.set(context, isNew && !hasRows ? stored : null);
		this.lastReadAt.set(context, state.readAt);
		memory.state = stored;
	}

	/** Makes the next poll start over. */
	forget(context: IPollFunctions, memory: IDataObject): void {
		this.uncommitted.set(context, null);
		this.lastReadAt.set(context, null);
		if (memory.state !== undefined) delete memory.state;
	}
}
