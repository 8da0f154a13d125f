import fc from 'fast-check';
import { UserError } from 'n8n-workflow';
import { listForm } from '../../../../nodes/IspringLearn/errors/form';
import type { Page } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import type { PaginationPlan } from '../../../../nodes/IspringLearn/api/paginator/paginate';
import { paginate } from '../../../../nodes/IspringLearn/api/paginator/paginate';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { gather, records, serve, serveMap } from '../../support/list';
import { messageOf, wordsOf } from '../../support/message';
import { rejectionOf } from '../../support/thrown';

const FORM = listForm({ filters: true, ids: true, dates: true, limited: true, pageToken: true });

const ALL: PaginationPlan = { pageSize: 10, pageToken: null, limit: Infinity };
const page = (ids: string[], nextPageToken: string | null): Page => ({
	records: ids.map((id) => ({ id })),
	nextPageToken,
});
const idsOf = (pages: Page[]) => pages.flatMap(({ records: some }) => some.map(({ id }) => id));

describe('a whole list', () => {
	it('returns every record once, in order, and requests each page by its token', async () => {
		const { requests, fetchPage } = serve(records(25));
		const pages = await gather(paginate(fetchPage, ALL));
		expect(pages.flatMap((one) => one.records)).toEqual(records(25));
		expect(requests).toEqual([
			{ pageSize: 10, pageToken: null },
			{ pageSize: 10, pageToken: '10' },
			{ pageSize: 10, pageToken: '20' },
		]);
	});

	it('sends one request for an empty list', async () => {
		const { requests, fetchPage } = serve([]);
		expect(await gather(paginate(fetchPage, ALL))).toEqual([{ records: [], nextPageToken: null }]);
		expect(requests).toHaveLength(1);
	});

	it('starts at the page token of the plan', async () => {
		const { requests, fetchPage } = serve(records(25));
		const pages = await gather(paginate(fetchPage, { ...ALL, pageToken: '20' }));
		expect(pages.flatMap((one) => one.records)).toEqual(records(5, 20));
		expect(requests).toEqual([{ pageSize: 10, pageToken: '20' }]);
	});

	it('requests one page ahead of the one that is read', async () => {
		const { requests, fetchPage } = serve(records(25));
		const pages = paginate(fetchPage, ALL);
		expect(requests).toHaveLength(0);
		await pages.next();
		expect(requests).toHaveLength(2);
		await pages.return(undefined);
		expect(requests).toHaveLength(2);
	});

	it('throws an error after the pages before it', async () => {
		const fault = new TypeError('no answer');
		const seen: Page[] = [];
		const walk = (async () => {
			const pages = paginate(async ({ pageToken }) => {
				if (pageToken === null) return page(['a'], 't');
				throw fault;
			}, ALL);
			for await (const one of pages) seen.push(one);
		})();
		expect(await rejectionOf(TypeError, walk)).toBe(fault);
		expect(idsOf(seen)).toEqual(['a']);
	});
});

