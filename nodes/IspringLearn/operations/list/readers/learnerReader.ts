/** Reads results learner by learner, if the option Parallel is on. */
import { LoggerProxy } from 'n8n-workflow';
import { LearnerList } from '../../../api/paginator/byLearner/learnerList';
import type { PlainReason } from '../../../api/paginator/byLearner/resultsByLearner';
import { ResultsByLearner } from '../../../api/paginator/byLearner/resultsByLearner';
import { LOG_LINES } from '../../../errors/messages/nodeMessages';
import { recordName } from '../../../errors/messages/template';
import { nodeError } from '../../../errors/throwNodeError';
import type { PageReader, ReadRequest } from './pageReader';
import { PageSource } from './pageReader';

/** Filters that select so few results, or learners, that their pages are read sooner one after another. */
const NARROW: readonly string[] = ['userIds', 'enrollmentIds', 'moduleIds', 'courseItemIds'];

/**
 * Whether to read by learners: all results are requested, in one query and with no narrow filter. A limit selects
 * results by their order, which differs. Whether other filters are narrow shows during the read.
 */
const isWide = ({ query, queries, plan }: ReadRequest): boolean =>
	plan.limit === Infinity && queries.length === 1 && !NARROW.some((name) => name in query);

const LINE: Readonly<Record<PlainReason, (records: string) => string>> = {
	usersUnreadable: LOG_LINES.usersUnreadable,
	otherLearners: LOG_LINES.otherLearners,
	fewResults: LOG_LINES.fewResults,
};

/**
 * Creates the reader; null if the option is off, or reading by learners would not be faster.
 * @throws NodeOperationError for a page token, which belongs to a list that is read page by page
 */
export function createLearnerReader(request: ReadRequest): PageReader | null {
	const { read, endpoint, queries, idFilters, plan, policy } = request;
	const { context, parameters, send } = read;
	const parameter = endpoint.byLearner;
	if (parameter === undefined || !parameters.parallel) return null;
	if (parameters.pageToken !== null) {
		const itemIndex = context.getItemIndex();
		throw nodeError(context.getNode(), 'pageTokenInParallel', undefined, { itemIndex });
	}
	if (!isWide(request)) return null;
	const [query] = queries;
	const { name: node } = context.getNode();
	const records = recordName(endpoint.name);
	// The learners of the list are no input of the user, so they are not reported as skipped.
	const others = idFilters.filter((name) => name !== parameter);
	const source = new PageSource({ ...request, idFilters: others });
	const learners = {
		query,
		parameter,
		pageSize: plan.pageSize,
		matches: plan.matches,
		schema: endpoint.schema,
		onPlainRead: (reason: PlainReason) => LoggerProxy.warn(LINE[reason](records), { node }),
	};
	return {
		// A file may be started again, so each read has a list of its own.
		read: () => {
			const list = new LearnerList(send, policy, plan.pageSize, query.userStatuses);
			return new ResultsByLearner(list, source.fetchPageOf, learners).read();
		},
		get skipped() {
			return source.skipped;
		},
	};
}
