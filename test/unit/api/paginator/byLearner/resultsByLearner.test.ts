import fc from 'fast-check';
import { ENDPOINTS } from '../../../../../nodes/IspringLearn/api/endpoints/endpoints';
import type { RawRecord } from '../../../../../nodes/IspringLearn/api/schema/record';
import { axiosStatus } from '../../../support/errors';
import { gather } from '../../../support/list';
import type { Change, Sent, User } from './account';
import { Account, keyOf } from './account';
import { read, reader, sorted, users } from './reading';

const someUsers = fc
	.array(
		fc.record({
			status: fc.constantFrom(1, 1, 1, 3, 5),
			results: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 40 })),
		}),
		{ maxLength: 80 },
	)
	.map((list) => list.map((user, at): User => ({ id: `u${at}`, ...user })));

const pageSizes = fc.integer({ min: 2, max: 60 });

describe('returns the same results as page by page', () => {
	const statuses = fc.subarray(['1', '3', '5'], { minLength: 1 });
	const completed = fc.constantFrom<string[]>(['passed'], ['failed']);
	const queries = fc.record(
		{
			userStatuses: statuses,
			completionStatuses: completed,
		},
		{ requiredKeys: [] },
	);

	it('for any users, filters, conditions and page sizes', async () => {
		await fc.assert(
			fc.asyncProperty(
				someUsers,
				pageSizes,
				queries,
				fc.boolean(),
				async (all, pageSize, query, isFiltered) => {
					const account = new Account(all);
					const matches = isFiltered
						? ({ moduleId }: RawRecord) => !String(moduleId).endsWith('1')
						: undefined;
					const { rows } = await read(account, { pageSize, query, matches });
					const expected = account
						.results(query.userStatuses)
						.filter(
							({ completionStatus }) =>
								query.completionStatuses?.includes(String(completionStatus)) ?? true,
						)
						.filter((record) => matches?.(record) ?? true);
					expect(sorted(rows)).toEqual(sorted(expected));
					expect(account.mostRunning).toBeLessThanOrEqual(4);
				},
			),
		);
	});

	it('while users are created, deleted, blocked and moved', async () => {
		const changes = fc.array(
			fc.record({
				request: fc.integer({ min: 1, max: 40 }),
				kind: fc.constantFrom<Change['kind']>('add', 'delete', 'delete', 'block'),
				at: fc.nat({ max: 200 }),
			}),
			{ maxLength: 8 },
		);
		await fc.assert(
			fc.asyncProperty(someUsers, pageSizes, changes, async (all, pageSize, some) => {
				const before = new Map(all.map((user) => [user.id, user]));
				const account = new Account([...all], some);
				const { rows } = await read(account, { pageSize });
				const keys = sorted(rows);
				expect(keys).toEqual([...new Set(keys)]);
				// Those who were there, and active, all the time.
				const steady = account.users.filter(
					({ id, status }) => status === 1 && before.get(id)?.status === 1,
				);
				const expected = sorted(new Account(steady).results());
				expect(expected.filter((key) => !keys.includes(key))).toEqual([]);
			}),
			{ numRuns: 400 },
		);
	});

	it('when a user moves in the list of users', async () => {
		const move = fc.record({
			request: fc.integer({ min: 1, max: 40 }),
			kind: fc.constantFrom<Change['kind']>('toStart', 'toEnd'),
			at: fc.nat({ max: 200 }),
		});
		await fc.assert(
			fc.asyncProperty(someUsers, pageSizes, move, async (all, pageSize, change) => {
				const account = new Account([...all], [change]);
				const { rows } = await read(account, { pageSize });
				expect(sorted(rows)).toEqual(sorted(account.results()));
			}),
			{ numRuns: 200 },
		);
	});

	it('when learners on the first page are not in the list of users', async () => {
		await fc.assert(
			fc.asyncProperty(someUsers, pageSizes, fc.nat(), async (all, pageSize, at) => {
				const first = new Account(all).results().slice(0, pageSize);
				const hidden = first.at(at % Math.max(1, first.length))?.userId;
				const account = new Account(all.map((user) => ({ ...user, isHidden: user.id === hidden })));
				const { rows } = await read(account, { pageSize });
				expect(sorted(rows)).toEqual(sorted(account.results()));
			}),
		);
	});

	it('when a learner on a later page that is checked is not in the list of users', async () => {
		const all = users(1000, 20);
		const later = new Account(all).results().slice(700, 800)[42];
		const account = new Account(
			all.map((user) => ({ ...user, isHidden: user.id === later.userId })),
		);
		const { rows, reasons } = await read(account, { pageSize: 100 });
		expect(reasons).toEqual(['otherLearners']);
		expect(sorted(rows)).toEqual(sorted(account.results()));
	});

	it('when a page that is checked is rejected', async () => {
		const whole = new Account(users(1000, 20));
		await read(whole, { pageSize: 100 });
		const check = whole.sent.findIndex(
			({ list, query }) => list === 'results' && query.pageToken && !('userIds' in query),
		);
		const account = new Account(users(1000, 20), [], new Map([[check + 1, 400]]));
		const { rows, reasons } = await read(account, { pageSize: 100 });
		expect(reasons).toEqual(['unchecked']);
		expect(sorted(rows)).toEqual(sorted(account.results()));
	});

	it('when any request fails, unless page by page fails too', async () => {
		const faults = fc.array(
			fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(400, 403, 404, 500, 503)),
			{ minLength: 1, maxLength: 5 },
		);
		await fc.assert(
			fc.asyncProperty(someUsers, pageSizes, faults, async (all, pageSize, some) => {
				const account = new Account(all, [], new Map(some));
				const result = await read(account, { pageSize, maxRetries: 6 }).catch(() => null);
				const isPlain = ({ list, query }: Sent) => list === 'results' && !('userIds' in query);
				if (result === null) {
					expect(account.refused.some(isPlain)).toBe(true);
					return;
				}
				expect(sorted(result.rows)).toEqual(sorted(account.results()));
			}),
			{ numRuns: 200 },
		);
	});

	it('when a response has nothing in it, not even an empty list', async () => {
		await fc.assert(
			fc.asyncProperty(
				someUsers,
				pageSizes,
				fc.integer({ min: 1, max: 30 }),
				async (all, pageSize, request) => {
					const account = new Account(all, [], new Map([[request, 204]]));
					const result = await read(account, { pageSize }).catch(() => null);
					// A response to a page token without a list is rejected.
					const tokens = account.refused.filter(({ query }) => query.pageToken);
					if (result === null) expect(tokens).toHaveLength(1);
					else expect(sorted(result.rows)).toEqual(sorted(account.results()));
				},
			),
			{ numRuns: 200 },
		);
	});
});

