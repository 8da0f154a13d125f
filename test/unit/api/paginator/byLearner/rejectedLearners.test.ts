/** Learners for whom a request is rejected: deleted ones, and ones whose results the API refuses. */
import fc from 'fast-check';
import { ENDPOINTS } from '../../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { axiosStatus } from '../../../support/errors';
import { Account } from './account';
import { read, sorted, users } from './reading';

const idsIn = ({ userIds }: { userIds?: unknown }): unknown[] =>
	Array.isArray(userIds) ? userIds : [];

/** Answers after a while, and rejects requests with these IDs. */
function rejecting(
	account: Account,
	{ refused = [], deleted = [] }: { refused?: string[]; deleted?: string[] },
	delay: () => Promise<unknown> = async () => await Promise.resolve(),
	lookUpStatus?: number,
): Pick<Account, 'send'> {
	return {
		send: async (endpoint, query) => {
			await delay();
			const isUsers = endpoint.path === ENDPOINTS.users.path;
			const ids = idsIn(query);
			if (isUsers && ids.length > 0 && lookUpStatus) throw axiosStatus(lookUpStatus);
			const isUnknown = (id: unknown) =>
				deleted.includes(String(id)) || (!isUsers && refused.includes(String(id)));
			if (ids.some(isUnknown)) throw axiosStatus(400);
			return await account.send(endpoint, query);
		},
	};
}

it('no learner is lost, in whatever order the responses come', async () => {
	const id = fc.integer({ min: 0, max: 199 }).map((at) => `u${at}`);
	const some = fc.uniqueArray(id, { maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(some, some, fc.scheduler(), async (refused, gone, scheduler) => {
			const deleted = gone.filter((one) => !refused.includes(one));
			const account = new Account(users(200, 6));
			const delay = async () => await scheduler.schedule(Promise.resolve());
			const reading = read(rejecting(account, { refused, deleted }, delay), { pageSize: 500 });
			const { rows } = await scheduler.waitFor(reading);
			const keys = sorted(rows);
			expect(keys).toEqual([...new Set(keys)]);
			const steady = account.users.filter((user) => !deleted.includes(user.id));
			const expected = sorted(new Account(steady).results());
			const found = new Set(keys);
			expect(expected.filter((key) => !found.has(key))).toEqual([]);
		}),
		{ numRuns: 40 },
	);
});

it('a learner who is still listed leads to page by page', async () => {
	const account = new Account(users(400, 20));
	const { rows, reasons } = await read(rejecting(account, { refused: ['u53'] }), { pageSize: 100 });
	expect(sorted(rows)).toEqual(sorted(account.results()));
	expect(reasons).toEqual(['learnersRejected']);
});

it('so does a learner whom the key may not look up', async () => {
	const account = new Account(users(400, 20));
	const send = rejecting(account, { refused: ['u53'] }, undefined, 403);
	const { rows, reasons } = await read(send, { pageSize: 100 });
	expect(sorted(rows)).toEqual(sorted(account.results()));
	expect(reasons).toEqual(['learnersRejected']);
});

it('a deleted learner does not', async () => {
	const account = new Account(users(400, 20));
	const { reasons } = await read(rejecting(account, { deleted: ['u53'] }), { pageSize: 100 });
	expect(reasons).toEqual([]);
});
