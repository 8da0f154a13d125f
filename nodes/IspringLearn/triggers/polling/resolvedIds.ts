/** Replaces names in the trigger's filters by IDs. It remembers them: a poll may come every minute. */
import type { INodeProperties } from 'n8n-workflow';
import { accountKeyOf } from '../../api/auth/credentialData';
import type { Query } from '../../api/paginator/chunkQuery';
import { readConnection, CREDENTIAL } from '../../api/requester/requester';
import { findFilledFields } from '../../operations/ids/idFields';
import {
	createNameResolver,
	enqueueNames,
	haveNames,
	resolveIds,
	withoutNames,
} from '../../operations/ids/resolveIds';
import { fieldContext } from './buildQuery';
import type { PollRun } from './deadline';
import { createPollRequests } from './deadline';
import { PerNode } from './pollState';
import type { TriggerParameters } from './triggerParameters';

/** Names change rarely. If the server rejects an ID, the next poll looks the names up again in any case. */
const CACHED_MS = 3_600_000;

interface ResolvedQuery {
	/** The account and the filters that were resolved. */
	key: string;
	query: Query;
	expiresAtMs: number;
}

/** The resolved query of each trigger in this process. */
class ResolvedQueries extends PerNode<ResolvedQuery> {}

/** Makes the next poll look the names up again. */
export const forgetIds = ({ runtime, context }: PollRun): void =>
	runtime.get(ResolvedQueries).set(context, null);

/**
 * Returns the parameters with a query that holds only IDs.
 * @throws NodeOperationError for a name that nothing has, or more than one; ListUnreadable
 */
export async function withResolvedIds(
	run: PollRun,
	parameters: TriggerParameters,
	filters: readonly INodeProperties[],
): Promise<TriggerParameters> {
	const { context, runtime } = run;
	const fields = findFilledFields(filters, parameters.query);
	if (!haveNames(fields)) {
		return { ...parameters, query: withoutNames(fields, parameters.query).query };
	}
	const account = accountKeyOf(await context.getCredentials(CREDENTIAL));
	const key = `${account} ${JSON.stringify(parameters.query)}`;
	const cache = runtime.get(ResolvedQueries);
	const cached = cache.get(context);
	const isTest = context.getMode() === 'manual';
	if (cached?.key === key && cached.expiresAtMs > Date.now() && !isTest) {
		return { ...parameters, query: cached.query };
	}
	const connection = await readConnection(context);
	const { send, policy } = createPollRequests(run, connection, parameters.maxRetries);
	const resolver = createNameResolver(send, policy);
	enqueueNames(resolver, fields);
	const fieldFunctions = fieldContext(context);
	const { query } = await resolveIds(fieldFunctions, resolver, fields, parameters.query, false);
	if (!isTest) cache.set(context, { key, query, expiresAtMs: Date.now() + CACHED_MS });
	return { ...parameters, query };
}