describe('Limit', () => {
	it('requests only what is missing', async () => {
		const { requests, fetchPage } = serve(records(100));
		const pages = await gather(paginate(fetchPage, { ...ALL, limit: 23 }));
		expect(pages.flatMap((one) => one.records)).toEqual(records(23));
		expect(requests.map(({ pageSize }) => pageSize)).toEqual([10, 10, 3]);
	});

	it('stops once it is met, even at the end of a page', async () => {
		const { requests, fetchPage } = serve(records(100));
		await gather(paginate(fetchPage, { ...ALL, limit: 20 }));
		expect(requests.map(({ pageSize }) => pageSize)).toEqual([10, 10]);
	});

	it.each([0, -1])('of %d sends no request', async (limit) => {
		const { requests, fetchPage } = serve(records(100));
		expect(await gather(paginate(fetchPage, { ...ALL, limit }))).toEqual([]);
		expect(requests).toEqual([]);
	});

	it('cuts off surplus records of a page', async () => {
		const { fetchPage } = serveMap({ '': page(['a', 'b', 'c', 'd'], 't') });
		const pages = await gather(paginate(fetchPage, { ...ALL, limit: 3 }));
		expect(idsOf(pages)).toEqual(['a', 'b', 'c']);
	});

	it('accepts a page larger than requested when there is room', async () => {
		const { requests, fetchPage } = serveMap({
			'': page(['a', 'b', 'c', 'd'], 't'),
			t: page(['e'], null),
		});
		const pages = await gather(paginate(fetchPage, { ...ALL, pageSize: 2 }));
		expect(idsOf(pages)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(requests).toHaveLength(2);
	});

	it('continues after pages smaller than requested', async () => {
		const { requests, fetchPage } = serveMap({
			'': page(['a'], 's'),
			s: page([], 't'),
			t: page(['b', 'c', 'd'], 'u'),
		});
		const pages = await gather(paginate(fetchPage, { ...ALL, pageSize: 3, limit: 3 }));
		expect(idsOf(pages)).toEqual(['a', 'b', 'c']);
		expect(requests.map(({ pageSize }) => pageSize)).toEqual([3, 2, 2]);
	});

	it('is met exactly at all sizes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat({ max: 120 }),
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 150 }),
				async (count, pageSize, limit) => {
					const { requests, fetchPage } = serve(records(count));
					const pages = await gather(paginate(fetchPage, { pageSize, pageToken: null, limit }));
					const wanted = Math.min(count, limit);
					expect(pages.flatMap((one) => one.records)).toEqual(records(wanted));
					expect(requests).toHaveLength(Math.max(1, Math.ceil(wanted / pageSize)));
				},
			),
		);
	});
});

describe('records that move on to the next page', () => {
	const schema = { columns: [], primaryKey: ['id'] };

	it('are returned once, and count once towards Limit', async () => {
		const pages = {
			'': page(['a', 'b'], 's'),
			s: page(['b', 'c'], 't'),
			t: page(['d', 'e'], null),
		};
		const { requests, fetchPage } = serveMap(pages);
		const received = await gather(paginate(fetchPage, { ...ALL, pageSize: 2, limit: 4, schema }));
		expect(idsOf(received)).toEqual(['a', 'b', 'c', 'd']);
		expect(requests.map(({ pageSize }) => pageSize)).toEqual([2, 2, 1]);
	});

	it('are returned each time when there is no schema', async () => {
		const { fetchPage } = serveMap({ '': page(['a'], 's'), s: page(['a'], null) });
		expect(idsOf(await gather(paginate(fetchPage, ALL)))).toEqual(['a', 'a']);
	});

	it.each([
		[1000, 20],
		[50, 20],
		[10, 100],
		[1, 1000],
	])('at a page size of %d are accepted on %d pages in a row', async (pageSize, max) => {
		let count = 0;
		const same = async () => page(['a'], `t${count++}`);
		const plan = { ...ALL, pageSize, schema };
		const stopped = await rejectionOf(PaginationError, gather(paginate(same, plan)));
		expect(count).toBe(max + 1);
		expect(messageOf(stopped)).toBe(`iSpring Learn sent ${max} pages in a row with nothing new`);
	});
});

describe('select', () => {
	it('selects the records that count towards Limit', async () => {
		const { requests, fetchPage } = serve(records(100));
		const select = (some: Page['records']) => some.filter(({ id }) => /[05]$/.test(String(id)));
		const plan = { ...ALL, limit: 5, select };
		const pages = await gather(paginate(fetchPage, { ...plan, wholePages: true }));
		expect(idsOf(pages)).toEqual(['r0', 'r5', 'r10', 'r15', 'r20']);
		expect(requests.map(({ pageSize }) => pageSize)).toEqual([10, 10, 10]);
		expect(idsOf(await gather(paginate(fetchPage, plan)))).toEqual(idsOf(pages));
	});

	it('may select nothing from many pages', async () => {
		const { requests, fetchPage } = serve(records(500));
		const pages = await gather(paginate(fetchPage, { ...ALL, select: () => [] }));
		expect(idsOf(pages)).toEqual([]);
		expect(requests).toHaveLength(50);
	});
});

