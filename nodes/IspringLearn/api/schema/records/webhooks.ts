/** The schemas of webhook subscribers, which receive events at a URL. */
import type { RecordSchema } from '../recordSchema';

/** The states of a subscriber. Its page in the vendor's help documents them; the OpenAPI file has no body for it. */
export const SUBSCRIBER: RecordSchema = {
	primaryKey: ['confirmationStatus'],
	columns: [
		{ name: 'subscriberStatus', type: 'enum' },
		{ name: 'confirmationStatus', type: 'enum' },
		{ name: 'notificationProcessStatus', type: 'enum' },
	],
};

/** The type of event that a subscriber receives, and the filters for it. */
export const SUBSCRIPTION: RecordSchema = {
	primaryKey: ['subscriptionType'],
	columns: [
		{ name: 'subscriptionType', type: 'enum' },
		{ name: 'params', type: 'list' },
	],
};
