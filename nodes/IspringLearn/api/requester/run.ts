/** What the input items of one run of a node share: n8n runs all of them at the same time. */
import { Runtime } from '../runtime';
import { onAbort } from './abort';
import type { RunInput } from './runInput';
import { keyOfRun } from './runInput';
import { Turns } from './turns';

/** What n8n passes for each input item. */
interface RunContext extends RunInput {
	getItemIndex: () => number;
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

/** Ends the reading of all items when one of them has stopped the run: n8n would discard what the others read. */
export class Run {
	/** State that all input items of this run share. */
	readonly shared = new Runtime();
	/** The order in which its input items write. */
	readonly turns = new Turns();
	/** In epoch milliseconds. The relative dates of all input items count from here. */
	readonly startedAtMs = Date.now();
	private readonly controller = new AbortController();
	/** n8n's "Retry On Fail" passes the same items again. */
	private readonly started = new Set<number>();
	private stoppedBy: number | undefined;

	/** @param kept state that outlives the run when n8n repeats it with the same items ("Retry On Fail") */
	constructor(
		execution: AbortSignal | undefined,
		readonly kept = new Runtime(),
	) {
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
		this.turns.add(item);
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
	private readonly byKey = new WeakMap<object, Run>();

	/** Adds an input item to its run. Call it once for each item, before anything waits. */
	join(context: RunContext): Run {
		const item = context.getItemIndex();
		const key = keyOfRun(context);
		const known = key && this.byKey.get(key);
		if (known?.start(item)) return known;
		const run = new Run(context.getExecutionCancelSignal?.(), known?.kept);
		run.start(item);
		if (key) this.byKey.set(key, run);
		return run;
	}

	/** The run that an input item has joined. */
	of(context: RunContext): Run {
		const key = keyOfRun(context);
		return (key && this.byKey.get(key)) ?? this.join(context);
	}
}
