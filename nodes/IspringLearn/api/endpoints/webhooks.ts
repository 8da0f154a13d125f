/**
 * The endpoints of webhook subscribers. Facts only. Account owners and administrators may use them, nobody else. All
 * but `register` answer 404 for an unknown name. There is no list of all subscribers.
 */
import * as schemas from '../schema/records/webhooks';
import type { EmptyEndpoint, ListEndpoint, RecordEndpoint } from './endpoint';
import { READ_PAGE, READ_RECORD } from './endpoint';

const CHANGE = { name: 'webhooks', method: 'POST', answer: 'empty' } as const;

export const WEBHOOKS = {
	/** The name must be new in the account. Name, URL and secret have up to 255 characters each. */
	register: { ...CHANGE, path: '/webhook/register', idempotent: false },

	/** Posts a code to the URL. A new code makes earlier ones invalid. */
	sendCode: { ...CHANGE, path: '/webhook/code/send', idempotent: true },

	/** Events are sent to a confirmed URL only. */
	confirm: { ...CHANGE, path: '/webhook/confirm', idempotent: false },

	/** What a second subscription of the same type does is not documented. */
	subscribe: { ...CHANGE, path: '/webhook/subscribe', idempotent: false },

	/** A changed URL must be confirmed again. Events that wait to be sent stay. */
	changeSettings: { ...CHANGE, path: '/webhook/settings/change', idempotent: true },

	/** Frees the name. Events that wait to be sent are lost. */
	remove: { ...CHANGE, path: '/webhook/remove', idempotent: true },
} as const satisfies Record<string, EmptyEndpoint>;

export const SUBSCRIBER_INFO: RecordEndpoint = {
	...READ_RECORD,
	name: 'webhooks',
	path: '/webhook/subscriber/info',
	wrapper: 'subscriberInfo',
	schema: schemas.SUBSCRIBER,
};

export const SUBSCRIPTIONS: ListEndpoint = {
	...READ_PAGE,
	name: 'webhooks',
	path: '/webhook/subscription/list',
	list: null,
	xmlItem: 'subscription',
	schema: schemas.SUBSCRIPTION,
	unpaged: true,
};
