import type { IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { accountKeyOf } from '../api/auth/credentialData';
import type { SendPageRequest } from '../api/requester/requester';
import { HostLimiters } from '../api/requester/hostLimiter';
import type { Runtime } from '../api/runtime';
import type { RequestPolicy } from '../api/requester/retry';
import type { Run } from '../api/requester/run';
import { CREDENTIAL, createRequester } from '../api/requester/requester';
import type { ListParameters } from './listParameters';

/** How far a read has come. */
export interface Progress {
	/** Tries of the page that is being asked for, beyond the first. */
	retries: number;
	pages: number;
	rows: number;
}

/** What the read of one input item works with. */
export interface ItemRead {
	context: IExecutePaginationFunctions;
	form: ListParameters;
	/** What the input items of this run share. */
	run: Run;
	/** Stands for the account that the item reads. */
	account: Promise<string>;
	/** Makes every request of the item: those for its list, and those beside it. */
	send: SendPageRequest;
	policy: RequestPolicy;
	progress: Progress;
}

/** @param connection what every request of the item has, as n8n's routing engine filled it in */
export function startRead(
	runtime: Runtime,
	context: IExecutePaginationFunctions,
	connection: Omit<IHttpRequestOptions, 'url'>,
	form: ListParameters,
	run: Run,
): ItemRead {
	return {
		context,
		form,
		run,
		account: context.getCredentials(CREDENTIAL).then(accountKeyOf),
		send: createRequester(context, connection),
		policy: {
			limiter: runtime.get(HostLimiters).forHost(connection.baseURL ?? ''),
			maxRetries: form.maxRetries,
			signal: run.signal,
			owner: run,
		},
		progress: { retries: 0, pages: 0, rows: 0 },
	};
}
