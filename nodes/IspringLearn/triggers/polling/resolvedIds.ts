/** The ids of what the trigger's filters name. They are kept for a while: a poll may come every minute. */
import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { accountKeyOf } from '../../api/auth/credentialData';
import type { Query } from '../../api/paginator/chunkQuery';
import { readConnection } from '../../api/requester/connection';
import { CREDENTIAL } from '../../api/requester/requester';
import { startLookUps } from '../../operations/resolveNames';
import { fieldsWithNames, resolveIds, wantNames } from '../../operations/resolveIds';
import { fieldContext } from './fieldContext';
import type { Deadline } from './deadline';
import { Gates } from '../../api/requester/gate';
import type { Runtime } from '../../api/runtime';
import { PerNode } from './pollState';
import { requestInTime } from './requestInTime';
import type { TriggerParameters } from './triggerParameters';

/** Names change rarely; a poll that is refused for the sake of an id looks them up anew in any case. */
const KEPT_MS = 3_600_000;

interface Known {
	/** The account and the filters that it holds for. */
	of: string;
	query: Query;
	endsAtMs: number;
}

/** The IDs that each trigger of the process has looked up. */
class KnownIds extends PerNode<Known> {}

/** Makes the next poll look the IDs up again. */
export const forgetIds = (runtime: Runtime, context: IPollFunctions): void =>
	runtime.get(KnownIds).set(context, null);

/**
 * The form with ids in the place of names.
 * @throws NodeOperationError for a name that nothing has, or more than one; ListUnread
 */
export async function withKnownIds(
	runtime: Runtime,
	context: IPollFunctions,
	form: TriggerParameters,
	filters: readonly INodeProperties[],
	deadline: Deadline,
): Promise<TriggerParameters> {
	const fields = fieldsWithNames(filters, form.query);
	if (fields.length === 0) return form;
	const of = `${accountKeyOf(await context.getCredentials(CREDENTIAL))} ${JSON.stringify(form.query)}`;
	const known = runtime.get(KnownIds);
	const last = known.get(context);
	const isTest = context.getMode() === 'manual';
	if (last?.of === of && last.endsAtMs > Date.now() && !isTest) {
		return { ...form, query: last.query };
	}
	const connection = await readConnection(context);
	const patience = {
		gate: runtime.get(Gates).forHost(connection.baseURL),
		maxRetries: form.maxRetries,
		hasTimeFor: deadline.hasTimeFor,
	};
	const lookUps = startLookUps(requestInTime(context, connection, deadline), patience);
	wantNames(lookUps, fields, form.query);
	const { query } = await resolveIds(fieldContext(context), lookUps, fields, form.query, false);
	if (!isTest) known.set(context, { of, query, endsAtMs: Date.now() + KEPT_MS });
	return { ...form, query };
}
