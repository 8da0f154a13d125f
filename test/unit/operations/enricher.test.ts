import { enrichPages } from '../../../nodes/IspringLearn/operations/enricher';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';
import { gather, records } from '../support/list';

/** Pages of 1,000 records, and a note of what happened to each, in order. */
function watched(count: number) {
	const notes: string[] = [];
	const numberOf = (rows: readonly RawRecord[]) => (rows.length === 0 ? '-' : rows[0].page);
	async function* pages(): AsyncGenerator<RawRecord[]> {
		for (let page = 1; page <= count; page++) {
			notes.push(`read ${page}`);
			yield records(1000).map((record) => ({ ...record, page: String(page) }));
		}
	}
	const readers = { join: () => void notes.push('join'), leave: () => void notes.push('leave') };
	const names = {
		readers,
		enqueue: (rows: readonly RawRecord[]) => void notes.push(`want ${numberOf(rows)}`),
		enrich: async (rows: readonly RawRecord[]) => {
			notes.push(`fill ${numberOf(rows)}`);
			for (const row of rows) row.name = `of ${row.page}`;
		},
	};
	return { notes, pages: enrichPages(pages(), names) };
}

it('gives the same pages in the same order, with names in every row', async () => {
	const { pages } = watched(12);
	const given = await gather(pages);
	expect(given.map(({ length }) => length)).toEqual(Array.from({ length: 12 }, () => 1000));
	for (const [at, page] of given.entries()) {
		for (const { name } of page) expect(name).toBe(`of ${at + 1}`);
	}
});

it('waits for names when some pages have come in, and holds no more of them', async () => {
	const { notes, pages } = watched(12);
	const first = await pages.next();
	expect(first.value).toHaveLength(1000);
	expect(notes).toEqual([
		'join',
		...[1, 2, 3, 4, 5].flatMap((page) => [`read ${page}`, `want ${page}`]),
		'fill 1',
	]);
	await pages.return(undefined);
	expect(notes).toHaveLength(13);
	expect(notes.at(-1)).toBe('leave');
});

it('of no pages are none', async () => {
	expect(await gather(watched(0).pages)).toEqual([]);
});
