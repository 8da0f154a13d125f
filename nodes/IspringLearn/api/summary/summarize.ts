/** Sums up the records of a list while its pages are read: one row for each group of records. */
import type { ListEndpoint, Summary } from '../endpoints/endpoint';
import { normalizeUuid } from '../paginator/deduplicator';
import { createNormalizer } from '../schema/normalizer';
import type { RawRecord } from '../schema/record';
import { readId } from '../schema/record';
import type { Column } from '../schema/recordSchema';
import { createTransform } from '../schema/recordSchema';
import { shapeOf } from '../schema/rowShape';
import type { Accumulator } from './accumulators';
import { detach } from './detach';
import { startReduction } from './reduce';

/** Rows to yield at once. */
const CHUNK = 1000;

interface Group {
	key: string;
	/** One for each column. */
	accumulators: readonly Accumulator[];
}

/** Creates the function that reads records with typed values, without what is looked up or derived. */
function createTyping({ schema }: ListEndpoint): (record: RawRecord) => RawRecord {
	const sent = schema.columns.filter(({ lookup, derive }) => !lookup && !derive);
	const names = sent.map(({ name }) => name);
	const normalize = createNormalizer(schema, shapeOf(schema, names));
	const transform = createTransform(schema);
	return (record) => normalize(transform(record));
}

/** The groups so far. A group is small, and no record is kept. */
class Groups {
	private readonly groups = new Map<string, Group>();
	private readonly starts: ReadonlyArray<() => Accumulator>;
	private readonly toTyped: (record: RawRecord) => RawRecord;

	constructor(
		private readonly columns: readonly Column[],
		private readonly summary: Summary,
	) {
		this.starts = columns.flatMap(({ reduce }) => (reduce ? [startReduction(reduce)] : []));
		this.toTyped = createTyping(summary.of);
	}

	add(record: RawRecord): void {
		const typed = this.toTyped(record);
		const { accumulators } = this.groupOf(normalizeUuid(readId(typed, this.summary.by)));
		for (const accumulator of accumulators) accumulator.add(typed);
	}

	/** All groups in the order of the rows. Those that are equal in it are in the order of their IDs. */
	sorted(): Group[] {
		const ranks = this.summary.order.map((name) =>
			this.columns.findIndex((column) => column.name === name),
		);
		const rankOf = (group: Group, at: number): number => Number(group.accumulators[at].value);
		const byId = (one: Group, other: Group): number => (one.key < other.key ? -1 : 1);
		return [...this.groups.values()].sort((one, other) => {
			const at = ranks.find((rank) => rankOf(one, rank) !== rankOf(other, rank));
			return at === undefined ? byId(one, other) : rankOf(other, at) - rankOf(one, at);
		});
	}

	toRow({ accumulators }: Group): RawRecord {
		return Object.fromEntries(this.columns.map(({ name }, at) => [name, accumulators[at].value]));
	}

	private groupOf(key: string): Group {
		const known = this.groups.get(key);
		if (known !== undefined) return known;
		const detached = detach(key);
		const group = { key: detached, accumulators: this.starts.map((start) => start()) };
		this.groups.set(detached, group);
		return group;
	}
}

/**
 * Reads all pages, and then yields the rows in chunks: the columns that sum something up, in the order of the schema.
 * Records without the ID are a group of their own.
 * @param limit how many rows to yield at most
 */
export async function* summarize(
	pages: AsyncIterable<RawRecord[]>,
	{ schema }: Pick<ListEndpoint, 'schema'>,
	summary: Summary,
	limit = Infinity,
): AsyncGenerator<RawRecord[]> {
	const reduced = schema.columns.filter(({ reduce }) => reduce !== undefined);
	const groups = new Groups(reduced, summary);
	for await (const page of pages) {
		for (const record of page) groups.add(record);
	}
	const sorted = groups.sorted();
	const end = Math.min(limit, sorted.length);
	for (let at = 0; at < end; at += CHUNK) {
		yield sorted.slice(at, Math.min(at + CHUNK, end)).map((group) => groups.toRow(group));
	}
}
