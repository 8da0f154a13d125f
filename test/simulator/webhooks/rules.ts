/** How calls are signed: by a hash over the body followed by the secret, or by an HMAC. `HEX` is in upper case. */
export interface SignatureForm {
	by: 'hash' | 'hmac';
	encoding: 'hex' | 'HEX' | 'base64';
	prefix: string;
}

/** What the documentation of webhooks leaves open or says in several ways. */
export interface WebhookRules {
	/** The form of X-Hub-Signature, sent "once a secret is set"; `none`: never sent. */
	signature: SignatureForm | 'none';
	/** The payload of the call that confirms a URL: `{"code":"…"}` as a text, as an object, or the bare code. */
	confirmation: 'text' | 'object' | 'code';
	/** The type of that call (CONFIRMATION). */
	confirmationType: string;
	/** Whether that call is signed. */
	signsConfirmation: boolean;
	/** Whether `/webhook/code/send` answers before that call, or after it, with 400 for a call that was not accepted. */
	codeSending: 'later' | 'waits' | 'checks';
	/** The names of types in calls: `USER_REGISTERED`, or `UserRegistered` as in older pages. */
	eventNames: 'constants' | 'classes';
	/** The form of messages in `payloads`. */
	messages: 'object' | 'text';
	completionDate: 'number' | 'text';
	/** A list, or "older page: one value". */
	updatedAttributes: 'list' | 'single';
	/** Which of several ids a message holds when a filter matches some of them. */
	filteredIds: 'matching' | 'all';
	/** Whether a success is announced as a changed status, too. */
	statusOfCompletion: boolean;
	/** "404 subscriber not found", or as for other unknown ids. */
	unknownSubscriber: 400 | 404;
	/** The body of `/webhook/subscriber/info`. The help pages have one, the OpenAPI file does not. */
	subscriberInfo: 'documented' | 'empty';
	/** The `notificationProcessStatus` of a subscriber that has nothing to send. */
	idleProcess: 'ACTIVE' | 'INACTIVE';
	/** Whether a subscriber may subscribe before its URL is confirmed. */
	subscribesUnconfirmed: boolean;
	/** What subscribing to the same type again does. */
	subscribedTwice: 'replace' | 'refuse';
	/** The number of types per subscriber. One page says one, a sample of another shows two. */
	maxSubscriptions: number;
	/** What happens to a filter with an id that does not exist. */
	unknownFilterIds: 'accept' | 'refuse';
	/** The statuses of an accepted call. */
	acceptedStatuses: readonly number[];
	/** The number of messages per call. */
	maxBatch: number;
	/** The time between two attempts. */
	retrySeconds: number;
	/** How long a call waits for its answer, in real time. */
	deliveryTimeoutMs: number;
}

export const WEBHOOK_RULES: WebhookRules = {
	signature: { by: 'hash', encoding: 'hex', prefix: '' },
	confirmation: 'text',
	confirmationType: 'CONFIRMATION',
	signsConfirmation: false,
	codeSending: 'later',
	eventNames: 'constants',
	messages: 'object',
	completionDate: 'number',
	updatedAttributes: 'list',
	filteredIds: 'matching',
	statusOfCompletion: true,
	unknownSubscriber: 404,
	subscriberInfo: 'documented',
	idleProcess: 'ACTIVE',
	subscribesUnconfirmed: true,
	subscribedTwice: 'replace',
	maxSubscriptions: Infinity,
	unknownFilterIds: 'accept',
	acceptedStatuses: [200],
	maxBatch: 100,
	retrySeconds: 600,
	deliveryTimeoutMs: 10_000,
};
