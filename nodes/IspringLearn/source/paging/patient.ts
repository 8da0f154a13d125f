/** Page requests that wait their turn, and are made again where that may help. */
import type { Page } from '../page/decode';
import { PageRefused } from '../page/refusal';
import type { Query } from './batches';
import type { FetchPage } from './paginate';
import type { ListResource } from '../record/listResource';
import type { Fault } from '../request/fault';
import { gateOf } from '../request/gate';
import { pause } from '../request/pause';
import { withRetry } from '../request/retry';

/** Makes one request for one page of a list, with this query and none other. */
export type AskPage = (resource: ListResource, query: Query) => Promise<Page>;

export interface Patience {
	/** Address of the API: requests to one host take turns. */
	host: string;
	/** Tries after the first one. */
	maxRetries: number;
	/** Ends the waiting. */
	signal?: AbortSignal;
	/** On whose account requests wait: owners take turns. Absent where nobody shares it. */
	owner?: object;
	/** Whether there is time to wait so long before another try; always, when absent. */
	hasTimeFor?: (milliseconds: number) => boolean;
	/** Told before every wait. */
	onRetry?: (fault: Fault, attempt: number, milliseconds: number) => void;
}

/** The pages of what a query asks for, each asked for patiently. */
export function patientFetcher(
	ask: AskPage,
	resource: ListResource,
	query: Query,
	patience: Patience,
): FetchPage {
	const { host, maxRetries, signal, owner = patience, hasTimeFor, onRetry } = patience;
	return async ({ pageSize, pageToken }) => {
		const page = { ...(resource.whole ? {} : { pageSize }), ...(pageToken && { pageToken }) };
		const request = async () => {
			const answer = await ask(resource, { ...query, ...page });
			return pageToken !== null && answer.isBlank ? refuseBlank() : answer;
		};
		return await withRetry(request, {
			gate: gateOf(host),
			owner,
			signal,
			maxRetries,
			wait: async (milliseconds) => await pause(milliseconds, signal),
			hasTimeFor,
			onRetry,
		});
	};
}

/** A list that goes on does not end with nothing at all: the rest of it would be lost without a word. */
function refuseBlank(): never {
	throw new PageRefused('empty', 'iSpring Learn sent nothing in place of the next page');
}
