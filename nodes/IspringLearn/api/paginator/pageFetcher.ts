/** Requests the pages of a list, each with retries. */
import { DecodeError } from '../decoder/decodeError';
import type { ListEndpoint } from '../endpoints/endpoint';
import type { SendPageRequest } from '../requester/requester';
import type { RequestPolicy } from '../requester/retry';
import { withRetry } from '../requester/retry';
import type { Query } from './chunkQuery';
import type { FetchPage } from './paginate';

/** Creates the function that requests a page of what a query selects. */
export function createPageFetcher(
	send: SendPageRequest,
	endpoint: ListEndpoint,
	query: Query,
	policy: RequestPolicy,
): FetchPage {
	return async ({ pageSize, pageToken }) => {
		const page = { ...(endpoint.unpaged ? {} : { pageSize }), ...(pageToken && { pageToken }) };
		const request = async () => {
			const answer = await send(endpoint, { ...query, ...page });
			// A list that continues does not end with nothing: the rest of it would be lost silently.
			if (pageToken !== null && answer.isBlank) throw new DecodeError('missingPage');
			return answer;
		};
		return await withRetry(request, policy, endpoint.idempotent);
	};
}
