/** The vendor's side of a history: results that change, a subscriber with its queue, and the API over both. */
import { createHash } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Random } from '../../../../support/random';
import { answer, id, networkError } from '../support';
import { delay } from './delay';

/** A learner completes something. Times are epoch seconds. */
export interface Completion {
	/** The learner, who has one result. A later completion replaces the earlier one. */
	learner: number;
	/** When it happened. */
	date: number;
	/** When the vendor learns of it. */
	at: number;
	/** How much later its list shows it. */
	lag: number;
}

interface Subscriber {
	callbackUrl: string;
	secret: string;
	isConfirmed: boolean;
	code: string;
	subscriptions: object[];
	queue: Completion[];
	failingSince: number | null;
	retryAt: number;
}

/** How this vendor behaves, where no document says. */
export interface Behavior {
	maxBatch: number;
	retrySeconds: number;
	/** Whether the list has the enrollments that the events have. */
	showsEnrollments: boolean;
	/** Whether the answer to the request for a code comes after the confirmation. */
	waitsForCode: boolean;
}

const DAY = 86_400;
const TYPE = 'COURSE_ITEM_COMPLETED_SUCCESSFULLY';
const ITEM = id(1);

const toIso = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00');

const enrollmentOf = (learner: number): string => id(500_000 + learner);

/** What the list has of a completion. */
export const recordOf = ({ learner, date }: Completion, showsEnrollments: boolean) => ({
	userId: id(1000 + learner),
	courseId: id(2),
	moduleId: id(3),
	courseItemId: ITEM,
	...(showsEnrollments && { enrollmentId: enrollmentOf(learner) }),
	accessDate: '2026-01-01T00:00:00+00:00',
	completionDate: toIso(date),
	completionStatus: 'passed',
});

/** What an event says of it. JSON.parse rounds the date, by less than a microsecond. */
export const messageOf = ({ learner, date }: Completion) => ({
	learnerId: id(1000 + learner),
	courseItemId: ITEM,
	enrollmentIds: [enrollmentOf(learner)],
	completionDate: date * 1e9 + 123_456_789,
});

type Body = Partial<Record<'subscriberName' | 'callbackUrl' | 'secret' | 'code', string>> & {
	subscription?: object;
};
interface Filters {
	enrollmentIds?: string[];
	completionDate?: { startDate?: string; endDate?: string };
	pageSize?: number;
	pageToken?: string;
}

export class Vendor {
	readonly subscribers = new Map<string, Subscriber>();

	/** Posts to n8n. Resolves to the status of its answer, 0 for none. */
	post: (body: string, signature: string) => Promise<number> = async () => await Promise.resolve(0);

	/** Probabilities that a request or its response is lost, and the answer to a call. */
	failureRate = 0;

	lostAnswerRate = 0;

	private codes = 0;

	private isDelivering = false;

	private readonly enrollments = new Map<number, string>();

	private readonly byLearner = new Map<number, Completion[]>();

	constructor(
		private readonly random: Random,
		private readonly behavior: Behavior,
		completions: readonly Completion[],
	) {
		for (const one of completions) {
			this.byLearner.set(one.learner, [...(this.byLearner.get(one.learner) ?? []), one]);
		}
	}

	private get now(): number {
		return Math.floor(Date.now() / 1000);
	}

	/** Tells the subscribers of a completion. */
	announce(completion: Completion): void {
		for (const { isConfirmed, subscriptions, queue } of this.subscribers.values()) {
			if (isConfirmed && subscriptions.length > 0) queue.push(completion);
		}
	}

	/** Delivers what waits, in order, until a call fails. After a day of failures, the subscriber is unconfirmed. */
	async deliver(): Promise<void> {
		if (this.isDelivering) return;
		this.isDelivering = true;
		try {
			await this.deliverAll();
		} finally {
			this.isDelivering = false;
		}
	}

	private async deliverAll(): Promise<void> {
		for (const [name, one] of this.subscribers) {
			while (one.isConfirmed && one.queue.length > 0 && one.retryAt <= this.now) {
				const batch = one.queue.slice(0, this.behavior.maxBatch);
				const body = JSON.stringify({ type: TYPE, payloads: batch.map(messageOf) });
				const signature = createHash('sha256').update(body).update(one.secret).digest('hex');
				const status = await this.post(body, signature);
				const isLost = this.random.next() < this.lostAnswerRate;
				if (this.subscribers.get(name) !== one) break;
				if (status === 200 && !isLost) {
					one.queue.splice(0, batch.length);
					one.failingSince = null;
					continue;
				}
				one.failingSince ??= this.now;
				one.retryAt = this.now + this.behavior.retrySeconds;
				if (this.now - one.failingSince < DAY) continue;
				Object.assign(one, { isConfirmed: false, queue: [], failingSince: null, retryAt: 0 });
			}
		}
	}

