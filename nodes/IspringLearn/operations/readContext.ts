/** What the read of one input item works with, and what input items share. */
import type { IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { accountKeyOf } from '../api/auth/credentialData';
import { awaitedLater } from '../api/awaitedLater';
import { HostLimiters } from '../api/requester/hostLimiter';
import type { SendRequest } from '../api/requester/requester';
import { CREDENTIAL, createRequester } from '../api/requester/requester';
import type { RequestPolicy } from '../api/requester/retry';
import type { Run } from '../api/requester/run';
import type { Runtime } from '../api/runtime';
import { LOG_LINES } from '../errors/messages/nodeMessages';
import type { ListParameters } from './list/listParameters';

/** How far the read of an input item has come. */
export interface Progress {
	/** Retries of the current page. */
	retries: number;
	pages: number;
	rows: number;
}

/** The progress of a read that begins. */
export const startProgress = (): Progress => ({ retries: 0, pages: 0, rows: 0 });

/** What the requests of one input item have in common. */
export interface AccountContext {
	context: IExecutePaginationFunctions;
	run: Run;
	/** Identifies the account of the item's credential. An item that fails earlier does not wait for it. */
	account: Promise<string>;
	/** Sends every request of the item, also those of look-ups. */
	send: SendRequest;
	policy: RequestPolicy;
}

/**
 * Prepares the requests of one input item.
 * @param connection what all of them share, as n8n's routing engine built it
 */
export const createAccountContext = (
	runtime: Runtime,
	context: IExecutePaginationFunctions,
	connection: Omit<IHttpRequestOptions, 'url'>,
	maxRetries: number,
	run: Run,
): AccountContext => ({
	context,
	run,
	account: awaitedLater(context.getCredentials(CREDENTIAL).then(accountKeyOf)),
	send: createRequester(context, connection),
	policy: {
		limiter: runtime.get(HostLimiters).forHost(connection.baseURL ?? ''),
		maxRetries,
		signal: run.signal,
		owner: run,
	},
});

/** What the read of one input item works with. */
export interface ReadContext extends AccountContext {
	parameters: ListParameters;
	progress: Progress;
}

/** Prepares the read of one input item, see `createAccountContext`. */
export const createReadContext = (
	runtime: Runtime,
	context: IExecutePaginationFunctions,
	connection: Omit<IHttpRequestOptions, 'url'>,
	parameters: ListParameters,
	run: Run,
): ReadContext => ({
	...createAccountContext(runtime, context, connection, parameters.maxRetries, run),
	parameters,
	progress: startProgress(),
});

/** A policy that records retries in the progress of the read. */
export const withProgress = ({
	policy,
	progress,
}: Pick<ReadContext, 'policy' | 'progress'>): RequestPolicy => ({
	...policy,
	onRetry: (error, attempt, milliseconds) => {
		progress.retries = attempt;
		LoggerProxy.debug(LOG_LINES.retry(milliseconds), { fault: error.kind, attempt });
	},
});

/**
 * State that input items of one run share if they read the same account. Names and IDs of one account
 * never get into requests to another.
 */
export class SharedByAccount<T> {
	private readonly states = new Map<string, T>();

	getOrCreate(account: string, create: () => T): T {
		const state = this.states.get(account) ?? create();
		this.states.set(account, state);
		return state;
	}

	/** Waits for work with a state, and drops the state if the work fails: later items may succeed. */
	async dropOnError<R>(account: string, state: T, work: Promise<R>): Promise<R> {
		return await work.catch(async (error: unknown) => {
			if (this.states.get(account) === state) this.states.delete(account);
			return await Promise.reject(error);
		});
	}
}
