/** What became of the input items that have had their turn, for when n8n repeats the run ("Retry On Fail"). */
import type { INodeExecutionData } from 'n8n-workflow';
import type { SendPlan } from './plan';

/** How an item ended that must not be sent again: it was done, or it may have been. */
type Ending =
	| { items: INodeExecutionData[]; isDone: boolean }
	/** The error that stopped the node. */
	| { error: unknown };

/** How the input items of a node ended, by their indexes. n8n's repetitions of the run share one object. */
export class Written {
	private readonly endings = new Map<number, Ending>();
	private readonly entries = new Map<number, ReadonlySet<string>>();
	private readonly found = new Map<number, SendPlan['found']>();

	/** The number of items that were done. */
	get done(): number {
		return [...this.endings.values()].filter((ending) => 'items' in ending && ending.isDone).length;
	}

	/** The items that were done in part. */
	get begun(): number[] {
		return [...this.entries.keys()].filter((item) => !this.endings.has(item));
	}

	/**
	 * The items of an input item that must not be sent again; undefined if it can be sent.
	 * @throws the error of one that may have been done
	 */
	get(item: number): INodeExecutionData[] | undefined {
		const ending = this.endings.get(item);
		if (ending === undefined || 'items' in ending) return ending?.items;
		throw ending.error;
	}

	/** Notes how an item ended. */
	set(item: number, ending: Ending): void {
		this.endings.set(item, ending);
	}

	/** The entries of an item's list that were done, although a later request failed. */
	entriesOf(item: number): ReadonlySet<string> {
		return this.entries.get(item) ?? new Set();
	}

	/** The records that `before` found for them: what was deleted can't be looked up again. */
	foundOf(item: number): SendPlan['found'] {
		return this.found.get(item);
	}

	/** Adds the entries of an item's list that were done before a request failed. */
	addEntries(item: number, entries: readonly string[], { found }: SendPlan): void {
		if (entries.length === 0) return;
		this.entries.set(item, new Set([...this.entriesOf(item), ...entries]));
		this.found.set(item, found);
	}
}
