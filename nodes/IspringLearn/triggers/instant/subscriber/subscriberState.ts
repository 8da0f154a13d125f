/** What iSpring Learn knows about a subscriber. */
import { SUBSCRIBER_INFO, SUBSCRIPTIONS } from '../../../api/endpoints/webhooks';
import { UNKNOWN_RECORD } from '../../../api/httpStatus';
import { orUnreadable } from '../../../api/requester/requestError';
import type { SendRequest } from '../../../api/requester/requester';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';

/** The state of a subscriber. */
export type SubscriberState =
	| { kind: 'missing' }
	/** The response says nothing useful: the vendor's OpenAPI file has no body for it. */
	| { kind: 'unknown' }
	| { kind: 'known'; isConfirmed: boolean; isActive: boolean; isSuspended: boolean };

/** Statuses for an unknown name: 404 by the documents, 400 as for other unknown IDs. */
export const UNKNOWN_NAME = UNKNOWN_RECORD;

const CONFIRMATIONS: ReadonlyMap<string, boolean> = new Map([
	['CONFIRMED', true],
	['UNCONFIRMED', false],
]);

/** Interprets what the API returns. A value that no document lists says nothing. */
export function toState(info: RawRecord): SubscriberState {
	const read = (name: string): string => readId(info, name).toUpperCase();
	const isConfirmed = CONFIRMATIONS.get(read('confirmationStatus'));
	if (isConfirmed === undefined) return { kind: 'unknown' };
	return {
		kind: 'known',
		isConfirmed,
		isActive: read('subscriberStatus') !== 'INACTIVE',
		isSuspended: read('notificationProcessStatus') === 'SUSPENDED',
	};
}

/**
 * Reads the state of a subscriber.
 * @throws what the request threw, unless the subscriber is missing, or the response says nothing useful
 */
export async function readState(call: SendRequest, name: string): Promise<SubscriberState> {
	const info = await orUnreadable(call(SUBSCRIBER_INFO, { subscriberName: name }), UNKNOWN_NAME);
	if (info === null) return { kind: 'unknown' };
	return typeof info === 'number' ? { kind: 'missing' } : toState(info);
}

/**
 * Reads the subscriptions of a subscriber; none for one that is missing, null if the response says nothing useful.
 * @throws what the request threw otherwise
 */
export async function readSubscriptions(
	call: SendRequest,
	name: string,
): Promise<RawRecord[] | null> {
	const page = await orUnreadable(call(SUBSCRIPTIONS, { subscriberName: name }), UNKNOWN_NAME);
	if (page === null) return null;
	return typeof page === 'number' ? [] : page.records;
}
