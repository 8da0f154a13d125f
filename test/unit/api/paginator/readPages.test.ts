import fc from 'fast-check';
import type { Query } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import type { PaginationPlan } from '../../../../nodes/IspringLearn/api/paginator/paginate';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { readChunks } from '../../../../nodes/IspringLearn/api/paginator/readPages';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { gather, serve, serveMap } from '../../support/list';
import { rejectionOf } from '../../support/thrown';

const SCHEMA = { columns: [{ name: 'id', type: 'id' }], primaryKey: ['id'] } as const;
const ALL: PaginationPlan = { pageSize: 10, pageToken: null, limit: Infinity };
const rows = (...ids: string[]): RawRecord[] => ids.map((id) => ({ id }));

/** Answers each query from the list of its name, and records the requests. */
function source(lists: Record<string, RawRecord[]>) {
	const served = Object.fromEntries(
		Object.entries(lists).map(([name, list]) => [name, serve(list)]),
	);
	const queries: Query[] = Object.keys(lists).map((name) => ({ name }));
	const read = async (plan: PaginationPlan = ALL) => {
		const pages = readChunks(
			queries,
			({ name }) =>
				async (request) => {
					const list = served[String(name)];
					if (!list) throw new RangeError(`no list ${String(name)}`);
					return await list.fetchPage(request);
				},
			SCHEMA,
			plan,
		);
		return (await gather(pages)).flat();
	};
	const sizes = () =>
		Object.values(served).map(({ requests }) => requests.map(({ pageSize }) => pageSize));
	return { read, sizes };
}

it('keeps repeats within a page of a single query', async () => {
	const { read } = source({ a: rows('1', '1', '2') });
	expect(await read()).toEqual(rows('1', '1', '2'));
});

it('returns a record that moves to the next page once, and requests what is missing', async () => {
	const { read, sizes } = source({ a: rows('1', '2', '2', '3', '4', '5') });
	expect(await read({ ...ALL, pageSize: 2, limit: 4 })).toEqual(rows('1', '2', '3', '4'));
	expect(sizes()).toEqual([[2, 2, 1]]);
});

it('does not compare queries that cannot overlap', async () => {
	const [a, b] = [['a'], ['b']];
	const pages = readChunks(
		[{ userIds: a }, { userIds: b }],
		() => serve(rows('1')).fetchPage,
		SCHEMA,
		ALL,
	);
	// Both return it, which no server does: a comparison would leave it out.
	expect((await gather(pages)).flat()).toEqual(rows('1', '1'));
});

it('compares queries for the same users in several departments, not those for other users', async () => {
	const [a, b] = [['a'], ['b']];
	const requests: Query[] = [];
	const queries = [a, b].flatMap((userIds) =>
		[['x'], ['y']].map((departmentIds) => ({ userIds, departmentIds })),
	);
	const createFetcher = (query: Query) => {
		requests.push(query);
		return serve(rows('1', String(requests.length))).fetchPage;
	};
	const received = (await gather(readChunks(queries, createFetcher, SCHEMA, ALL))).flat();
	expect(received).toEqual(rows('1', '1', '2', '1', '3', '4'));
	expect(requests).toEqual(queries);
});

it('reads queries in order, each record once', async () => {
	const { read } = source({ a: rows('1', '2'), b: rows('2', '3', '3'), c: rows('1', '3', '4') });
	expect(await read()).toEqual(rows('1', '2', '3', '3', '4'));
});

it('recognises a record of an earlier query on a later page', async () => {
	const { read } = source({ a: rows('1', '2', '3'), b: rows('4', '3', '2', '5') });
	expect(await read({ ...ALL, pageSize: 1 })).toEqual(rows('1', '2', '3', '4', '5'));
});

it('applies the limit to all queries together', async () => {
	const { read, sizes } = source({ a: rows('1', '2'), b: rows('2', '3', '4', '5'), c: rows('6') });
	expect(await read({ ...ALL, limit: 4 })).toEqual(rows('1', '2', '3', '4'));
	expect(sizes()).toEqual([[4], [10], []]);
});

it('starts no further query once the limit is met', async () => {
	const { read, sizes } = source({ a: rows('1', '2'), b: rows('3') });
	expect(await read({ ...ALL, limit: 2 })).toEqual(rows('1', '2'));
	expect(sizes()).toEqual([[2], []]);
});

it('accepts a page token that another query also had', async () => {
	const page = { records: rows('1'), nextPageToken: 't' };
	const createFetcher = () =>
		serveMap({ '': page, t: { records: [], nextPageToken: null } }).fetchPage;
	const read = gather(readChunks([{}, {}], createFetcher, SCHEMA, ALL));
	expect((await read).flat()).toEqual(rows('1'));
});

it('throws when a query repeats a page', async () => {
	const createFetcher = () =>
		serveMap({
			'': { records: rows('1'), nextPageToken: 't' },
			t: { records: rows('2'), nextPageToken: 't' },
		}).fetchPage;
	await rejectionOf(PaginationError, gather(readChunks([{}], createFetcher, SCHEMA, ALL)));
});

it('reads nothing without a query', async () => {
	const { read } = source({});
	expect(await read()).toEqual([]);
});

it('returns the records of all queries once, up to the limit', async () => {
	const list = fc
		.uniqueArray(fc.nat({ max: 30 }), { maxLength: 25 })
		.map((numbers) => numbers.map((id) => ({ id: String(id) })));
	await fc.assert(
		fc.asyncProperty(
			fc.tuple(list, list, list),
			fc.integer({ min: 1, max: 12 }),
			fc.option(fc.integer({ min: 1, max: 60 }), { nil: Infinity }),
			async ([a, b, c], pageSize, limit) => {
				const earlier = new Set<string>();
				const expected = [a, b, c].flatMap((some) => {
					const kept = some.filter(({ id }) => !earlier.has(id));
					for (const { id } of some) earlier.add(id);
					return kept;
				});
				const { read } = source({ a, b, c });
				expect(await read({ pageSize, pageToken: null, limit })).toEqual(expected.slice(0, limit));
			},
		),
	);
});
