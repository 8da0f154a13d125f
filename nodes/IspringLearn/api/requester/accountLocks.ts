/** Lets one input item at a time write to an account, whatever node and execution it belongs to. */
import { orCancelled } from './abort';

/**
 * The locks of a process. What looks before it writes must not be overtaken: two executions that both find no group
 * named "Sales" would create two.
 */
export class AccountLocks {
	/** For each locked account, what the next item waits for. */
	private readonly last = new Map<string, Promise<void>>();

	/**
	 * Carries out work on an account once all work that was asked for before is over.
	 * @throws CancelledError as soon as the signal aborts before the work begins
	 */
	async run<T>(
		account: string,
		signal: AbortSignal | undefined,
		work: () => Promise<T>,
	): Promise<T> {
		const before = this.last.get(account) ?? Promise.resolve();
		const result = orCancelled(before, signal).then(work);
		const after = before.then(async () => {
			await result.catch(() => {});
		});
		this.last.set(account, after);
		void after.then(() => {
			if (this.last.get(account) === after) this.last.delete(account);
		});
		return await result;
	}
}
