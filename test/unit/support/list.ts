/** Lists in memory to page through, which record the requests. */
import type { Page } from '../../../nodes/IspringLearn/api/decoder/decodePage';
import type { FetchPage, PageRequest } from '../../../nodes/IspringLearn/api/paginator/paginate';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';

export const records = (count: number, from = 0): RawRecord[] =>
	Array.from({ length: count }, (_, at) => ({ id: `r${from + at}` }));

/** Serves a list as a correct server does: the token is the index of the next page. */
export function serve(list: readonly RawRecord[]) {
	const requests: PageRequest[] = [];
	const fetchPage: FetchPage = async (request) => {
		requests.push(request);
		const start = Number(request.pageToken ?? 0);
		const end = start + request.pageSize;
		return {
			records: list.slice(start, end),
			nextPageToken: end < list.length ? String(end) : null,
		};
	};
	return { requests, fetchPage };
}

/** Serves the page of each token, the first one under ''. Fails after a thousand requests. */
export function serveMap(pages: Record<string, Page>) {
	const requests: PageRequest[] = [];
	const fetchPage: FetchPage = async (request) => {
		requests.push(request);
		const page = pages[request.pageToken ?? ''];
		if (requests.length > 1000) throw new RangeError('endless requests');
		if (!page) throw new RangeError(`no page under ${request.pageToken}`);
		return page;
	};
	return { requests, fetchPage };
}

export async function gather<T>(pages: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) all.push(page);
	return all;
}
