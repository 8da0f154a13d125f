import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Query } from '../../api/paginator/chunkQuery';
import { chunkQuery } from '../../api/paginator/chunkQuery';
import { paginate } from '../../api/paginator/paginate';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { RequestPolicy } from '../../api/paginator/pageFetcher';
import { createPageFetcher } from '../../api/paginator/pageFetcher';
import type { ResultSource, TriggerEvent } from '../../api/incremental/readSlice';
import type { Seconds } from '../../api/incremental/time';
import { toIso } from '../../api/incremental/time';
import { Gates } from '../../api/requester/gate';
import type { Runtime } from '../../api/runtime';
import type { Connection } from '../../api/requester/connection';
import type { Deadline } from './deadline';
import { requestInTime } from './requestInTime';

const PLAN = { pageSize: 1000, pageToken: null, limit: Infinity };
const ONE = { pageSize: 1, pageToken: null };

const toSeconds = (milliseconds: number): Seconds => Math.floor(milliseconds / 1000);

/** The server's time, which comes with every answer (RFC 9110, 6.6.1); null when it did not. */
function dateOf(headers: IDataObject): Seconds | null {
	const milliseconds = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(milliseconds) ? null : toSeconds(milliseconds);
}

/**
 * The module results of an account.
 * @param query the filters, without the date that windows go by
 * @param deadline how long its requests may take
 * @param progress holds how often the last request was made again
 */
export function resultSource(
	runtime: Runtime,
	context: IPollFunctions,
	connection: Connection,
	query: Query,
	{ date }: TriggerEvent,
	maxRetries: number,
	deadline: Deadline,
	progress: { retries: number },
): ResultSource {
	let told: Seconds | null = null;
	const ask = requestInTime(context, connection, deadline, (headers) => {
		told = dateOf(headers) ?? told;
		progress.retries = 0;
	});
	const parts = chunkQuery(query);
	const patience: RequestPolicy = {
		gate: runtime.get(Gates).forHost(connection.baseURL),
		maxRetries,
		hasTimeFor: deadline.hasTimeFor,
		onRetry: (_fault, attempt) => (progress.retries = attempt),
	};
	const now = (): Seconds => told ?? toSeconds(Date.now());
	return {
		queries: parts.length,
		now,
		async fetchNow() {
			await createPageFetcher(ask, ENDPOINTS.moduleResults, parts[0], patience)(ONE);
			return now();
		},
		async *pages({ from, until }, first) {
			// A second more on each side: whether the ends of a range belong to it is not documented.
			const startDate = toIso(from - 1);
			const range = until === null ? { startDate } : { startDate, endDate: toIso(until + 1) };
			for (const [at, part] of parts.entries()) {
				if (at < first) continue;
				const after = at === parts.length - 1 ? null : 'query';
				const asked = { ...part, [date]: range };
				const fetchPage = createPageFetcher(ask, ENDPOINTS.moduleResults, asked, patience);
				for await (const { records, nextPageToken } of paginate(fetchPage, PLAN)) {
					yield { records, next: nextPageToken === null ? after : 'page' };
				}
			}
		},
	};
}
