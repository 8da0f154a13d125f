/**
 * The memory of events in n8n's own table of processed items, where its node Remove Duplicates keeps them as well. All
 * processes of n8n share it, and nothing else writes to the entries of a node, unlike its static data. It forgets the
 * oldest entries beyond a number, but none for its age.
 */
import type { DeduplicationHelperFunctions } from 'n8n-workflow';
import type { Seconds } from '../../../api/incremental/time';
import { DAY } from '../../../api/incremental/time';
import type { Locks } from '../../../api/requester/locks';
import type { InstantEvent } from '../eventDefinition';
import type { EventPlace, SeenEvents } from './seenEvents';

/** The functions of n8n that use the table: those of an execution. */
export type ProcessedItems = Pick<DeduplicationHelperFunctions, 'checkProcessedAndRecord'>;

/** n8n stores 24 characters for each, and reads and writes all of them at once. */
const OPTIONS = { mode: 'entries', maxEntries: 10_000 } as const;

/** Longer than another process takes between its read and its write. */
const OVERLAP_MS = 300;

/** How often to look whether the table has kept the entries. */
const MAX_CHECKS = 5;

/** What a table-backed memory works with. */
interface TableTools {
	items: ProcessedItems;
	/** Lets the executions of a node use the table one after another. */
	locks: Locks;
	/** Identifies the node among all nodes of this process. */
	node: string;
	/** Identifies what an execution received. It is the same if n8n runs the execution again, such as after a crash. */
	batch: string;
	sleep: (milliseconds: number) => Promise<void>;
}

/** Whether the table can remember an event. It doesn't know the latest value of something that changes. */
export const fitsTable = ({ changes }: InstantEvent): boolean => typeof changes === 'string';

/**
 * Creates a memory in n8n's table. What an execution recorded before it failed or crashed is new when it runs again: the
 * workflow has not received it. n8n reads and writes all entries without a lock: two processes that do so at the same
 * time lose the entries of one. So the entries are recorded again after a moment, until the table has kept them.
 */
export function createTableMemory(
	{ items, locks, node, batch, sleep }: TableTools,
	{ recurs }: Pick<InstantEvent, 'recurs'>,
): SeenEvents {
	// For an event that recurs, an entry counts on its day and on the next one.
	const entriesOf = ({ place, value }: EventPlace, now: Seconds): string[] => {
		const text = JSON.stringify([place, value]);
		const day = Math.floor(now / DAY);
		return recurs ? [`${text} ${day}`, `${text} ${day - 1}`] : [text];
	};
	const record = async (entries: string[]) =>
		await locks.run(
			node,
			async () => await items.checkProcessedAndRecord(entries, 'node', OPTIONS),
		);
	// For different times in different processes, or they would overlap again.
	const pause = async (times: number) =>
		await sleep(Math.round(OVERLAP_MS * times * (1 + Math.random())));
	const keep = async (entries: string[]): Promise<void> => {
		for (let check = 1; check <= MAX_CHECKS; check++) {
			await pause(check);
			const { new: lost } = await record(entries);
			if (lost.length === 0) return;
		}
	};
	let calls = 0;
	return {
		async record(places, now) {
			if (places.length === 0) return [];
			const entries = places.map((place) => entriesOf(place, now));
			const own = `batch:${batch}:${calls++}`;
			const all = [own, ...entries.flat()];
			// Of two processes that use the table of a node for the first time at once, one gets an error.
			const { processed } = await record(all).catch(async () => {
				await pause(1);
				return await record(all);
			});
			// From here on, an error would lose the events: the table has them, the workflow doesn't.
			await keep(all.slice(-OPTIONS.maxEntries)).catch(() => {});
			const known = new Set(processed.map(String));
			return entries.map((some) => known.has(own) || !some.some((entry) => known.has(entry)));
		},
	};
}
