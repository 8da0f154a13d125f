/** The words for what stops the instant trigger, for n8n's log, and for items that lack something. */
import type { MessageTable } from './template';
import { formatCount } from './template';

/** Why events can't be received. `callbackUrl` is n8n's URL of the trigger. */
export interface InstantReasons {
	callbackNotAUrl: { callbackUrl: string };
	callbackNotHttps: { callbackUrl: string };
	/** On this machine, or in a private network. */
	callbackNotPublic: { callbackUrl: string };
	callbackTooLong: { callbackUrl: string; maxLength: number };
	/** iSpring Learn has not confirmed the URL. `reply` is its message, if it sent one. */
	unconfirmedUrl: { callbackUrl: string; reply: string };
	forbiddenWebhooks: undefined;
	/** A credential with an access token, which iSpring Learn accepts for 30 minutes. */
	temporaryCredential: undefined;
	/** The trigger was run without an event. */
	nothingReceived: undefined;
}

const SET_URL =
	"Ask your n8n administrator to set the environment variable N8N_WEBHOOK_URL (in older versions, WEBHOOK_URL) to n8n's public address, which starts with https://.";

const POLL_INSTEAD =
	"If iSpring Learn can't reach your n8n, use the iSpring Learn Trigger instead. It polls, so it works behind a firewall.";

export const INSTANT_MESSAGES: MessageTable<InstantReasons> = {
	callbackNotAUrl: {
		message: "n8n's URL for this trigger isn't a valid URL",
		nextStep: ({ data: { callbackUrl } }) => `${SET_URL} It is now: "${callbackUrl}".`,
	},
	callbackNotHttps: {
		message: "n8n's URL for this trigger doesn't start with https",
		nextStep: ({ data: { callbackUrl } }) =>
			`iSpring Learn only sends events to secure URLs. ${SET_URL} It is now: "${callbackUrl}". ${POLL_INSTEAD}`,
	},
	callbackNotPublic: {
		message: "iSpring Learn can't reach n8n's URL for this trigger",
		nextStep: ({ data: { callbackUrl } }) =>
			`The URL only works on your machine or in your network: "${callbackUrl}". ${SET_URL} ${POLL_INSTEAD}`,
	},
	callbackTooLong: {
		message: ({ data: { maxLength } }) =>
			`n8n's URL for this trigger has more than ${formatCount(maxLength)} characters`,
		nextStep: ({ data: { callbackUrl, maxLength } }) =>
			`iSpring Learn accepts up to ${formatCount(maxLength)} characters, and this URL has ${formatCount(callbackUrl.length)}. Ask your n8n administrator to set a shorter N8N_WEBHOOK_URL.`,
	},
	unconfirmedUrl: {
		message: "iSpring Learn couldn't reach n8n's URL for this trigger",
		nextStep: ({ data: { callbackUrl, reply } }) =>
			[
				...(reply === '' ? [] : [`It says: "${reply}".`]),
				`The URL wasn't confirmed: "${callbackUrl}".`,
				'Check that the URL opens from the internet, and that your firewall or reverse proxy lets POST requests from iSpring Learn through.',
				"If the address is wrong, ask your n8n administrator to set N8N_WEBHOOK_URL to n8n's public address.",
				POLL_INSTEAD,
			].join(' '),
	},
	forbiddenWebhooks: {
		message: "This API key isn't allowed to use webhooks",
		nextStep:
			'Use an API key of an account owner or account administrator, and check that your iSpring Learn plan includes webhooks. Or use the iSpring Learn Trigger, which polls.',
	},
	temporaryCredential: {
		message: "An access token isn't enough to publish this trigger",
		nextStep:
			"It expires after 30 minutes, and then events can't be read. In the credential, set 'Authentication' to 'Client ID and Secret'.",
	},
	nothingReceived: {
		message: 'No event was received',
		nextStep:
			"Open the trigger and select 'Execute step'. While n8n listens, do something in iSpring Learn that the trigger waits for. Or publish the workflow.",
	},
};

/** Why an item lacks something. */
export type EventWarning = keyof typeof EVENT_WARNINGS;

/** What such an item says in the field `warning`. */
export const EVENT_WARNINGS = {
	invalidIds:
		"The event doesn't have the IDs that iSpring Learn documents, so nothing was looked up.",
	notFound:
		"iSpring Learn doesn't list this record yet, so the item only contains what the event says. Get the record later in the workflow.",
	notYetCompleted:
		"iSpring Learn doesn't list this result as completed yet, so the item only contains what the event says. Get the result later in the workflow.",
	partlyUnreadable:
		"iSpring Learn doesn't return the meeting or its session, so the item lacks some values. They may have been deleted, or this API key isn't allowed to read them.",
	earlierCompletion: 'The completion date of this result is earlier than the date of the event.',
	unreadable:
		"iSpring Learn doesn't return the record of this event, so the item only contains what the event says. The record may have been deleted, or this API key isn't allowed to read it.",
} as const;

/** Why a request isn't an event. */
export type ForeignReason = keyof typeof FOREIGN_REASONS;

const FOREIGN_REASONS = {
	tooLarge: 'its body is larger than 16 MB',
	notJson: "its body isn't a JSON object",
	noType: 'it has no type',
	noCode: 'it is a confirmation without a code',
} as const;

const countEvents = (count: number): string =>
	count === 1 ? '1 event' : `${formatCount(count)} events`;

const countEntries = (count: number): string =>
	count === 1
		? "1 entry that isn't an object"
		: `${formatCount(count)} entries that aren't objects`;

/** The lines for n8n's log. */
export const INSTANT_LOG_LINES = {
	wrongSignature: (node: string) =>
		`${node}: rejected a request without a valid signature. If the client secret in the credential has changed, the trigger corrects this within 15 minutes. Otherwise, the request isn't from iSpring Learn.`,
	foreignBody: (node: string, reason: ForeignReason) =>
		`${node}: ignored a request that isn't an event of iSpring Learn, because ${FOREIGN_REASONS[reason]}.`,
	otherEvent: (node: string, type: string) =>
		`${node}: ignored a request with events of another type (${type}).`,
	repeated: (node: string, count: number) =>
		`${node}: ignored ${countEvents(count)} that the workflow has received before.`,
	unreadable: (node: string, count: number) =>
		`${node}: ignored ${countEntries(count)} in a request.`,
	unconfirmed: (node: string, reason: string) =>
		`${node}: couldn't confirm n8n's URL to iSpring Learn. ${reason}`,
	failed: (node: string, reason: string) =>
		`${node}: couldn't process a request, so iSpring Learn will send it again. ${reason}`,
	healed: (node: string) =>
		`${node}: registered the webhook in iSpring Learn again, because it was missing, no longer confirmed, or had other filters.`,
	unhealthy: (node: string, reason: string) =>
		`${node}: couldn't check the webhook in iSpring Learn. ${reason}`,
	unchecked: (node: string) =>
		`${node}: couldn't check the webhook in iSpring Learn as n8n started. The next check is in a few minutes.`,
	notRemoved: (node: string, reason: string) =>
		`${node}: couldn't remove the webhook from iSpring Learn, which stops using it after a day. ${reason}`,
} as const;
