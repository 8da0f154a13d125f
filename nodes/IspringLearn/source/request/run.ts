/** What the input items of one run of a node share: n8n runs all of them at the same time. */
import { onAbort } from './onAbort';

/** What n8n hands to each input item. */
export interface RunContext {
	/** The same object for all items of a run; missing where there are no items, as in a trigger. */
	getExecuteData?: () => object;
	getItemIndex: () => number;
	continueOnFail?: () => boolean;
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

/**
 * Ends the reading of all items when one of them has stopped the run: what the others read would be
 * thrown away.
 */
export class Run {
	private readonly controller = new AbortController();
	private readonly begun = new Set<number>();
	private readonly refused = new Set<number>();

	constructor(execution: AbortSignal | undefined) {
		if (execution?.aborted) this.controller.abort();
		else onAbort(execution, () => this.controller.abort());
	}

	/** Given when the execution was cancelled, or when an item has stopped the run. */
	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Whether another item has stopped it before this one could. */
	isStoppedBefore(item: number): boolean {
		const [first = item] = this.refused;
		return first !== item;
	}

	/** Whether n8n has handed an item over before: with "Retry On Fail" it does so with the same object. */
	knows(item: number): boolean {
		return this.begun.has(item) || this.refused.has(item);
	}

	isRefused(item: number): boolean {
		return this.refused.has(item);
	}

	begin(item: number): void {
		this.begun.add(item);
	}

	stop(item: number): void {
		this.refused.add(item);
		this.controller.abort();
	}
}

const runs = new WeakMap<object, Run>();

function startRun(context: RunContext): Run {
	const run = new Run(context.getExecutionCancelSignal?.());
	const data = context.getExecuteData?.();
	if (data) runs.set(data, run);
	return run;
}

const knownRun = (context: RunContext): Run | undefined => {
	const data = context.getExecuteData?.();
	return data && runs.get(data);
};

/** The run that an input item belongs to. To be called once when its reading begins. */
export function joinRun(context: RunContext): Run {
	const item = context.getItemIndex();
	const known = knownRun(context);
	const run = known && !known.knows(item) ? known : startRun(context);
	run.begin(item);
	return run;
}

/** To be called when an item is refused before its reading begins. With "Continue On Fail" the others go on. */
export function stopRun(context: RunContext): void {
	if (context.continueOnFail?.() !== false) return;
	const item = context.getItemIndex();
	const known = knownRun(context);
	const run = known && !known.isRefused(item) ? known : startRun(context);
	run.stop(item);
}
