/** Reads the module results of an account, slice by slice, and the server's time. */
import type { IDataObject } from 'n8n-workflow';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { ResultSource } from '../../api/incremental/readSlice';
import type { Seconds } from '../../api/incremental/time';
import { toIso } from '../../api/incremental/time';
import type { Query } from '../../api/paginator/chunkQuery';
import { chunkQuery } from '../../api/paginator/chunkQuery';
import { createPageFetcher } from '../../api/paginator/readPages';
import { paginate } from '../../api/paginator/paginate';
import type { Connection } from '../../api/requester/requester';
import { EVENTS } from './events';
import type { PollRun } from './deadline';
import { createPollRequests } from './deadline';
import type { TriggerParameters } from './triggerParameters';

const ALL_PAGES = { pageSize: 1000, pageToken: null, limit: Infinity };
const ONE_RECORD = { pageSize: 1, pageToken: null };

const toSeconds = (milliseconds: number): Seconds => Math.floor(milliseconds / 1000);

/** The server's time from the Date header (RFC 9110, 6.6.1); null without one. */
function readDate(headers: IDataObject): Seconds | null {
	const milliseconds = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(milliseconds) ? null : toSeconds(milliseconds);
}

/**
 * Creates the source of the results that an event's polls read.
 * @param parameters their query holds the filters, without the date that slices are cut by
 */
export function createResultSource(
	run: PollRun,
	connection: Connection,
	parameters: Pick<TriggerParameters, 'event' | 'query' | 'maxRetries'>,
): ResultSource {
	const { date } = EVENTS[parameters.event];
	let serverTime: Seconds | null = null;
	const { send, policy } = createPollRequests(run, connection, parameters.maxRetries, (headers) => {
		serverTime = readDate(headers) ?? serverTime;
		run.retries = 0;
	});
	policy.onRetry = (_error, attempt) => (run.retries = attempt);
	const fetcher = (query: Query) => createPageFetcher(send, ENDPOINTS.moduleResults, query, policy);
	const queries = chunkQuery(parameters.query);
	const now = (): Seconds => serverTime ?? toSeconds(Date.now());
	return {
		queries: queries.length,
		now,
		async fetchNow() {
			await fetcher(queries[0])(ONE_RECORD);
			return now();
		},
		async *pages({ from, until }, fromQuery) {
			// One second more on each side: whether a range includes its ends is not documented.
			const startDate = toIso(from - 1);
			const range = until === null ? { startDate } : { startDate, endDate: toIso(until + 1) };
			for (const [at, query] of queries.entries()) {
				if (at < fromQuery) continue;
				const last = at === queries.length - 1 ? null : 'query';
				const pages = paginate(fetcher({ ...query, [date]: range }), ALL_PAGES);
				for await (const { records, nextPageToken } of pages) {
					yield { records, next: nextPageToken === null ? last : 'page' };
				}
			}
		},
	};
}