	/** Answers a request, as n8n's helper does. */
	readonly request = async (_type: string, request: IHttpRequestOptions): Promise<unknown> => {
		await delay(this.random.between(5, 200));
		const isLost = this.random.next() < this.failureRate;
		if (isLost && this.random.next() < 0.5) throw networkError('ECONNRESET');
		const { method, url, qs, body } = request;
		const content = await this.answer(`${method} ${url}`, { ...(qs ?? {}), ...(body as object) });
		if (isLost) throw networkError('ETIMEDOUT');
		const headers = { date: new Date().toUTCString(), 'content-type': 'application/json' };
		const text = content === null ? '' : JSON.stringify(content);
		return { statusCode: 200, headers, body: Buffer.from(text) };
	};

	private async answer(request: string, parameters: Body & Filters): Promise<unknown> {
		if (request === 'GET /learners/modules/results') return this.list(parameters);
		const { subscriberName = '', callbackUrl = '', secret = '', code } = parameters;
		const known = this.subscribers.get(subscriberName);
		if (request === 'POST /webhook/register') {
			if (known) throw answer(400, 'The name is taken');
			this.subscribers.set(subscriberName, {
				...{ callbackUrl, secret, isConfirmed: false, code: '', subscriptions: [], queue: [] },
				...{ failingSince: null, retryAt: 0 },
			});
			return null;
		}
		if (!known) throw answer(404, 'Subscriber not found');
		switch (request) {
			case 'POST /webhook/remove':
				this.subscribers.delete(subscriberName);
				return null;
			case 'POST /webhook/code/send': {
				known.code = `code-${++this.codes}`;
				const payloads = [JSON.stringify({ code: known.code })];
				const posting = this.post(JSON.stringify({ type: 'CONFIRMATION', payloads }), '');
				if (this.behavior.waitsForCode) await posting;
				return null;
			}
			case 'POST /webhook/confirm':
				if (code !== known.code) throw answer(400, 'The code is wrong');
				known.isConfirmed = true;
				return null;
			case 'POST /webhook/subscribe':
				known.subscriptions = [parameters.subscription ?? {}];
				return null;
			case 'POST /webhook/settings/change':
				Object.assign(known, { secret });
				return null;
			case 'GET /webhook/subscription/list':
				return known.subscriptions;
			case 'GET /webhook/subscriber/info':
				return {
					subscriberStatus: 'ACTIVE',
					confirmationStatus: known.isConfirmed ? 'CONFIRMED' : 'UNCONFIRMED',
					notificationProcessStatus: known.failingSince === null ? 'ACTIVE' : 'SUSPENDED',
				};
			default:
				throw new Error(`No such operation: ${request}`);
		}
	}

	private enrollmentOf(learner: number): string {
		const known = this.enrollments.get(learner) ?? enrollmentOf(learner);
		this.enrollments.set(learner, known);
		return known;
	}

	private list(filters: Filters): object {
		const { enrollmentIds, completionDate, pageSize = 100, pageToken = '0' } = filters;
		const { now } = this;
		const from = Date.parse(completionDate?.startDate ?? '') / 1000 || -Infinity;
		const until = Date.parse(completionDate?.endDate ?? '') / 1000 || Infinity;
		const wanted = enrollmentIds && new Set(enrollmentIds);
		const found = [...this.byLearner].flatMap(([learner, all]) => {
			if (wanted?.has(this.enrollmentOf(learner)) === false) return [];
			const shown = all.findLast(({ at, lag }) => at + lag <= now);
			return shown && shown.date >= from && shown.date <= until ? [shown] : [];
		});
		const start = Number(pageToken);
		const end = start + pageSize;
		const { showsEnrollments } = this.behavior;
		const results = found.slice(start, end).map((one) => recordOf(one, showsEnrollments));
		return { results, ...(end < found.length && { nextPageToken: String(end) }) };
	}
}
