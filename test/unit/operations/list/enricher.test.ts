import { enrichPages } from '../../../../nodes/IspringLearn/operations/list/enricher';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { gather, records } from '../../support/list';

/** Pages of 1,000 records, and a log of what happens to them. */
function setUp(count: number) {
	const log: string[] = [];
	const numberOf = (rows: readonly RawRecord[]) => (rows.length === 0 ? '-' : rows[0].page);
	async function* pages(): AsyncGenerator<RawRecord[]> {
		for (let page = 1; page <= count; page++) {
			log.push(`read ${page}`);
			yield records(1000).map((record) => ({ ...record, page: String(page) }));
		}
	}
	const readers = { join: () => void log.push('join'), leave: () => void log.push('leave') };
	const enricher = {
		readers,
		enqueue: (rows: readonly RawRecord[]) => void log.push(`enqueue ${numberOf(rows)}`),
		enrich: async (rows: readonly RawRecord[]) => {
			log.push(`enrich ${numberOf(rows)}`);
			for (const row of rows) row.name = `of ${row.page}`;
		},
	};
	return { log, pages: enrichPages(pages(), enricher) };
}

it('adds names to every row and keeps the pages in order', async () => {
	const { pages } = setUp(12);
	const enriched = await gather(pages);
	expect(enriched.map(({ length }) => length)).toEqual(Array.from({ length: 12 }, () => 1000));
	for (const [at, page] of enriched.entries()) {
		for (const { name } of page) expect(name).toBe(`of ${at + 1}`);
	}
});

it('reads five pages ahead before it looks names up', async () => {
	const { log, pages } = setUp(12);
	const first = await pages.next();
	expect(first.value).toHaveLength(1000);
	expect(log).toEqual([
		'join',
		...[1, 2, 3, 4, 5].flatMap((page) => [`read ${page}`, `enqueue ${page}`]),
		'enrich 1',
	]);
	await pages.return(undefined);
	expect(log).toHaveLength(13);
	expect(log.at(-1)).toBe('leave');
});

it('returns no pages for no pages', async () => {
	expect(await gather(setUp(0).pages)).toEqual([]);
});
