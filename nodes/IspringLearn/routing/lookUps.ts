/** Look-ups of names that all input items of an execution share. */
import { createHash } from 'node:crypto';
import type {
	IExecuteData,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { LookUps } from '../lookups/lookUp';
import { Gathering } from '../source/names/gathering';
import type { Query } from '../source/paging/batches';
import type { Patience } from '../source/paging/patient';
import { pageReader, wholeReader } from '../source/paging/readWhole';
import type { Sender } from './askPage';
import { CREDENTIAL, pageAsker } from './askPage';
import type { ListForm } from './form';
import type { RoutedRequest } from './readRows';
import type { Resolved } from './resolveIds';
import { fieldsWithNames, resolveIds, wantNames } from './resolveIds';

interface Run {
	byAccount: Map<string, LookUps>;
	/** The input items that are about to look names up. */
	readers: Gathering;
}

/** One for all input items of a run: n8n hands the same object to each of them. */
const runs = new WeakMap<IExecuteData, Run>();

function runOf(context: IExecuteSingleFunctions): Run {
	const data = context.getExecuteData();
	const run = runs.get(data) ?? { byAccount: new Map(), readers: new Gathering() };
	runs.set(data, run);
	return run;
}

/** Stands for the account and the host that an input item reads, without telling its key. */
export async function accountKeyOf(
	context: Pick<IExecuteSingleFunctions, 'getCredentials'>,
): Promise<string> {
	const { authentication, host, baseUrl, clientId, clientSecret, accessToken } =
		await context.getCredentials(CREDENTIAL);
	const account = [authentication, host, baseUrl, clientId, clientSecret, accessToken];
	return createHash('sha256').update(JSON.stringify(account)).digest('base64url');
}

/** Look-ups in the account that a connection leads to. */
export function startLookUps<S extends Sender>(
	context: S,
	connection: Omit<IHttpRequestOptions, 'url'>,
	patience: Patience,
): LookUps {
	return new LookUps(wholeReader(pageReader(pageAsker(context, connection), patience)));
}

/** The query of an input item with ids in the place of names. Without names in it nothing is asked for. */
export async function withoutNames(
	context: IExecuteSingleFunctions,
	{ options }: RoutedRequest,
	idFields: readonly INodeProperties[],
	query: Query,
	{ maxRetries, skipInvalidIds }: ListForm,
): Promise<Resolved> {
	const fields = fieldsWithNames(idFields, query);
	if (fields.length === 0) return { query, isNothing: false, skipped: [] };
	const { byAccount, readers } = runOf(context);
	const start = async (): Promise<{ account: string; lookUps: LookUps }> => {
		const account = await accountKeyOf(context);
		const known = byAccount.get(account);
		if (known) return { account, lookUps: known };
		const lookUps = startLookUps(context, options as IHttpRequestOptions, {
			host: options.baseURL ?? '',
			maxRetries,
			signal: context.getExecutionCancelSignal(),
		});
		byAccount.set(account, lookUps);
		return { account, lookUps };
	};
	readers.join();
	const { account, lookUps } = await start()
		.then(async (started) => {
			wantNames(started.lookUps, fields, query);
			// Addresses of input items that come at the same time go into the same requests.
			await readers.all();
			return started;
		})
		.finally(() => readers.leave());
	/** n8n's "Retry On Fail" hands over the same run once more: what stopped a look-up is not kept for it. */
	const forget = async (error: unknown) => {
		if (byAccount.get(account) === lookUps) byAccount.delete(account);
		return await Promise.reject(error);
	};
	return await resolveIds(context, lookUps, fields, query, skipInvalidIds).catch(forget);
}
