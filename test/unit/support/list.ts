/** A list to page through, kept in memory, with a record of what was asked for. */
import type { Page } from '../../../nodes/IspringLearn/api/decoder/decodePage';
import type { FetchPage, PageRequest } from '../../../nodes/IspringLearn/api/paginator/paginate';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';

export const records = (count: number, from = 0): RawRecord[] =>
	Array.from({ length: count }, (_, at) => ({ id: `r${from + at}` }));

/** Serves a list as a good server does: the token is where the next page begins. */
export function serve(list: readonly RawRecord[]) {
	const asked: PageRequest[] = [];
	const fetchPage: FetchPage = async (request) => {
		asked.push(request);
		const start = Number(request.pageToken ?? 0);
		const end = start + request.pageSize;
		return {
			records: list.slice(start, end),
			nextPageToken: end < list.length ? String(end) : null,
		};
	};
	return { asked, fetchPage };
}

/** Serves the pages that stand under each token; the first one under ''. It does not go round for ever. */
export function serveMap(pages: Record<string, Page>) {
	const asked: PageRequest[] = [];
	const fetchPage: FetchPage = async (request) => {
		asked.push(request);
		const page = pages[request.pageToken ?? ''];
		if (asked.length > 1000) throw new RangeError('asked without end');
		if (!page) throw new RangeError(`no page under ${request.pageToken}`);
		return page;
	};
	return { asked, fetchPage };
}

export async function gather<T>(pages: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) all.push(page);
	return all;
}
