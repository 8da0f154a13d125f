import { BatchLoader } from '../../../../nodes/IspringLearn/api/enrichment/batchLoader';
import type { ReadPages } from '../../../../nodes/IspringLearn/api/paginator/readPages';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { axiosStatus } from '../../support/errors';

const id = (n: number): string => `ID-${n}`;
const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => id(n));

const others = (count: number): string[] => Array.from({ length: count }, (_, n) => `other-${n}`);

const userOf = (userId: string) => ({
	userId: userId.toUpperCase(),
	login: `login of ${userId.toLowerCase()}`,
});

/** A list that rejects requests with unknown IDs. Without IDs it returns `all`, on pages of a thousand. */
function listOf(isKnown: (id: string) => boolean, status = 400, all: readonly string[] = []) {
	const requests: string[][] = [];
	let pages = 0;
	const read: ReadPages = async function* (_resource, query = {}) {
		const wanted = query.userIds as string[] | undefined;
		for (let at = 0; wanted === undefined && at < all.length; at += 1000) {
			pages += 1;
			yield all.slice(at, at + 1000).map(userOf);
		}
		if (wanted === undefined) return;
		requests.push(wanted);
		if (!wanted.every(isKnown)) throw axiosStatus(status);
		yield wanted.map(userOf);
	};
	const config = {
		endpoint: ENDPOINTS.users,
		filter: 'userIds',
		id: 'userId',
		select: ({ login }: { [name: string]: unknown }) => login,
	};
	return { requests, pages: () => pages, loader: new BatchLoader(read, config) };
}

it('requests 50 IDs at a time and each ID once, regardless of case', async () => {
	const { requests, loader } = listOf(() => true);
	for (const one of [...ids(120), ...ids(120)]) loader.enqueue(one);
	for (const one of ids(120)) loader.enqueue(one.toLowerCase());
	loader.enqueue(' ');
	await loader.flush();
	expect(requests.map(({ length }) => length)).toEqual([50, 50, 20]);
	expect(loader.get(id(7))).toBe('login of id-7');
	expect(loader.get('nobody')).toBeUndefined();
	await loader.flush();
	expect(requests).toHaveLength(3);
});

it('makes no request for an empty queue', async () => {
	const { requests, loader } = listOf(() => true);
	await loader.flush();
	expect(requests).toEqual([]);
});

it.each([1, 2, 5])('finds %d unknown IDs by bisection, and loads all others', async (bad) => {
	const unknown = new Set(ids(bad).map((one) => one.toLowerCase()));
	const { requests, loader } = listOf((one) => !unknown.has(one));
	for (const one of ids(50)) loader.enqueue(one);
	await loader.flush();
	expect(ids(50).filter((one) => loader.get(one) === undefined)).toEqual(ids(bad));
	expect(loader.unavailable).toBeNull();
	expect(requests.length - 1).toBeLessThanOrEqual(2 * bad * Math.ceil(Math.log2(50)));
});

it('reads the whole list when many IDs are queued, in fewer requests', async () => {
	const all = ids(6_000);
	const { requests, pages, loader } = listOf(() => true, 400, all);
	for (const one of ids(5_000)) loader.enqueue(one);
	await loader.flush();
	expect(requests).toEqual([]);
	expect(pages()).toBe(6);
	for (const one of ids(5_000)) expect(loader.get(one)).toBe(`login of ${one.toLowerCase()}`);
});

it('stops reading a list that is too long to be worth it', async () => {
	const { requests, pages, loader } = listOf(() => true, 400, [...others(100_000), ...ids(5_000)]);
	for (const one of ids(5_000)) loader.enqueue(one);
	await loader.flush();
	expect(pages()).toBe(1);
	expect(requests).toHaveLength(100);
	for (const one of ids(5_000)) expect(loader.get(one)).toBe(`login of ${one.toLowerCase()}`);
});

it('counts IDs that are missing from the whole list as unknown', async () => {
	const { requests, loader } = listOf(() => true, 400, ids(2_000).slice(1_000));
	for (const one of ids(2_000)) loader.enqueue(one);
	await loader.flush();
	loader.enqueue(id(7));
	await loader.flush();
	expect(requests).toEqual([]);
	expect(loader.get(id(999))).toBeUndefined();
	expect(loader.get(id(1_999))).toBe('login of id-1999');
	expect(loader.unavailable).toBeNull();
});

it('gives up when nearly all IDs are unknown', async () => {
	const { requests, loader } = listOf(() => false, 400, others(5_000));
	for (const one of ids(5000)) loader.enqueue(one);
	await loader.flush();
	expect(loader.unavailable).toBe('unknownIds');
	expect(requests.length).toBeLessThan(1000);
});

it.each([403, 404])('makes no more requests after status %d', async (status) => {
	const { requests, loader } = listOf(() => false, status);
	for (const one of ids(50)) loader.enqueue(one);
	await loader.flush();
	for (const one of ids(100)) loader.enqueue(one);
	await loader.flush();
	expect(loader.unavailable).toBe(status);
	expect(requests).toHaveLength(1);
});

it('throws any other error to every caller that waits', async () => {
	const { loader } = listOf(() => false, 503);
	loader.enqueue(id(1));
	await expect(loader.flush()).rejects.toThrow('503');
	await expect(loader.flush()).rejects.toThrow('503');
});