describe('reads page by page after all', () => {
	const pagesOf = (account: Account) =>
		account.sent.filter(({ list, query }) => list === 'results' && !('userIds' in query));

	it.each([
		[403, 'usersUnreadable'],
		[400, 'usersUnfinished'],
		[404, 'usersUnfinished'],
	])('when the list of users is answered with %s', async (status, reason) => {
		const account = new Account(users(100, 20), [], new Map([[2, status]]));
		const { rows, reasons } = await read(account, { pageSize: 100 });
		expect(sorted(rows)).toEqual(sorted(account.results()));
		expect(reasons).toEqual([reason]);
		expect(pagesOf(account)).toHaveLength(1 + 20);
	});

	it.each([1, 2])('when page %s of the list of users fails for good', async (failing) => {
		const account = new Account(users(300, 20));
		let pages = 0;
		const send: Account['send'] = async (endpoint, query) => {
			const isUsers = endpoint.path === ENDPOINTS.users.path;
			if (isUsers) pages += 1;
			if (isUsers && pages >= failing) throw axiosStatus(500);
			return await account.send(endpoint, query);
		};
		const { rows, reasons } = await read({ send }, { pageSize: 100, maxRetries: 1 });
		expect(sorted(rows)).toEqual(sorted(account.results()));
		expect(reasons).toEqual(['usersUnfinished']);
	});

	it('but not when the sign-in for the list of users fails', async () => {
		const account = new Account(users(100, 20), [], new Map([[2, 401]]));
		const reading = reader(account, { pageSize: 100 });
		await expect(gather(reading.read())).rejects.toThrow('401');
		expect(reading.reasons).toEqual([]);
	});

	it('when the API ignores the filter for learners', async () => {
		const account = new Account(users(100, 20));
		const send: Account['send'] = async (endpoint, query) =>
			await account.send(endpoint, { ...query, userIds: undefined });
		const ignoring = Object.assign(Object.create(account) as Account, { send });
		const { rows, reasons } = await read(ignoring, { pageSize: 100 });
		expect(sorted(rows)).toEqual(sorted(account.results()));
		expect(reasons).toEqual(['filterIgnored']);
		expect(account.sent.length).toBeLessThanOrEqual(20 + 12);
	});

	it('when learners have so few results that it is faster', async () => {
		const account = new Account(users(2000, 1));
		const { rows, reasons } = await read(account, { pageSize: 1000 });
		expect(sorted(rows)).toEqual(sorted(account.results()));
		expect(reasons).toEqual(['notFaster']);
		const portions = account.sent.filter(({ query }) => 'userIds' in query);
		expect(portions.length).toBeLessThanOrEqual(20);
		expect(pagesOf(account)).toHaveLength(1 + 2);
	});
});

