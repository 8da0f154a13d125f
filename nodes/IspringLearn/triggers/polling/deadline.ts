/** The time limit of a poll, and requests that keep to it. */
import type { IPollFunctions } from 'n8n-workflow';
import { HostLimiters } from '../../api/requester/hostLimiter';
import type { Connection, OnResponse, SendPageRequest } from '../../api/requester/requester';
import { createRequester } from '../../api/requester/requester';
import type { RequestPolicy } from '../../api/requester/retry';
import type { Runtime } from '../../api/runtime';

/** n8n before 2.36 sets no limit. A schedule may be as short as a minute. */
const DEFAULT_BUDGET_MS = 120_000;

/** The share of the limit for reading results. The rest is for the last page and for names. */
const READING_SHARE = 0.5;

/** The share by which all requests must have ended. At the limit n8n abandons the poll, and its message is lost. */
const REQUEST_SHARE = 0.9;

/** The shortest time-out: a request with less time cannot succeed. */
const MIN_TIMEOUT_MS = 1000;

/** The time that one result takes, looking up its names included. */
const MS_PER_ROW = 12;
const MIN_ROWS = 1000;
const MAX_ROWS = 10_000;

/** The time that a poll has left. */
export interface Deadline {
	/** Whether to stop reading results. */
	isTimeUp: () => boolean;
	/** How long a request may take. */
	remainingMs: () => number;
	/** Whether there is time to wait this long and then send a request. */
	hasTimeFor: (milliseconds: number) => boolean;
	/** Maximum results per slice. */
	maxRows: number;
}

/** Starts the clock of a poll. n8n allows it 36 seconds under its durable scheduler, otherwise five minutes. */
export function startDeadline(context: IPollFunctions): Deadline {
	const isKnown = typeof context.getPollBudgetMs === 'function';
	const budgetMs = isKnown ? context.getPollBudgetMs() : DEFAULT_BUDGET_MS;
	const startedAtMs = Date.now();
	const leftMs = () => startedAtMs + budgetMs * REQUEST_SHARE - Date.now();
	return {
		isTimeUp: () => Date.now() >= startedAtMs + budgetMs * READING_SHARE,
		remainingMs: () => Math.max(MIN_TIMEOUT_MS, Math.floor(leftMs())),
		hasTimeFor: (milliseconds) => milliseconds + MIN_TIMEOUT_MS <= leftMs(),
		maxRows: Math.min(Math.max(Math.floor(budgetMs / MS_PER_ROW), MIN_ROWS), MAX_ROWS),
	};
}

/** The connection for a request that takes no longer than the poll has left. */
export const withinDeadline = (connection: Connection, deadline: Deadline): Connection => ({
	...connection,
	timeout: Math.min(connection.timeout, deadline.remainingMs()),
});

/** What the steps of one poll share. */
export interface PollRun {
	runtime: Runtime;
	context: IPollFunctions;
	deadline: Deadline;
	/** Retries of the last request for results; messages mention them. */
	retries: number;
}

/** How a poll sends requests, for results and names. None takes longer than the poll has left. */
interface PollRequests {
	send: SendPageRequest;
	policy: RequestPolicy;
}

/**
 * Creates the functions that send the requests of a poll.
 * @param onResponse receives the headers of every answer
 */
export function createPollRequests(
	{ runtime, context, deadline }: PollRun,
	connection: Connection,
	maxRetries: number,
	onResponse?: OnResponse,
): PollRequests {
	return {
		send: createRequester(context, () => withinDeadline(connection, deadline), onResponse),
		policy: {
			limiter: runtime.get(HostLimiters).forHost(connection.baseURL),
			maxRetries,
			hasTimeFor: deadline.hasTimeFor,
		},
	};
}
