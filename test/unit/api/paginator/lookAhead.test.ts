import { LookAhead } from '../../../../nodes/IspringLearn/api/paginator/lookAhead';
import { gather, records } from '../../support/list';

async function* inPages(...sizes: number[]) {
	let at = 0;
	for (const size of sizes) {
		yield records(at + size).slice(at);
		at += size;
	}
}

test.each([
	[[], 0, false],
	[[5], 5, false],
	[[6], 5, true],
	[[3, 2], 5, false],
	[[3, 3], 5, true],
	[[5, 0], 5, false],
	[[5, 0, 1], 5, true],
	[[2, 2, 2], 5, true],
])('pages of %j records, limit 5: %i records, more: %s', async (sizes, count, hasMore) => {
	const ahead = new LookAhead(5);
	expect(ahead.readLimit).toBe(6);
	const pages = await gather(ahead.cut(inPages(...sizes)));
	expect(pages.flat()).toEqual(records(count));
	expect(ahead.hasMore).toBe(hasMore);
});
