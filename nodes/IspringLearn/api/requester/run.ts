/** What the input items of one run of a node share: n8n runs all of them at the same time. */
import { Runtime } from '../runtime';
import { onAbort } from './abort';

/** What n8n passes for each input item. */
export interface RunContext {
	/** The same object for all items of a run. Missing where there are no items, as in a trigger. */
	getExecuteData?: () => object;
	getItemIndex: () => number;
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

/** Ends the reading of all items when one of them has stopped the run: n8n would discard what the others read. */
export class Run {
	/** State that all input items of this run share. */
	readonly shared = new Runtime();
	/** In epoch milliseconds. The relative dates of all input items count from here. */
	readonly startedAtMs = Date.now();
	private readonly controller = new AbortController();
	/** n8n's "Retry On Fail" passes the same items again. */
	private readonly started = new Set<number>();
	private stoppedBy: number | undefined;

	constructor(execution: AbortSignal | undefined) {
		if (execution?.aborted) this.controller.abort();
		else onAbort(execution, () => this.controller.abort());
	}

	/** Aborts when the execution is cancelled, or when an item has stopped the run. */
	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Whether another item stopped the run before this one could. */
	isStoppedBefore(item: number): boolean {
		return this.stoppedBy !== undefined && this.stoppedBy !== item;
	}

	/**
	 * Notes that an item starts.
	 * @returns false if it started before: n8n repeats the run
	 */
	start(item: number): boolean {
		if (this.started.has(item)) return false;
		this.started.add(item);
		return true;
	}

	/** Stops the run because of this item, and aborts the requests of all items. */
	stop(item: number): void {
		this.stoppedBy ??= item;
		this.controller.abort();
	}
}

/** The runs of a process. */
export class Runs {
	private readonly byData = new WeakMap<object, Run>();

	/** The run that an input item belongs to. Call it once for each item, before the item is read. */
	join(context: RunContext): Run {
		const item = context.getItemIndex();
		const data = context.getExecuteData?.();
		const known = data && this.byData.get(data);
		if (known?.start(item)) return known;
		const run = new Run(context.getExecutionCancelSignal?.());
		run.start(item);
		if (data) this.byData.set(data, run);
		return run;
	}
}
