/** n8n's table of processed items, in memory. It behaves like n8n's own DeduplicationHelper, for entries. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

const hashOf = (item: DeduplicationItemTypes): string =>
	createHash('md5').update(item.toString()).digest('base64');

function keyOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData): string {
	if (scope === 'node' && node === undefined) throw new Error('No node information');
	return JSON.stringify([workflow.id, scope === 'node' ? `n:${node?.id}` : '']);
}

const newest = (entries: readonly string[], { maxEntries }: ICheckProcessedOptions): string[] =>
	entries.slice(maxEntries ? -maxEntries : 0);

export class ProcessedData implements IDataDeduplicator {
	/** The calls so far. */
	calls = 0;

	/** The calls that fail, counted from 1, as if the database were away. */
	readonly failing = new Set<number>();

	private readonly rows = new Map<string, readonly string[]>();

	/** @param access takes the time between a read and a write, in which other processes may write */
	constructor(public access: () => Promise<void> = async () => await nextTurn()) {}

	/** Reads all entries, then writes all of them: whoever writes in between is overwritten. */
	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		if (this.failing.has(++this.calls)) throw new Error('The database is away');
		const key = keyOf(scope, context);
		const stored = this.rows.get(key);
		await this.access();
		const hashes = items.map(hashOf);
		if (stored === undefined) {
			if (this.rows.has(key)) throw new Error('UNIQUE constraint failed: processed_data');
			this.rows.set(key, newest(hashes, options));
			return { new: items, processed: [] };
		}
		const known = new Set(stored);
		const isKnown = (_item: DeduplicationItemTypes, at: number): boolean => known.has(hashes[at]);
		const added = hashes.filter((hash) => !known.has(hash));
		this.rows.set(key, newest([...stored, ...added], options));
		return {
			new: items.filter((item, at) => !isKnown(item, at)),
			processed: items.filter(isKnown),
		};
	}

	/** The number of entries of all nodes. */
	get size(): number {
		return [...this.rows.values()].flat().length;
	}

	async removeProcessed(): Promise<void> {
		throw new Error('The package removes no entries');
	}

	async clearAllProcessedItems(): Promise<void> {
		throw new Error('The package removes no entries');
	}

	async getProcessedDataCount(): Promise<number> {
		throw new Error('The package counts no entries');
	}
}
