/** Reads a model account by learners. */
import { ENDPOINTS } from '../../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { LearnerList } from '../../../../../nodes/IspringLearn/api/paginator/byLearner/learnerList';
import type { PlainReason } from '../../../../../nodes/IspringLearn/api/paginator/byLearner/resultsByLearner';
import { ResultsByLearner } from '../../../../../nodes/IspringLearn/api/paginator/byLearner/resultsByLearner';
import type { Query } from '../../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import { createPageFetcher } from '../../../../../nodes/IspringLearn/api/paginator/readPages';
import { HostLimiter } from '../../../../../nodes/IspringLearn/api/requester/hostLimiter';
import type { RawRecord } from '../../../../../nodes/IspringLearn/api/schema/record';
import { gather } from '../../../support/list';
import type { Account, User } from './account';
import { keyOf } from './account';

const { moduleResults } = ENDPOINTS;

export interface Options {
	query?: Query;
	pageSize?: number;
	matches?: (record: RawRecord) => boolean;
	signal?: AbortSignal;
	maxRetries?: number;
}

/** Prepares a read of an account. `reasons` are those for which results are read page by page. */
export function reader({ send }: Pick<Account, 'send'>, options: Options = {}) {
	const { query = {}, pageSize = 10, matches, signal, maxRetries = 3 } = options;
	const limiter = new HostLimiter();
	const policy = { limiter, maxRetries, signal, wait: async () => await Promise.resolve() };
	const reasons: PlainReason[] = [];
	const list = new LearnerList(send, policy, pageSize, query.userStatuses);
	const results = new ResultsByLearner(
		list,
		(one) => createPageFetcher(send, moduleResults, one, policy),
		{
			query,
			parameter: 'userIds',
			pageSize,
			matches,
			schema: moduleResults.schema,
			onPlainRead: (reason) => reasons.push(reason),
		},
	);
	return { reasons, read: () => results.read() };
}

export async function read(account: Pick<Account, 'send'>, options: Options = {}) {
	const { reasons, read: pages } = reader(account, options);
	return { rows: (await gather(pages())).flat(), reasons };
}

export const sorted = (rows: readonly RawRecord[]): string[] => rows.map(keyOf).sort();

export const users = (count: number, results: number, more: Partial<User> = {}): User[] =>
	Array.from({ length: count }, (_, at) => ({ id: `u${at}`, status: 1, results, ...more }));
