/** Page requests that wait their turn, and are made again where that may help. */
import { DecodeError } from '../decoder/decodeError';
import type { Query } from './chunkQuery';
import type { FetchPage } from './paginate';
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RequestError } from '../requester/requestError';
import type { SendPageRequest } from '../requester/requester';
import type { Gate } from '../requester/gate';
import { abortableSleep } from '../requester/abort';
import { withRetry } from '../requester/retry';

export interface RequestPolicy {
	/** Limits how many requests to the host run at once. */
	gate: Gate;
	/** Tries after the first one. */
	maxRetries: number;
	/** Ends the waiting. */
	signal?: AbortSignal;
	/** On whose account requests wait: owners take turns. Absent where nobody shares it. */
	owner?: object;
	/** Whether there is time to wait so long before another try; always, when absent. */
	hasTimeFor?: (milliseconds: number) => boolean;
	/** Told before every wait. */
	onRetry?: (fault: RequestError, attempt: number, milliseconds: number) => void;
}

/** The pages of what a query asks for, each asked for patiently. */
export function createPageFetcher(
	ask: SendPageRequest,
	resource: ListEndpoint,
	query: Query,
	patience: RequestPolicy,
): FetchPage {
	const { gate, maxRetries, signal, owner = patience, hasTimeFor, onRetry } = patience;
	return async ({ pageSize, pageToken }) => {
		const page = { ...(resource.unpaged ? {} : { pageSize }), ...(pageToken && { pageToken }) };
		const request = async () => {
			const answer = await ask(resource, { ...query, ...page });
			return pageToken !== null && answer.isBlank ? refuseBlank() : answer;
		};
		return await withRetry(request, {
			gate,
			owner,
			signal,
			maxRetries,
			wait: async (milliseconds) => await abortableSleep(milliseconds, signal),
			hasTimeFor,
			onRetry,
		});
	};
}

/** A list that goes on does not end with nothing at all: the rest of it would be lost without a word. */
function refuseBlank(): never {
	throw new DecodeError('missingPage');
}
