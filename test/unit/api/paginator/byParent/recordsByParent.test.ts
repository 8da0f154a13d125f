import { PaginationError } from '../../../../../nodes/IspringLearn/api/paginator/paginationError';
import type { Query } from '../../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import type { RawRecord } from '../../../../../nodes/IspringLearn/api/schema/record';
import { AxiosError } from '../../../support/errors';
import { gather } from '../../../support/list';
import { rejectionOf } from '../../../support/thrown';
import { accountWith, QUIZ } from './account';

it('reads every page of every parent, in the order of the parents', async () => {
	const account = accountWith(3, 0, 1);
	const { records } = account.reader();
	const rows = (await gather(records.read())).flat();
	expect(rows[0]).toEqual({ id: 'a1', quizId: 'a', quizTitle: 'Quiz a' });
	expect(rows.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'c1']);
	expect(account.requests.answers).toEqual(['a', 'b', 'c'].map((quizId) => ({ quizId })));
});

it('stops at the limit, and starts no more parents than records are missing', async () => {
	const account = accountWith(3, 3, 3, 3, 3, 3);
	expect(await account.reader({}, { limit: 2 }).ids()).toEqual(['a1', 'a2']);
	expect(account.requests.answers.length).toBeLessThanOrEqual(2);
});

it('starts at most four parents ahead', async () => {
	const account = accountWith(1, 1, 1, 1, 1, 1, 1, 1);
	const reading = account.reader().records.read();
	await reading.next();
	expect(account.requests.answers.length).toBeLessThanOrEqual(4);
});

it('asks the list of parents for the chosen ones, and reads none for an empty choice', async () => {
	const account = accountWith(1, 1);
	expect(await account.reader({ quizIds: ['b', 'b'], userIds: ['u'] }).ids()).toEqual(['b1']);
	expect(account.requests.quizzes[0]).toEqual({ quizIds: ['b', 'b'] });
	expect(account.requests.answers).toContainEqual({ userIds: ['u'], quizId: 'b' });
	expect(await account.reader({ quizIds: [] }).ids()).toEqual([]);
});

it('reads each parent once, whatever the list repeats, and only those that are selected', async () => {
	const account = accountWith(1, 1, 1);
	account.quizzes.push(account.quizzes[0], { quizId: null });
	const select = ({ quizId }: RawRecord) => quizId !== 'b';
	expect(await account.reader({}, {}, { select }).ids()).toEqual(['a1', 'c1']);
});

it('reads a chosen parent that the list leaves out, but not one that another filter excludes', async () => {
	const account = accountWith(1, 1);
	account.quizzes[0].courses = ['x'];
	account.quizzes[1].courses = ['y'];
	account.answers.z = [{ id: 'z1' }];
	const query = { quizIds: ['a', 'b', 'z'] };
	expect(await account.reader(query).ids()).toEqual(['a1', 'b1', 'z1']);
	expect(await account.reader({ ...query, courseIds: ['x'] }).ids()).toEqual(['a1', 'z1']);
});

