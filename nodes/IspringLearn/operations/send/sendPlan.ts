/** Sends the requests of a plan, one after another, each once. */
import type { WriteEndpoint } from '../../api/endpoints/endpoint';
import { CancelledError } from '../../api/requester/abort';
import type { SendRequest } from '../../api/requester/requester';
import { classifyError } from '../../api/requester/requestError';
import type { RequestPolicy } from '../../api/requester/retry';
import { withRetry } from '../../api/requester/retry';
import { isRejection, mayBeDone } from '../../api/requester/retryRules';
import type { Portion } from './pairs';
import type { Outcome, SendPlan } from './plan';
import { hasSeveral, toOutcome, toPortions } from './plan';

/** A request of a plan failed. The requests before it were carried out, those after it were not sent. */
export class SendFailed extends Error {
	constructor(
		readonly plan: SendPlan,
		/** The entries of the plan's list, by what became of them. All are empty for a plan without a list. */
		readonly entries: {
			done: readonly string[];
			failed: readonly string[];
			unsent: readonly string[];
		},
		/** The request that failed. */
		readonly request: Portion,
		/** How often it was sent again. */
		readonly retries: number,
		override readonly cause: unknown,
		/** An error that says more than the cause. */
		readonly explanation: unknown = cause,
	) {
		super('a request failed', { cause });
		this.name = 'SendFailed';
	}

	/** The same failure with an error that says more. */
	explainedBy(explanation: unknown): SendFailed {
		const { plan, entries, request, retries, cause } = this;
		return new SendFailed(plan, entries, request, retries, cause, explanation);
	}

	/** Whether the failed request may have been carried out. */
	get isUnconfirmed(): boolean {
		return !(this.cause instanceof CancelledError) && mayBeDone(classifyError(this.cause));
	}

	/**
	 * Whether the request was rejected, but may have been carried out in part. No document says what becomes of the other
	 * IDs of a list if one of them is wrong.
	 */
	get mayBePartlyDone(): boolean {
		return isRejection(classifyError(this.cause)) && hasSeveral(this.plan, this.request);
	}
}

/** What a plan is sent with. */
interface Sender {
	send: SendRequest;
	policy: RequestPolicy;
}

const sendTo = async (
	send: SendRequest,
	endpoint: WriteEndpoint,
	{ parameters }: Portion,
): Promise<string | null> =>
	endpoint.answer === 'id' ? await send(endpoint, parameters) : await send(endpoint, parameters);

/**
 * Sends a plan. A request is sent again only if the server certainly did not act on it.
 * @throws SendFailed when a request fails; CancelledError when the execution ends before the first one
 */
export async function sendPlan({ send, policy }: Sender, plan: SendPlan): Promise<Outcome> {
	const { endpoint } = plan;
	const portions = toPortions(plan);
	const entriesIn = (some: readonly Portion[]) => some.flatMap(({ entries }) => entries);
	let id: string | null = null;
	for (const [at, portion] of portions.entries()) {
		let retries = 0;
		const counted: RequestPolicy = {
			...policy,
			onRetry: (...retry) => {
				[, retries] = retry;
				policy.onRetry?.(...retry);
			},
		};
		const request = async () => {
			if (policy.signal?.aborted) throw new CancelledError();
			return await sendTo(send, endpoint, portion);
		};
		id = await withRetry(request, counted, false).catch(async (cause: unknown) => {
			const sent = cause instanceof CancelledError ? at : at + 1;
			const entries = {
				done: [...(plan.skip ?? []), ...entriesIn(portions.slice(0, at))],
				failed: entriesIn(portions.slice(at, sent)),
				unsent: entriesIn(portions.slice(sent)),
			};
			return await Promise.reject(new SendFailed(plan, entries, portion, retries, cause));
		});
	}
	return toOutcome(plan, id);
}