describe('a server that repeats a page', () => {
	const walk = async (pages: Record<string, Page>, pageToken: string | null = null) => {
		const { requests, fetchPage } = serveMap(pages);
		const stopped = await rejectionOf(
			PaginationError,
			gather(paginate(fetchPage, { ...ALL, pageToken })),
		);
		return { requests: requests.map((request) => request.pageToken), stopped };
	};

	it('is stopped when a page leads to itself', async () => {
		const { requests } = await walk({ '': page(['a'], 'A'), A: page(['b'], 'A') });
		expect(requests).toEqual([null, 'A']);
	});

	it('is stopped after A, B and A again', async () => {
		const { requests } = await walk({
			'': page(['a'], 'A'),
			A: page(['b'], 'B'),
			B: page(['c'], 'A'),
		});
		expect(requests).toEqual([null, 'A', 'B']);
	});

	it('is stopped when it returns to the first page token', async () => {
		expect((await walk({ A: page(['b'], 'A') }, 'A')).requests).toEqual(['A']);
		const longer = await walk({ A: page(['b'], 'B'), B: page([], 'A') }, 'A');
		expect(longer.requests).toEqual(['A', 'B']);
	});

	it('is stopped with a helpful message', async () => {
		const { stopped } = await walk({ '': page(['a'], 'A'), A: page(['b'], 'A') });
		expect(stopped).toBeInstanceOf(UserError);
		expect(stopped.name).toBe('PaginationError');
		const { message, description } = wordsOf(stopped, FORM);
		expect(message).toBe('iSpring Learn sent the same page twice');
		expect(description).toContain('none were returned');
		expect(`${message} ${description}`).not.toMatch(/error|problem|failure|mistake/i);
	});

	it('goes unnoticed when Limit is met on that page', async () => {
		const { fetchPage } = serveMap({ '': page(['a'], 'A'), A: page(['b'], 'A') });
		const pages = await gather(paginate(fetchPage, { ...ALL, limit: 2 }));
		expect(idsOf(pages)).toEqual(['a', 'b']);
	});
});

describe('empty pages with a next one', () => {
	const emptyThen = (count: number, last: Page) =>
		Object.fromEntries([
			...Array.from({ length: count }, (_, at) => [
				at === 0 ? '' : `t${at}`,
				page([], `t${at + 1}`),
			]),
			[`t${count}`, last],
		]) as Record<string, Page>;

	it('are accepted 19 times in a row', async () => {
		const { fetchPage } = serveMap(emptyThen(19, page(['a'], null)));
		expect(idsOf(await gather(paginate(fetchPage, ALL)))).toEqual(['a']);
	});

	it('stop the read at 20 in a row', async () => {
		const { requests, fetchPage } = serveMap(emptyThen(1000, page(['a'], null)));
		const stopped = await rejectionOf(PaginationError, gather(paginate(fetchPage, ALL)));
		expect(requests).toHaveLength(20);
		expect(messageOf(stopped)).toContain('20 empty pages in a row');
	});

	it('may be the last ones', async () => {
		const { requests, fetchPage } = serveMap(emptyThen(19, page([], null)));
		expect(idsOf(await gather(paginate(fetchPage, ALL)))).toEqual([]);
		expect(requests).toHaveLength(20);
	});

	it('are counted from zero after a page with records', async () => {
		let count = 0;
		const pages = paginate(async () => {
			count++;
			return page(count % 15 === 0 ? [`r${count}`] : [], count === 150 ? null : `t${count}`);
		}, ALL);
		expect(idsOf(await gather(pages))).toHaveLength(10);
	});
});
