/** Reads results learner by learner, if the option Parallel is on. */
import { LoggerProxy } from 'n8n-workflow';
import { LearnerList } from '../../../api/paginator/byLearner/learnerList';
import type { PlainReason } from '../../../api/paginator/byLearner/resultsByLearner';
import { ResultsByLearner } from '../../../api/paginator/byLearner/resultsByLearner';
import { countItems } from '../../../api/requester/runInput';
import type { IgnoredReason } from '../../../errors/messages/parallelMessages';
import { ignoredLine, plainLine } from '../../../errors/messages/parallelMessages';
import { recordName } from '../../../errors/messages/template';
import { nodeError } from '../../../errors/throwNodeError';
import type { ReadContext } from '../../readContext';
import type { PageReader, ReadRequest } from './pageReader';
import { PageSource } from './pageReader';

/** Filters that select so few results, or learners, that their pages are read sooner one after another. */
const NARROW: readonly string[] = ['userIds', 'enrollmentIds', 'moduleIds', 'courseItemIds'];

/** The lines that are in the log of a run already. */
class LoggedLines {
	readonly lines = new Set<string>();
}

function logOnce({ run, context }: ReadContext, level: 'info' | 'warn', line: string): void {
	const { lines } = run.shared.get(LoggedLines);
	if (lines.has(line)) return;
	lines.add(line);
	LoggerProxy[level](line, { node: context.getNode().name });
}

/**
 * Why not to read by learners, if that is known before the read. A limit selects results by their order, which differs.
 * Several queries may overlap. Several input items use all requests at once without it.
 */
function findIgnoredReason({ read, query, queries, plan }: ReadRequest): IgnoredReason | null {
	if (plan.limit !== Infinity) return 'limit';
	if (NARROW.some((name) => name in query)) return 'narrowFilter';
	if (queries.length > 1) return 'manyIds';
	return countItems(read.context) > 1 ? 'manyItems' : null;
}

/**
 * Creates the reader; null if the option is off, or reading by learners would not be faster.
 * @throws NodeOperationError for a page token, which belongs to a list that is read page by page
 */
export function createLearnerReader(request: ReadRequest): PageReader | null {
	const { read, endpoint, queries, idFilters, plan, policy } = request;
	const { context, parameters, send } = read;
	const parameter = endpoint.byLearner;
	if (parameter === undefined || !parameters.parallel) return null;
	const ignored = findIgnoredReason(request);
	if (ignored !== null) {
		logOnce(read, 'info', ignoredLine(ignored));
		return null;
	}
	if (parameters.pageToken !== null) {
		const itemIndex = context.getItemIndex();
		throw nodeError(context.getNode(), 'pageTokenInParallel', undefined, { itemIndex });
	}
	const [query] = queries;
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
		onPlainRead: (reason: PlainReason) => logOnce(read, 'warn', plainLine(reason, records)),
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
