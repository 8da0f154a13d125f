import { BatchLoader } from '../../../../nodes/IspringLearn/api/enrichment/batchLoader';
import type { ReadPages } from '../../../../nodes/IspringLearn/api/paginator/readAll';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { axiosStatus } from '../../support/errors';

const id = (n: number): string => `ID-${n}`;
const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => id(n));

const others = (count: number): string[] => Array.from({ length: count }, (_, n) => `other-${n}`);

const userOf = (userId: string) => ({
	userId: userId.toUpperCase(),
	login: `login of ${userId.toLowerCase()}`,
});

/** A list that refuses a call with an id that it does not know; read whole, it gives `all` on pages of a thousand. */
function listOf(isKnown: (id: string) => boolean, status = 400, all: readonly string[] = []) {
	const asked: string[][] = [];
	let pages = 0;
	const read: ReadPages = async function* (_resource, query = {}) {
		const wanted = query.userIds as string[] | undefined;
		for (let at = 0; wanted === undefined && at < all.length; at += 1000) {
			pages += 1;
			yield all.slice(at, at + 1000).map(userOf);
		}
		if (wanted === undefined) return;
		asked.push(wanted);
		if (!wanted.every(isKnown)) throw axiosStatus(status);
		yield wanted.map(userOf);
	};
	const how = {
		resource: ENDPOINTS.users,
		filter: 'userIds',
		id: 'userId',
		keep: ({ login }: { [name: string]: unknown }) => login,
	};
	return { asked, pages: () => pages, records: new BatchLoader(read, how) };
}

it('asks for 50 at a time, for each once, whatever its case and how often it is wanted', async () => {
	const { asked, records } = listOf(() => true);
	for (const one of [...ids(120), ...ids(120)]) records.enqueue(one);
	for (const one of ids(120)) records.enqueue(one.toLowerCase());
	records.enqueue(' ');
	await records.flush();
	expect(asked.map(({ length }) => length)).toEqual([50, 50, 20]);
	expect(records.get(id(7))).toBe('login of id-7');
	expect(records.get('nobody')).toBeUndefined();
	await records.flush();
	expect(asked).toHaveLength(3);
});

it('asks for nothing when nothing is wanted', async () => {
	const { asked, records } = listOf(() => true);
	await records.flush();
	expect(asked).toEqual([]);
});

it.each([1, 2, 5])(
	'finds %d ids that are not known by halving, and keeps all others',
	async (bad) => {
		const unknown = new Set(ids(bad).map((one) => one.toLowerCase()));
		const { asked, records } = listOf((one) => !unknown.has(one));
		for (const one of ids(50)) records.enqueue(one);
		await records.flush();
		expect(ids(50).filter((one) => records.get(one) === undefined)).toEqual(ids(bad));
		expect(records.unavailable).toBe(false);
		expect(asked.length - 1).toBeLessThanOrEqual(2 * bad * Math.ceil(Math.log2(50)));
	},
);

it('reads the list itself when many ids are wanted, in fewer requests', async () => {
	const all = ids(6_000);
	const { asked, pages, records } = listOf(() => true, 400, all);
	for (const one of ids(5_000)) records.enqueue(one);
	await records.flush();
	expect(asked).toEqual([]);
	expect(pages()).toBe(6);
	for (const one of ids(5_000)) expect(records.get(one)).toBe(`login of ${one.toLowerCase()}`);
});

it('leaves the list again when it is longer than it is worth', async () => {
	const { asked, pages, records } = listOf(() => true, 400, [...others(100_000), ...ids(5_000)]);
	for (const one of ids(5_000)) records.enqueue(one);
	await records.flush();
	expect(pages()).toBe(1);
	expect(asked).toHaveLength(100);
	for (const one of ids(5_000)) expect(records.get(one)).toBe(`login of ${one.toLowerCase()}`);
});

it('takes those for gone that the list does not hold', async () => {
	const { asked, records } = listOf(() => true, 400, ids(2_000).slice(1_000));
	for (const one of ids(2_000)) records.enqueue(one);
	await records.flush();
	records.enqueue(id(7));
	await records.flush();
	expect(asked).toEqual([]);
	expect(records.get(id(999))).toBeUndefined();
	expect(records.get(id(1_999))).toBe('login of id-1999');
	expect(records.unavailable).toBe(false);
});

it('gives up when hardly any id is known', async () => {
	const { asked, records } = listOf(() => false, 400, others(5_000));
	for (const one of ids(5000)) records.enqueue(one);
	await records.flush();
	expect(records.unavailable).toBe(true);
	expect(asked.length).toBeLessThan(1000);
});

it.each([403, 404])('asks no more of a list that is refused with %d', async (status) => {
	const { asked, records } = listOf(() => false, status);
	for (const one of ids(50)) records.enqueue(one);
	await records.flush();
	for (const one of ids(100)) records.enqueue(one);
	await records.flush();
	expect(records.unavailable).toBe(true);
	expect(asked).toHaveLength(1);
});

it('throws what else stopped it, to each who waits', async () => {
	const { records } = listOf(() => false, 503);
	records.enqueue(id(1));
	await expect(records.flush()).rejects.toThrow('503');
	await expect(records.flush()).rejects.toThrow('503');
});
