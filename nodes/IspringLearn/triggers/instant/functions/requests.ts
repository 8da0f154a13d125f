/** How the functions that n8n calls for the instant trigger send requests. */
import type { IHookFunctions } from 'n8n-workflow';
import type { AnswerKind, EndpointsByAnswer, Parameters } from '../../../api/endpoints/endpoint';
import { HostLimiters } from '../../../api/requester/hostLimiter';
import type { RequestContext, SendRequest } from '../../../api/requester/requester';
import { createRequester, readConnection } from '../../../api/requester/requester';
import type { RequestPolicy } from '../../../api/requester/retry';
import { withRetry } from '../../../api/requester/retry';
import type { Runtime } from '../../../api/runtime';
import type { FormContext } from '../../form/buildQuery';
import type { NodeContext } from '../../perNode';
import type { Deadline } from '../../polling/deadline';
import { withinDeadline } from '../../polling/deadline';

/** What n8n passes to a function that sends requests. */
export type SendingContext = RequestContext & NodeContext & Pick<IHookFunctions, 'getCredentials'>;

/** What n8n passes to a function that also reads the form. */
export type InstantContext = SendingContext & FormContext & Pick<IHookFunctions, 'getMode'>;

/** How requests are sent. */
export interface Requests {
	/** Sends a request once. */
	send: SendRequest;
	policy: RequestPolicy;
	/** Sends a request, again where its endpoint allows that. */
	call: SendRequest;
}

/** The limits of what a call may take. */
interface CallLimits {
	signal?: AbortSignal;
	/** The time that a poll has left. */
	deadline?: Deadline;
}

/** n8n allows two minutes for the activation of a workflow, and less for a poll. */
const TIMEOUT_MS = 30_000;

/**
 * Creates the functions that send requests to the account of a node's credential.
 * @throws HostError when the base URL in the credential must not be used
 */
export async function createRequests(
	runtime: Runtime,
	context: SendingContext,
	maxRetries: number,
	{ signal, deadline }: CallLimits = {},
): Promise<Requests> {
	const connection = { ...(await readConnection(context)), timeout: TIMEOUT_MS };
	const send: SendRequest = createRequester(context, () =>
		deadline === undefined ? connection : withinDeadline(connection, deadline),
	);
	const limiter = runtime.get(HostLimiters).forHost(connection.baseURL);
	const hasTimeFor = deadline?.hasTimeFor;
	const policy: RequestPolicy = { limiter, maxRetries, signal, hasTimeFor };
	const call = (async <A extends AnswerKind>(
		endpoint: EndpointsByAnswer[A] & { answer: A },
		parameters: Parameters,
	) =>
		await withRetry(
			async () => await send<A>(endpoint, parameters),
			policy,
			endpoint.idempotent,
		)) as SendRequest;
	return { send, policy, call };
}
