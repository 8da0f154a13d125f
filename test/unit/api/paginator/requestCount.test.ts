import { chunkQuery } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import {
	MAX_REQUESTS,
	assertRequestCount,
} from '../../../../nodes/IspringLearn/api/paginator/requestCount';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { triggerForm } from '../../../../nodes/IspringLearn/errors/form';
import type { Message } from '../../../../nodes/IspringLearn/errors/messages';
import { wordsOf } from '../../support/message';

const ids = (count: number) => Array.from({ length: count }, (_, at) => `a${at}`);

const LABELS: Record<string, string> = { a: 'Users', b: 'Courses', c: 'Modules', d: 'Items' };

const FORM = triggerForm((name) => LABELS[name] ?? name);

function refusal(query: Record<string, unknown>, most?: number): Message | null {
	try {
		assertRequestCount(query, most);
		return null;
	} catch (error) {
		expect(error).toBeInstanceOf(PaginationError);
		return wordsOf(error as PaginationError, FORM);
	}
}

it.each([
	{},
	{ a: ids(50), b: ids(50), c: ids(50), d: ids(50) },
	{ a: ids(50 * MAX_REQUESTS) },
	{ a: ids(2000), b: ids(2000), c: ids(50) },
	{ a: 'x'.repeat(100_000), b: null, c: 5 },
])('lets through what takes few enough requests', (query) => {
	expect(refusal(query)).toBeNull();
});

it('reckons four lists of 2,000 at once, and says which to shorten and to how much', () => {
	const started = performance.now();
	const error = refusal({ a: ids(2000), b: ids(2000), c: ids(2000), d: ids(2000), e: ['x'] });
	expect(performance.now() - started).toBeLessThan(100);
	expect(error?.message).toBe('The filters would take 2,560,000 requests');
	expect(error?.description).toContain(
		"Shorten 'Users' (2,000), 'Courses' (2,000), 'Modules' (2,000) and 'Items' (2,000) to 300 entries or fewer each, or remove one of the filters.",
	);
});

it('names only the lists that are too long', () => {
	const error = refusal({ a: ids(60), b: ids(5000), c: ids(4000) });
	expect(error?.message).toBe('The filters would take 16,000 requests');
	expect(error?.description).toContain(
		"Shorten 'Courses' (5,000) and 'Modules' (4,000) to 1,550 entries or fewer each",
	);
	const one = refusal({ a: ids(50 * MAX_REQUESTS + 1) });
	expect(one?.description).toContain("Shorten 'Users' (100,001) to 100,000 entries or fewer.");
});

it.each([
	[{ a: 2000, b: 2000, c: 2000, d: 2000 }, MAX_REQUESTS],
	[{ a: 51, b: 5000, c: 4000 }, MAX_REQUESTS],
	[{ a: 120_000, b: 300 }, MAX_REQUESTS],
	[{ a: 500, b: 1500 }, 200],
])('%j, shortened as told, is let through, and longer lists are not', (sizes, most) => {
	const query = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, ids(size)]));
	const told = /to ([\d,]+) entries/.exec(refusal(query, most)?.description ?? '');
	const largest = Number(told?.[1].replace(/,/g, ''));
	const cut = (to: number) =>
		Object.fromEntries(Object.entries(query).map(([name, list]) => [name, list.slice(0, to)]));
	expect(refusal(cut(largest), most)).toBeNull();
	expect(chunkQuery(cut(largest)).length).toBeLessThanOrEqual(most);
	expect(refusal(cut(largest + 1), most)).not.toBeNull();
});
