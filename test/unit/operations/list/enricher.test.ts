import { withNames } from '../../../../nodes/IspringLearn/operations/list/enricher';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { gather, records } from '../../support/list';

const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Pages of 1,000 records, one of which may be broken, and a log of what happens to them. */
function setUp(count: number, error?: Error, broken?: number) {
	const log: string[] = [];
	async function* readPages(): AsyncGenerator<RawRecord[]> {
		try {
			for (let page = 1; page <= count; page++) {
				log.push(`read ${page}`);
				if (page === broken) throw error;
				yield records(1000).map((record) => ({ ...record, page: String(page) }));
			}
		} finally {
			log.push('closed');
		}
	}
	const readers = { join: () => void log.push('join'), leave: () => void log.push('leave') };
	const enricher = {
		readers,
		enqueue: (page: readonly RawRecord[]) => void log.push(`enqueue ${page[0].page}`),
		load: async (): Promise<void> => void log.push('load'),
	};
	return { log, enricher, pages: withNames(readPages(), enricher) };
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

it('looks names up for five pages at once', async () => {
	const { log, pages } = setUp(5);
	const first = await pages.next();
	expect(first.value).toHaveLength(1000);
	const numbers = [1, 2, 3, 4, 5];
	expect(log.filter((line) => line !== 'closed')).toEqual([
		'join',
		...numbers.map((page) => `read ${page}`),
		...numbers.map((page) => `enqueue ${page}`),
		'load',
	]);
});

it('reads the next five pages while it looks names up, and no more', async () => {
	let finish = (): void => {};
	const { log, pages, enricher } = setUp(20);
	enricher.load = async () => await new Promise((resolve) => (finish = resolve));
	const first = pages.next();
	await settle();
	const isRead = (line: string): boolean => line.startsWith('read');
	expect(log.filter(isRead)).toHaveLength(10);
	expect(log.filter((line) => line.startsWith('enqueue'))).toHaveLength(5);
	finish();
	expect((await first).value).toHaveLength(1000);
	await pages.return(undefined);
	await settle();
	expect(log.filter(isRead)).toHaveLength(10);
	expect(log.slice(-2)).toEqual(['leave', 'closed']);
});

it('stops reading after a failed look-up, and reports only that', async () => {
	const { log, pages, enricher } = setUp(20, new Error('page 7 is broken'), 7);
	enricher.load = async () => await Promise.reject(new Error('no names'));
	await expect(pages.next()).rejects.toThrow('no names');
	await settle();
	expect(log.filter((line) => line.startsWith('read')).length).toBeLessThanOrEqual(7);
	expect(log).toContain('closed');
});

it('reports a page that cannot be read, after the pages of the groups before it', async () => {
	const { log, pages } = setUp(20, new Error('page 7 is broken'), 7);
	const read = (async () => {
		for await (const page of pages) log.push(`yield ${page[0].page}`);
	})();
	await expect(read).rejects.toThrow('page 7 is broken');
	expect(log.filter((line) => line.startsWith('yield'))).toHaveLength(5);
	expect(log.at(-1)).toBe('leave');
});

it('returns no pages for no pages', async () => {
	expect(await gather(setUp(0).pages)).toEqual([]);
});
