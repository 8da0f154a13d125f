/** Quizzes and their answers in memory, read by the package's reader and recorded as requests. */
import type {
	ListEndpoint,
	ParentList,
	RecordEndpoint,
} from '../../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { ParentSource } from '../../../../../nodes/IspringLearn/api/paginator/byParent/parentSource';
import type { ByParentPlan } from '../../../../../nodes/IspringLearn/api/paginator/byParent/recordsByParent';
import { RecordsByParent } from '../../../../../nodes/IspringLearn/api/paginator/byParent/recordsByParent';
import type { Query } from '../../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import { chunkQuery } from '../../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import { InvalidIdFilter } from '../../../../../nodes/IspringLearn/api/paginator/invalidIds';
import type { FetchPage } from '../../../../../nodes/IspringLearn/api/paginator/paginate';
import { paginate } from '../../../../../nodes/IspringLearn/api/paginator/paginate';
import type { RawRecord } from '../../../../../nodes/IspringLearn/api/schema/record';
import { axiosStatus } from '../../../support/errors';
import { gather, serve } from '../../../support/list';

const LIST = { method: 'GET', answer: 'page', idempotent: true, list: 'results' } as const;

export const QUIZZES: ListEndpoint = {
	...LIST,
	name: 'quizzes',
	path: '/quizzes',
	xmlItem: 'quiz',
	schema: { columns: [{ name: 'quizId', type: 'id' }], primaryKey: ['quizId'] },
};

export const QUIZ: RecordEndpoint = {
	...LIST,
	answer: 'record',
	name: 'quizzes',
	path: '/quiz/{quizId}',
	wrapper: 'quiz',
	schema: QUIZZES.schema,
};

const PARENT: ParentList = {
	endpoint: QUIZZES,
	idField: 'quizId',
	parameter: 'quizId',
	idFilter: 'quizIds',
	filters: ['quizIds', 'courseIds'],
	copies: { quizId: 'quizId', quizTitle: 'title' },
};

export const answer = (quiz: string, id: number): RawRecord => ({ id: `${quiz}${id}` });

/** An account with these quizzes, listed in this order, and their answers. */
export class Account {
	/** Every query in the order of the requests: of quizzes, and of answers. */
	readonly requests: { quizzes: Query[]; answers: Query[] } = { quizzes: [], answers: [] };
	/** The status of the requests for answers of a quiz. */
	readonly refused = new Map<string, number>();
	/** The status of the list of quizzes. */
	listStatus = 200;
	/** Users that the account does not have. */
	unknownUsers: string[] = [];
	/** Called before each request for answers. */
	onAnswers: (quizId: string) => void = () => {};

	constructor(
		readonly quizzes: RawRecord[],
		readonly answers: Record<string, RawRecord[]>,
	) {}

	readonly fetchQuizzes =
		(query: Query): FetchPage =>
		async (request) => {
			this.requests.quizzes.push(query);
			if (this.listStatus !== 200) throw axiosStatus(this.listStatus);
			const { quizIds, courseIds } = query as Record<string, string[] | undefined>;
			const fits = this.quizzes.filter(
				({ quizId, courses }) =>
					(quizIds?.includes(String(quizId)) ?? true) &&
					(courseIds?.some((id) => (courses as string[] | undefined)?.includes(id)) ?? true),
			);
			return await serve(fits).fetchPage(request);
		};

	readonly fetchAnswers =
		(query: Query): FetchPage =>
		async (request) => {
			if (request.pageToken === null) this.requests.answers.push(query);
			const ids = String(query.quizId).split(',');
			this.onAnswers(ids.join());
			for (const id of ids) {
				const status = this.refused.get(id) ?? (this.answers[id] ? 200 : 400);
				if (status !== 200) throw axiosStatus(status);
			}
			const users = (query.userIds ?? []) as string[];
			if (users.some((id) => this.unknownUsers.includes(id))) throw axiosStatus(400);
			return await serve(ids.flatMap((id) => this.answers[id])).fetchPage(request);
		};

	/** Prepares a read of answers with this query. */
	reader(query: Query = {}, plan: Partial<ByParentPlan> = {}, parent: Partial<ParentList> = {}) {
		const full = { ...PARENT, ...parent };
		const bare: number[] = [];
		const skip = plan.skipInvalidIds ?? false;
		const source = new ParentSource(
			full,
			query,
			(parentQuery) => listOf(this.fetchQuizzes(parentQuery)),
			(status) => bare.push(status),
		);
		const own = Object.fromEntries(
			Object.entries(query).filter(([name]) => !['quizIds', 'courseIds'].includes(name)),
		);
		const filter = new InvalidIdFilter(['userIds'], this.fetchAnswers, ['quizId']);
		const fetcher = (one: Query) => (skip ? filter.pagesOf(one) : this.fetchAnswers(one));
		const schema = { columns: [{ name: 'id', type: 'id' }], primaryKey: ['id'] } as const;
		const endpoint = { ...LIST, name: 'answers', path: '/answers', xmlItem: 'answer', schema };
		const records = new RecordsByParent({ ...endpoint, parent: full }, source, fetcher, {
			pageSize: 2,
			limit: Infinity,
			skipInvalidIds: false,
			query,
			queries: chunkQuery(own),
			...plan,
		});
		return {
			records,
			bare,
			filter,
			ids: async () => (await gather(records.read())).flat().map(({ id }) => id),
		};
	}
}

const listOf = (fetchPage: FetchPage) => ({
	skipped: [],
	read: async function* () {
		const plan = { pageSize: 2, pageToken: null, limit: Infinity };
		for await (const { records } of paginate(fetchPage, plan)) yield records;
	},
});

/** An account whose quizzes a, b, c … have so many answers. */
export function accountWith(...counts: number[]): Account {
	const ids = counts.map((_, at) => String.fromCharCode(97 + at));
	return new Account(
		ids.map((quizId) => ({ quizId, title: `Quiz ${quizId}` })),
		Object.fromEntries(
			ids.map((id, at) => [id, Array.from({ length: counts[at] }, (_, nr) => answer(id, nr + 1))]),
		),
	);
}