describe('a parent that cannot be read', () => {
	it.each([400, 404])('is left out if it was deleted meanwhile (%i)', async (status) => {
		const account = accountWith(1, 1, 1);
		account.onAnswers = (id) => {
			if (id !== 'b' || account.quizzes.length < 3) return;
			account.quizzes.splice(1, 1);
			account.refused.set('b', status);
		};
		const { ids, records } = account.reader();
		expect(await ids()).toEqual(['a1', 'c1']);
		expect(records.skipped).toEqual([]);
	});

	it.each([
		{ status: 404, reason: 'unknownParent', isChosen: true },
		{ status: 400, reason: 'unknownParent', isChosen: true },
		{ status: 403, reason: 'forbiddenParent', isChosen: false },
		{ status: 404, reason: 'unknownParent', isChosen: false },
	])('is named: $status, chosen: $isChosen', async ({ status, reason, isChosen }) => {
		const account = accountWith(1, 1, 1, 1, 1, 1);
		account.refused.set('f', status);
		const query = isChosen ? { quizIds: ['a', 'f'] } : {};
		const error = await rejectionOf(PaginationError, account.reader(query).ids());
		expect(error).toMatchObject({
			reason,
			data: {
				records: 'quizzes',
				parentId: 'f',
				answerStatus: status,
				parameter: 'quizIds',
				isChosen,
			},
		});
	});

	it('is reported with the others if such IDs are skipped', async () => {
		const account = accountWith(1, 1, 1, 1);
		account.refused.set('a', 403).set('b', 404).set('d', 400);
		const { ids, records } = account.reader({}, { skipInvalidIds: true });
		expect(await ids()).toEqual(['c1']);
		expect(records.skipped).toEqual([
			{ parameter: null, records: 'quizzes', ids: ['b', 'd'] },
			{ parameter: null, records: 'quizzes', ids: ['a'], isForbidden: true },
		]);
	});

	it.each([403, 404])(
		'fails the read with its own error if none can be read (%i)',
		async (status) => {
			const account = accountWith(1, 1);
			account.refused.set('a', status).set('b', status);
			await rejectionOf(AxiosError, account.reader().ids());
			await rejectionOf(AxiosError, account.reader({}, { skipInvalidIds: true }).ids());
		},
	);

	it('may be one of very many that are skipped, unless they were chosen', async () => {
		const account = accountWith(1);
		const unknown = Array.from({ length: 101 }, (_, at) => `unknown${at}`);
		account.quizzes.push(...unknown.map((quizId) => ({ quizId })));
		const skip = { skipInvalidIds: true };
		expect(await account.reader({}, skip).ids()).toEqual(['a1']);
		const chosen = account.reader({ quizIds: ['a', ...unknown] }, skip);
		const { reason } = await rejectionOf(PaginationError, chosen.ids());
		expect(reason).toBe('tooManyInvalidIds');
	});

	it('is not missing if its status says that it has no records, and it exists', async () => {
		const account = accountWith(1, 1);
		account.refused.set('a', 404).set('b', 404).set('c', 404);
		const noRecords = { status: 404, record: QUIZ };
		const exists = async (id: string) => await Promise.resolve(id !== 'c');
		const ids = async (query: Query, plan = { exists }) =>
			await account.reader(query, plan, { noRecords }).ids();
		expect(await ids({})).toEqual([]);
		expect(await ids({ quizIds: ['a'] })).toEqual([]);
		const none = { exists: async () => await Promise.resolve(false) };
		await rejectionOf(AxiosError, ids({}, none));
		await rejectionOf(PaginationError, ids({ quizIds: ['c'] }));
		account.quizzes.pop();
		expect(await ids({ quizIds: ['b'] })).toEqual([]);
	});

	it('is not blamed for another filter', async () => {
		const account = accountWith(1, 1);
		account.unknownUsers = ['x'];
		await rejectionOf(AxiosError, account.reader({ userIds: ['x'] }).ids());
		const skipping = account.reader({ userIds: ['u', 'x'] }, { skipInvalidIds: true });
		expect(await skipping.ids()).toEqual(['a1', 'b1']);
		expect(skipping.filter.skipped).toEqual([{ parameter: 'userIds', ids: ['x'] }]);
	});

	it('takes no blame to the IDs of other filters', async () => {
		const account = accountWith(1, 1);
		const query = { quizIds: ['a', 'gone'], userIds: ['u'] };
		const { ids, records, filter } = account.reader(query, { skipInvalidIds: true });
		expect(await ids()).toEqual(['a1']);
		expect(filter.skipped).toEqual([]);
		expect(records.skipped).toMatchObject([{ parameter: 'quizIds', ids: ['gone'] }]);
	});

	it('fails the read if a later page is refused', async () => {
		const account = accountWith(3);
		let requests = 0;
		account.onAnswers = () => {
			requests += 1;
			if (requests === 2) account.refused.set('a', 404);
		};
		await rejectionOf(AxiosError, account.reader({}, { skipInvalidIds: true }).ids());
	});
});

describe('a list of parents that may not be read', () => {
	it('is not needed for chosen ones alone', async () => {
		const account = accountWith(1, 1);
		account.listStatus = 403;
		const { ids, bare } = account.reader({ quizIds: ['b'] });
		expect(await ids()).toEqual(['b1']);
		expect(bare).toEqual([403]);
	});

	it.each([{}, { quizIds: ['a'], courseIds: ['x'] }])('is named for %j', async (query) => {
		const account = accountWith(1);
		account.listStatus = 403;
		const error = await rejectionOf(PaginationError, account.reader(query).ids());
		expect(error).toMatchObject({ reason: 'forbiddenParentList', data: { records: 'quizzes' } });
	});
});

describe('several parents in one request', () => {
	const batch = { size: 3, field: 'id' };

	it('returns their records in the order of the parents, each with its own copies', async () => {
		const account = accountWith(0, 0, 0, 0);
		for (const id of ['a', 'b', 'c', 'd']) account.answers[id] = [{ id }];
		account.quizzes.reverse();
		const { records } = account.reader({}, { pageSize: 10 }, { batch });
		const rows = (await gather(records.read())).flat();
		expect(rows.map(({ id, quizTitle }) => `${String(id)}: ${String(quizTitle)}`)).toEqual(
			['d', 'c', 'b', 'a'].map((id) => `${id}: Quiz ${id}`),
		);
		expect(account.requests.answers).toEqual([{ quizId: 'd,c,b' }, { quizId: 'a' }]);
	});

	it('finds the one that is refused', async () => {
		const account = accountWith(1, 1, 1);
		account.refused.set('b', 403);
		const { ids, records } = account.reader({}, { skipInvalidIds: true }, { batch });
		expect(await ids()).toEqual(['a1', 'c1']);
		expect(records.skipped).toMatchObject([{ ids: ['b'], isForbidden: true }]);
	});
});

it('makes a request for each value of a filter that fits the parent', async () => {
	const account = accountWith(1, 1);
	account.quizzes[0].courses = ['x', 'y'];
	account.quizzes[1].courses = ['y', 'z'];
	const each = { filter: 'courseIds', field: 'courses', parameter: 'courseId' };
	const ids = await account.reader({ courseIds: ['x', 'y'] }, {}, { each }).ids();
	// An answer that two of the requests return appears once.
	expect(ids).toEqual(['a1', 'b1']);
	expect(account.requests.answers).toEqual([
		{ courseId: 'x', quizId: 'a' },
		{ courseId: 'y', quizId: 'b' },
		{ courseId: 'y', quizId: 'a' },
	]);
});

it('can be read again', async () => {
	const { ids } = accountWith(2, 1).reader();
	expect(await ids()).toEqual(await ids());
});
