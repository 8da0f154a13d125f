import fc from 'fast-check';
import type { Query } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import type { PaginationPlan } from '../../../../nodes/IspringLearn/api/paginator/paginate';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { readChunks } from '../../../../nodes/IspringLearn/api/paginator/readChunks';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { gather, serve, serveMap } from '../../support/list';
import { rejectionOf } from '../../support/thrown';

const SCHEMA = { columns: [{ name: 'id', type: 'id' }], primaryKey: ['id'] } as const;
const ALL: PaginationPlan = { pageSize: 10, pageToken: null, limit: Infinity };
const rows = (...ids: string[]): RawRecord[] => ids.map((id) => ({ id }));

/** Each query is answered from the list under its name, and what each was asked for is kept. */
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
		Object.values(served).map(({ asked }) => asked.map(({ pageSize }) => pageSize));
	return { read, sizes };
}

it('reads one query as it is, with what one page gives twice', async () => {
	const { read } = source({ a: rows('1', '1', '2') });
	expect(await read()).toEqual(rows('1', '1', '2'));
});

it('gives once what moves on to the next page, and asks for what is missing', async () => {
	const { read, sizes } = source({ a: rows('1', '2', '2', '3', '4', '5') });
	expect(await read({ ...ALL, pageSize: 2, limit: 4 })).toEqual(rows('1', '2', '3', '4'));
	expect(sizes()).toEqual([[2, 2, 1]]);
});

it('remembers nothing of queries that have no record in common', async () => {
	const [a, b] = [['a'], ['b']];
	const pages = readChunks(
		[{ userIds: a }, { userIds: b }],
		() => serve(rows('1')).fetchPage,
		SCHEMA,
		ALL,
	);
	// Both give it, which no server does: it would be left out if it were compared.
	expect((await gather(pages)).flat()).toEqual(rows('1', '1'));
});

it('compares those with the same users in several departments, not those with others', async () => {
	const [a, b] = [['a'], ['b']];
	const asked: Query[] = [];
	const queries = [a, b].flatMap((userIds) =>
		[['x'], ['y']].map((departmentIds) => ({ userIds, departmentIds })),
	);
	const fetchPageOf = (query: Query) => {
		asked.push(query);
		return serve(rows('1', String(asked.length))).fetchPage;
	};
	const given = (await gather(readChunks(queries, fetchPageOf, SCHEMA, ALL))).flat();
	expect(given).toEqual(rows('1', '1', '2', '1', '3', '4'));
	expect(asked).toEqual(queries);
});

it('reads queries one after another, each record once', async () => {
	const { read } = source({ a: rows('1', '2'), b: rows('2', '3', '3'), c: rows('1', '3', '4') });
	expect(await read()).toEqual(rows('1', '2', '3', '3', '4'));
});

it('knows a record of an earlier query on a later page, too', async () => {
	const { read } = source({ a: rows('1', '2', '3'), b: rows('4', '3', '2', '5') });
	expect(await read({ ...ALL, pageSize: 1 })).toEqual(rows('1', '2', '3', '4', '5'));
});

it('has one limit over all queries', async () => {
	const { read, sizes } = source({ a: rows('1', '2'), b: rows('2', '3', '4', '5'), c: rows('6') });
	expect(await read({ ...ALL, limit: 4 })).toEqual(rows('1', '2', '3', '4'));
	expect(sizes()).toEqual([[4], [10], []]);
});

it('starts no further query once the limit is met', async () => {
	const { read, sizes } = source({ a: rows('1', '2'), b: rows('3') });
	expect(await read({ ...ALL, limit: 2 })).toEqual(rows('1', '2'));
	expect(sizes()).toEqual([[2], []]);
});

it('may start a query at a page token that another had', async () => {
	const page = { records: rows('1'), nextPageToken: 't' };
	const fetchPageOf = () =>
		serveMap({ '': page, t: { records: [], nextPageToken: null } }).fetchPage;
	const read = gather(readChunks([{}, {}], fetchPageOf, SCHEMA, ALL));
	expect((await read).flat()).toEqual(rows('1'));
});

it('passes on that a query leads in circles', async () => {
	const fetchPageOf = () =>
		serveMap({
			'': { records: rows('1'), nextPageToken: 't' },
			t: { records: rows('2'), nextPageToken: 't' },
		}).fetchPage;
	await rejectionOf(PaginationError, gather(readChunks([{}], fetchPageOf, SCHEMA, ALL)));
});

it('reads nothing of no query', async () => {
	const { read } = source({});
	expect(await read()).toEqual([]);
});

it('gives what the queries give together, once, up to the limit', async () => {
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
