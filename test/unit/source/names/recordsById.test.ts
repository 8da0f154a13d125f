import { RecordsById } from '../../../../nodes/IspringLearn/source/names/recordsById';
import type { ReadWhole } from '../../../../nodes/IspringLearn/source/readWhole';
import { USER } from '../../../../nodes/IspringLearn/source/record/user';
import { axiosStatus } from '../../support/errors';

const id = (n: number): string => `ID-${n}`;
const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => id(n));

/** A list that refuses a call with an id that it does not know. */
function listOf(isKnown: (id: string) => boolean, status = 400) {
	const asked: string[][] = [];
	const read: ReadWhole = async (_resource, query = {}) => {
		const wanted = query.userIds as string[];
		asked.push(wanted);
		if (!wanted.every(isKnown)) throw axiosStatus(status);
		return wanted.map((userId) => ({ userId: userId.toUpperCase(), login: `login of ${userId}` }));
	};
	const how = {
		resource: USER,
		filter: 'userIds',
		id: 'userId',
		keep: ({ login }: { [name: string]: unknown }) => login,
	};
	return { asked, records: new RecordsById(read, how) };
}

it('asks for 50 at a time, for each once, whatever its case and how often it is wanted', async () => {
	const { asked, records } = listOf(() => true);
	for (const one of [...ids(120), ...ids(120)]) records.want(one);
	for (const one of ids(120)) records.want(one.toLowerCase());
	records.want(' ');
	await records.settle();
	expect(asked.map(({ length }) => length)).toEqual([50, 50, 20]);
	expect(records.get(id(7))).toBe('login of id-7');
	expect(records.get('nobody')).toBeUndefined();
	await records.settle();
	expect(asked).toHaveLength(3);
});

it('asks for nothing when nothing is wanted', async () => {
	const { asked, records } = listOf(() => true);
	await records.settle();
	expect(asked).toEqual([]);
});

it.each([1, 2, 5])(
	'finds %d ids that are not known by halving, and keeps all others',
	async (bad) => {
		const unknown = new Set(ids(bad).map((one) => one.toLowerCase()));
		const { asked, records } = listOf((one) => !unknown.has(one));
		for (const one of ids(50)) records.want(one);
		await records.settle();
		expect(ids(50).filter((one) => records.get(one) === undefined)).toEqual(ids(bad));
		expect(records.refused).toBe(false);
		expect(asked.length - 1).toBeLessThanOrEqual(2 * bad * Math.ceil(Math.log2(50)));
	},
);

it('gives up when hardly any id is known', async () => {
	const { asked, records } = listOf(() => false);
	for (const one of ids(5000)) records.want(one);
	await records.settle();
	expect(records.refused).toBe(true);
	expect(asked.length).toBeLessThan(1000);
});

it.each([403, 404])('asks no more of a list that is refused with %d', async (status) => {
	const { asked, records } = listOf(() => false, status);
	for (const one of ids(50)) records.want(one);
	await records.settle();
	for (const one of ids(100)) records.want(one);
	await records.settle();
	expect(records.refused).toBe(true);
	expect(asked).toHaveLength(1);
});

it('throws what else stopped it, to each who waits', async () => {
	const { records } = listOf(() => false, 503);
	records.want(id(1));
	await expect(records.settle()).rejects.toThrow('503');
	await expect(records.settle()).rejects.toThrow('503');
});