describe('requests', () => {
	it('one page of results where there are no more, besides the list of users', async () => {
		const account = new Account(users(5, 2));
		await read(account, { pageSize: 100 });
		expect(account.sent.map(({ list }) => list)).toEqual(['results', 'users']);
	});

	it('takes about as many as there are pages, four at a time', async () => {
		const account = new Account(users(5000, 20));
		const { rows, reasons } = await read(account, { pageSize: 1000 });
		expect(rows).toHaveLength(100_000);
		expect(reasons).toEqual([]);
		const results = account.sent.filter(({ list }) => list === 'results');
		expect(results.length).toBeLessThanOrEqual(120);
		expect(account.sent.length - results.length).toBe(10);
		expect(account.mostRunning).toBe(4);
		for (const { query } of results) {
			expect(Array.isArray(query.userIds) ? query.userIds.length : 0).toBeLessThanOrEqual(50);
		}
	});

	it('requests fewer learners at once where they have many results', async () => {
		const account = new Account(users(300, 200));
		await read(account, { pageSize: 1000 });
		const results = account.sent.filter(({ list }) => list === 'results');
		const sizes = results.map(({ query }) =>
			Array.isArray(query.userIds) ? query.userIds.length : 0,
		);
		// The first ones come before it is known how many results learners have.
		expect(sizes.slice(1, 5)).toEqual([5, 5, 5, 5]);
		expect(sizes.at(-1)).toBeLessThanOrEqual(4);
	});

	it('returns results in the order of the list of users, one request after another', async () => {
		const account = new Account(users(200, 20).reverse());
		const { rows } = await read(account, { pageSize: 100 });
		const requested = account.sent.flatMap(({ query }) =>
			Array.isArray(query.userIds) && !query.pageToken ? [query.userIds.map(String)] : [],
		);
		expect(requested.flat()).toEqual(account.users.map(({ id }) => id));
		const expected = requested.flatMap((ids) => account.results(['1'], ids));
		expect(rows.map(keyOf)).toEqual(expected.map(keyOf));
	});

	it('stops with a cancelled execution', async () => {
		const account = new Account(users(1000, 20));
		const cancel = new AbortController();
		const { read: pages } = reader(account, { pageSize: 1000, signal: cancel.signal });
		const iterator = pages();
		await iterator.next();
		cancel.abort();
		await expect(gather(iterator)).rejects.toThrow('cancelled');
		expect(account.sent.length).toBeLessThan(12);
	});

	it('stops when no more rows are wanted', async () => {
		const account = new Account(users(1000, 20));
		const iterator = reader(account, { pageSize: 100 }).read();
		await iterator.next();
		await iterator.return(undefined);
		const sent = account.sent.length;
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(account.sent.length - sent).toBeLessThanOrEqual(4);
	});

	it('stops reading the list of users when all results are on the first page', async () => {
		const blocked = users(5000, 0, { status: 3 });
		const account = new Account([...blocked, { id: 'x', status: 1, results: 5 }]);
		const { rows } = await read(account, { pageSize: 100 });
		expect(rows).toHaveLength(5);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(account.sent.length).toBeLessThanOrEqual(5);
	});

	it('stops reading the list of users when the first page fails', async () => {
		const blocked = users(5000, 0, { status: 3 });
		const account = new Account(blocked, [], new Map([[1, 401]]));
		await expect(read(account, { pageSize: 100 })).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(account.sent.length).toBeLessThanOrEqual(5);
	});
});
