/** Lets the work for one key run one after another, such as the changes to an account. */
import { orCancelled } from './abort';

/** The locks of a process. */
export class Locks {
	/** For each locked key, what the next work waits for. */
	private readonly last = new Map<string, Promise<void>>();

	/**
	 * Carries out work for a key once all work that was asked for before is over, whether it succeeded or not.
	 * @throws CancelledError as soon as the signal aborts before the work begins
	 */
	async run<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const result = orCancelled(before, signal).then(work);
		const after = before.then(async () => {
			await result.catch(() => {});
		});
		this.last.set(key, after);
		void after.then(() => {
			if (this.last.get(key) === after) this.last.delete(key);
		});
		return await result;
	}
}

/**
 * Lets one input item at a time write to an account, whatever node and execution it belongs to. What looks before it
 * writes must not be overtaken: two executions that both find no group named "Sales" would create two.
 */
export class AccountLocks extends Locks {}
