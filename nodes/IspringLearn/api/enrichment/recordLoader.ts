/** Looks records up that the API returns one at a time. */
import type { RecordEndpoint } from '../endpoints/endpoint';
import { asList, pathParameters } from '../endpoints/endpoint';
import { FORBIDDEN, UNREADABLE_RECORD } from '../httpStatus';
import { inOrder } from '../paginator/inOrder';
import type { ReadAll, ReadPages } from '../paginator/readPages';
import { createAllReader } from '../paginator/readPages';
import { orStatus } from '../requester/requestError';
import type { RawRecord } from '../schema/record';
import type { Unavailable } from './batchLoader';
import { QueuedLoader } from './queuedLoader';

/** Looks each record up once, with a request of its own, a few at a time. */
export class RecordLoader<T> extends QueuedLoader<T> {
	readonly endpoint;
	private readonly readAll: ReadAll;
	/** The status of the first record that could not be read. */
	private missing: number | null = null;
	private isForbidden = false;

	/** @param select selects the part of a record to keep */
	constructor(
		pages: ReadPages,
		endpoint: RecordEndpoint,
		private readonly select: (record: RawRecord) => T,
	) {
		super();
		this.endpoint = asList(endpoint);
		this.readAll = createAllReader(pages);
	}

	/** Why columns may be empty: the account may not read a record, or none of the records could be found. */
	get unavailable(): Unavailable | null {
		if (this.isForbidden) return FORBIDDEN;
		return this.found.size === 0 ? this.missing : null;
	}

	protected async loadAll(ids: readonly string[]): Promise<void> {
		async function* each(): AsyncGenerator<string> {
			yield* ids;
		}
		const outcomes = inOrder(
			each(),
			() => Infinity,
			async (id) => await this.load(id),
		);
		for await (const status of outcomes) this.missing ??= status;
	}

	/** Returns the status of a record that cannot be read, and null for others. */
	private async load(id: string): Promise<number | null> {
		// A key without the right to any of the records gets no further with the others.
		if (this.isForbidden && this.found.size === 0) return FORBIDDEN;
		const [parameter] = pathParameters(this.endpoint);
		const records = await orStatus(
			this.readAll(this.endpoint, { [parameter]: id }),
			UNREADABLE_RECORD,
		);
		if (typeof records === 'number') {
			this.isForbidden ||= records === FORBIDDEN;
			return records;
		}
		for (const record of records) this.found.set(id, this.select(record));
		return null;
	}
}
