/** Replaces names in a trigger's filters by IDs. It remembers them: a poll may come every minute. */
import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { accountKeyOf } from '../../api/auth/credentialData';
import type { Query } from '../../api/paginator/chunkQuery';
import type { SendPageRequest } from '../../api/requester/requester';
import { CREDENTIAL } from '../../api/requester/requester';
import type { RequestPolicy } from '../../api/requester/retry';
import type { Runtime } from '../../api/runtime';
import { findFilledFields } from '../../operations/ids/idFields';
import {
	createNameResolver,
	enqueueNames,
	haveNames,
	resolveIds,
	withoutNames,
} from '../../operations/ids/resolveIds';
import type { NodeContext } from '../perNode';
import { PerNode } from '../perNode';
import type { FormContext } from './buildQuery';
import { fieldContext } from './buildQuery';

/** Names change rarely. If the server rejects an ID, the next call looks the names up again in any case. */
const CACHED_MS = 3_600_000;

interface ResolvedQuery {
	/** The account and the filters that were resolved. */
	key: string;
	query: Query;
	expiresAtMs: number;
}

/** The resolved query of each trigger in this process. */
class ResolvedQueries extends PerNode<ResolvedQuery> {}

/** How look-ups are sent. */
interface LookupRequests {
	send: SendPageRequest;
	policy: RequestPolicy;
}

/** Looks names up in the account of a node. */
interface NameSource {
	runtime: Runtime;
	context: FormContext & NodeContext & Pick<IPollFunctions, 'getCredentials' | 'getMode'>;
	/** Called only if there are names that aren't known. */
	createRequests: () => Promise<LookupRequests>;
}

/** Makes the next call look the names up again. */
export const forgetIds = ({ runtime, context }: Pick<NameSource, 'runtime' | 'context'>): void =>
	runtime.get(ResolvedQueries).set(context, null);

/**
 * Returns a query that holds only IDs.
 * @throws NodeOperationError for a name that nothing has, or more than one; ListUnreadable
 */
export async function resolveNames(
	{ runtime, context, createRequests }: NameSource,
	filters: readonly INodeProperties[],
	query: Query,
): Promise<Query> {
	const fields = findFilledFields(filters, query);
	if (!haveNames(fields)) return withoutNames(fields, query).query;
	const account = accountKeyOf(await context.getCredentials(CREDENTIAL));
	const key = `${account} ${JSON.stringify(query)}`;
	const cache = runtime.get(ResolvedQueries);
	const cached = cache.get(context);
	const isTest = context.getMode() === 'manual';
	if (cached?.key === key && cached.expiresAtMs > Date.now() && !isTest) return cached.query;
	const { send, policy } = await createRequests();
	const resolver = createNameResolver(send, policy);
	enqueueNames(resolver, fields);
	const resolved = await resolveIds(fieldContext(context), resolver, fields, query, false);
	if (!isTest) {
		cache.set(context, { key, query: resolved.query, expiresAtMs: Date.now() + CACHED_MS });
	}
	return resolved.query;
}
