/** The vendor's side of webhook subscribers, in memory, with faults and a clock that only waiting moves. */
import type { Parameters } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import type { SendRequest } from '../../../../nodes/IspringLearn/api/requester/requester';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type {
	Subscriber,
	SubscriberTools,
} from '../../../../nodes/IspringLearn/triggers/instant/subscriber/lifeCycle';
import { answer, networkError } from './support';

/** What becomes of a request: it is lost, its answer is lost, or another answer comes. */
export type Fault = 'lostRequest' | 'lostAnswer' | Error | RawRecord | RawRecord[] | null;

export interface Known {
	callbackUrl: string;
	secret: string;
	isConfirmed: boolean;
	isSuspended: boolean;
	isActive: boolean;
	subscriptions: RawRecord[];
}

export const SUBSCRIBER: Subscriber = {
	name: 'n8n-production-a-b',
	callbackUrl: 'https://n8n.example.com/webhook/a/webhook',
	secret: 'secret',
	subscription: {
		subscriptionType: 'COURSE_ITEM_COMPLETED_SUCCESSFULLY',
		params: [{ name: 'userIds', value: '["a","b"]' }],
	},
};

export class Vendor {
	readonly subscribers = new Map<string, Known>();

	/** The requests, by the end of their paths. */
	readonly requests: string[] = [];

	readonly ignored: unknown[] = [];

	nowMs = 0;

	/** After how long a code is confirmed; never if the URL can't be reached. */
	confirmsAfterMs = Infinity;

	private readonly faults = new Map<string, Fault[]>();

	private readonly due: Array<{ atMs: number; name: string }> = [];

	/** The next requests with this end of the path fail one after another. */
	fail(path: string, ...faults: Fault[]): this {
		this.faults.set(path, faults);
		return this;
	}

	add(name: string, more: Partial<Known> = {}): this {
		const { callbackUrl, secret, subscription } = SUBSCRIBER;
		this.subscribers.set(name, {
			...{ callbackUrl, secret, isConfirmed: true, isSuspended: false, isActive: true },
			subscriptions: [{ ...subscription }],
			...more,
		});
		return this;
	}

	get tools(): SubscriberTools {
		return {
			call: this.call as unknown as SendRequest,
			now: () => this.nowMs,
			sleep: async (milliseconds) => {
				this.nowMs += milliseconds;
				await Promise.resolve();
			},
			onIgnored: (error) => void this.ignored.push(error),
		};
	}

	private readonly call = async ({ path }: { path: string }, parameters: Parameters) => {
		const end = path.replace('/webhook/', '');
		this.requests.push(end);
		this.confirmDue();
		const fault = this.faults.get(end)?.shift();
		if (fault === 'lostRequest') return await Promise.reject(networkError('ECONNRESET'));
		if (fault instanceof Error) return await Promise.reject(fault);
		if (fault !== undefined && fault !== 'lostAnswer') return fault;
		const result = this.carryOut(end, parameters);
		if (fault === 'lostAnswer') return await Promise.reject(networkError('ETIMEDOUT'));
		return await (result instanceof Error ? Promise.reject(result) : Promise.resolve(result));
	};

	private confirmDue(): void {
		for (const { atMs, name } of this.due) {
			const one = this.subscribers.get(name);
			if (one !== undefined && atMs <= this.nowMs) one.isConfirmed = true;
		}
	}

	private carryOut(end: string, parameters: Parameters): unknown {
		const { subscriberName, callbackUrl, secret, subscription } = parameters as Record<
			string,
			string
		>;
		const known = this.subscribers.get(subscriberName);
		if (end === 'register') {
			if (known !== undefined) return answer(400, 'The name is taken');
			const state = { isConfirmed: false, isSuspended: false, isActive: true };
			this.subscribers.set(subscriberName, { callbackUrl, secret, ...state, subscriptions: [] });
			return null;
		}
		if (known === undefined) return answer(404, 'Subscriber not found');
		const states: Record<string, () => unknown> = {
			remove: () => void this.subscribers.delete(subscriberName),
			'code/send': () =>
				void this.due.push({ atMs: this.nowMs + this.confirmsAfterMs, name: subscriberName }),
			subscribe: () => {
				if (known.subscriptions.length > 0) return answer(400, 'Subscribed already');
				return void known.subscriptions.push(subscription as unknown as RawRecord);
			},
			'settings/change': () =>
				void Object.assign(known, { callbackUrl, secret, isSuspended: false }),
			'subscriber/info': () => ({
				subscriberStatus: known.isActive ? 'ACTIVE' : 'INACTIVE',
				confirmationStatus: known.isConfirmed ? 'CONFIRMED' : 'UNCONFIRMED',
				notificationProcessStatus: known.isSuspended ? 'SUSPENDED' : 'ACTIVE',
			}),
			'subscription/list': () => ({ records: known.subscriptions, nextPageToken: null }),
		};
		return states[end]() ?? null;
	}
}
