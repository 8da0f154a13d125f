import { withNames } from '../../../../nodes/IspringLearn/operations/list/enricher';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { gather, records } from '../../support/list';

/** Pages of 1,000 records, and a log of what happens to them. */
function setUp(count: number) {
	const log: string[] = [];
	async function* pages(): AsyncGenerator<RawRecord[]> {
		for (let page = 1; page <= count; page++) {
			log.push(`read ${page}`);
			yield records(1000).map((record) => ({ ...record, page: String(page) }));
		}
	}
	const readers = { join: () => void log.push('join'), leave: () => void log.push('leave') };
	const enricher = {
		readers,
		enqueue: (page: readonly RawRecord[]) => void log.push(`enqueue ${page[0].page}`),
		load: async () => void log.push('load'),
	};
	return { log, pages: withNames(pages(), enricher) };
}

it('yields every page in order, after its names are looked up', async () => {
	const { log, pages } = setUp(12);
	for await (const page of pages) log.push(`yield ${page[0].page}`);
	const numbers = Array.from({ length: 12 }, (_, at) => at + 1);
	expect(log.filter((line) => line.startsWith('yield'))).toEqual(
		numbers.map((at) => `yield ${at}`),
	);
	for (const at of numbers) {
		const loaded = log.indexOf('load', log.indexOf(`enqueue ${at}`));
		expect(loaded).toBeGreaterThan(-1);
		expect(loaded).toBeLessThan(log.indexOf(`yield ${at}`));
	}
});

it('reads five pages ahead before it looks names up', async () => {
	const { log, pages } = setUp(12);
	const first = await pages.next();
	expect(first.value).toHaveLength(1000);
	expect(log).toEqual([
		'join',
		...[1, 2, 3, 4, 5].flatMap((page) => [`read ${page}`, `enqueue ${page}`]),
		'load',
	]);
	await pages.return(undefined);
	expect(log).toHaveLength(13);
	expect(log.at(-1)).toBe('leave');
});

it('returns no pages for no pages', async () => {
	expect(await gather(setUp(0).pages)).toEqual([]);
});
