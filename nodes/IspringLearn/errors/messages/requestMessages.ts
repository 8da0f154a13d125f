/** The words for requests that failed: by the status of the response, the network, or this machine. */
import type { NetworkFailure } from '../../api/auth/networkError';
import { connectionReason } from '../../api/auth/networkError';
import { isHtml } from '../../api/decoder/body';
import type { FormDescriptor } from '../form';
import { CONNECTION_REASONS, NETWORK_MESSAGES } from './signInMessages';
import type { MessageContext, MessageTable } from './template';
import { CHECK_REGION, CUSTOM_DOMAIN, joinWithAnd, joinWithOr, quoteLabel } from './template';
import type { FailedWrite } from './writeMessages';

/** The request that failed, as far as it helps to explain the failure. */
export interface FailedRequest {
	/** The records in the plural, such as "module results". */
	label: string;
	/** Labels of the filters that held IDs. */
	idFilters: readonly string[];
	/** Label of the field whose ID is part of the path. */
	idInPath?: string;
	/** True when the credential holds a pasted token instead of a key pair. */
	pastedToken: boolean;
	/** Tries after the first one. */
	retries: number;
	/** Set for a request that changes something. */
	write?: FailedWrite;
}

/** Why a request failed. */
export interface RequestReasons {
	badRequest: FailedRequest;
	unauthorized: FailedRequest;
	forbidden: FailedRequest;
	notFound: FailedRequest;
	unavailable: FailedRequest;
	tooLong: FailedRequest;
	rateLimited: FailedRequest;
	otherStatus: FailedRequest;
	webPageStatus: FailedRequest;
	notConnected: NetworkFailure;
	/** n8n's server lacks something or does not allow it. */
	machineLimit: { errorCode: string };
	/** An error in this package. */
	internalError: { seen: string };
}

/** The reasons for a status of a response. */
type StatusReason = {
	[R in keyof RequestReasons]: RequestReasons[R] extends FailedRequest ? R : never;
}[keyof RequestReasons];

/** The places in a form whose values iSpring Learn may reject. */
function describePlaces({ has }: FormDescriptor): string {
	const places = [
		...(has('Filters') ? ["the values under 'Filters'"] : []),
		...(has('Page Token') ? ["'Page Token' under 'Options'"] : []),
	];
	return places.length > 0 ? `Check ${joinWithAnd(places)}.` : `${CHECK_REGION}.`;
}

const describeTries = ({ retries }: FailedRequest): string =>
	retries > 0 ? ` Tried ${retries + 1} times.` : '';

function requestLessOften({ write }: FailedRequest, { again, has }: FormDescriptor): string {
	if (has('Poll Times')) return "Change 'Poll Times' to poll less often.";
	// Input items are written one after another already.
	if (write) return "Run the workflow less often, or increase 'Max Retries' under 'Options'.";
	return has('Request Options')
		? "Run the workflow less often. With several input items, set 'Batching' under 'Settings' > 'Request Options' to process items one after another."
		: `${again} in a few minutes.`;
}

type NextStep = (form: FormDescriptor) => string;

const checkRegion: NextStep = () => CHECK_REGION;

const again: NextStep = (form) => form.again;

const waitLonger: NextStep = ({ again, has }) => {
	if (has('Request Options')) {
		const smaller = has('Page Size') ? ", or reduce 'Page Size' under 'Options'" : '';
		return `Increase 'Timeout' under 'Settings' > 'Request Options'${smaller}`;
	}
	return has('Filters') ? "Add 'Filters' to request less data" : `${again} later`;
};

/** What to do about a connection, by network code: without a full stop. */
const CONNECTION_STEPS: Readonly<Record<string, NextStep>> = {
	ENOTFOUND: checkRegion,
	EAI_AGAIN: () => "Check your n8n server's network",
	ECONNREFUSED: checkRegion,
	ECONNABORTED: waitLonger,
	ETIMEDOUT: waitLonger,
	EPROTO: checkRegion,
};

function describeConnection({ data, form }: MessageContext<NetworkFailure>): string {
	const known = connectionReason(data);
	if (known !== null) {
		const { message, nextStep } = NETWORK_MESSAGES[known];
		return `${message} (${data.code}). ${nextStep}`;
	}
	const nextStep = CONNECTION_STEPS[data.code] ?? again;
	const reason = CONNECTION_REASONS[data.code] ?? "n8n couldn't connect";
	return `${nextStep(form)}. ${reason} (${data.code}).`;
}

/** How a connection was lost, after the request may have arrived: without its full stop. */
export const describeLostConnection = ({ code }: NetworkFailure): string =>
	`${CONNECTION_REASONS[code] ?? 'The connection was lost'} (${code})`;

/** Limits of n8n's server, by the code of its system. The first match counts. */
const SERVER_LIMITS: ReadonlyArray<[RegExp, string]> = [
	[/^(ENOSPC|EDQUOT|EFBIG)$/, 'The server has no disk space left'],
	[/^(EMFILE|ENFILE|ENOBUFS|EAGAIN)$/, 'The server has too many open files or connections'],
	[/^ENOMEM$/, 'The server is out of memory'],
	[/^(EACCES|EPERM|EROFS)$/, "The server doesn't allow n8n to do this"],
	[/./, "The server couldn't read or write a file"],
];

const ISSUES = 'https://github.com/n8n-nodes-ispring-learn/n8n-nodes-ispring-learn/issues';

const UNKNOWN_ID_IN_PATH =
	'Choose from the list again. What was selected before may have been deleted. Otherwise, check the region in the credential.';

/** n8n replaces a message that holds a code by one of its own, so codes are in the next steps. */
export const REQUEST_MESSAGES: MessageTable<RequestReasons> = {
	badRequest: {
		message: ({ data: { idFilters, idInPath } }) => {
			if (idFilters.length > 0) {
				return `An ID in ${joinWithOr(idFilters.map(quoteLabel))} doesn't exist`;
			}
			return idInPath === undefined
				? 'iSpring Learn rejected the request'
				: `The ID in '${idInPath}' doesn't exist`;
		},
		nextStep: ({ data: { idFilters, idInPath }, form }) => {
			if (idFilters.length > 0) {
				return `Remove the ID${form.has('Skip Invalid IDs') ? ", or turn on 'Skip Invalid IDs' under 'Options'" : ''}. iSpring Learn rejects the whole request if one ID is unknown.`;
			}
			return idInPath === undefined ? describePlaces(form) : UNKNOWN_ID_IN_PATH;
		},
	},
	unauthorized: {
		message: ({ data: { pastedToken } }) =>
			pastedToken
				? 'The access token has expired'
				: 'iSpring Learn rejected the access token, even after renewing it',
		nextStep: ({ data: { pastedToken } }) =>
			pastedToken
				? "Tokens last 30 minutes. In the credential, set 'Authentication' to 'Client ID and Secret' so that n8n renews them automatically."
				: 'Check that the API key in the credential still exists, and that it belongs to the selected region.',
	},
	forbidden: {
		message: ({ data: { label } }) => `This API key isn't allowed to read ${label}`,
		nextStep:
			'Use an API key of an account owner, an administrator or a role that can view results. The API requires the Business or Enterprise subscription. Others, such as department administrators, can only read their own departments.',
	},
	notFound: {
		message: ({ data: { label, idInPath } }) =>
			idInPath === undefined
				? `No ${label} found at this address`
				: `The ID in '${idInPath}' doesn't exist`,
		nextStep: ({ data: { idInPath } }) =>
			idInPath === undefined ? `${CHECK_REGION}. ${CUSTOM_DOMAIN}` : UNKNOWN_ID_IN_PATH,
	},
	unavailable: {
		message: 'iSpring Learn is currently unavailable',
		nextStep: ({ data, form: { again, has } }) =>
			`${again} later${has('Max Retries') ? ", or increase 'Max Retries' under 'Options'" : ''}.${describeTries(data)}`,
	},
	tooLong: {
		message: 'The request is too long',
		nextStep: ({ data: { idFilters }, form }) => {
			if (idFilters.length > 0) {
				return `Use fewer IDs in ${joinWithOr(idFilters.map(quoteLabel))}.`;
			}
			return form.has('Filters') ? "Set fewer values under 'Filters'." : `${CHECK_REGION}.`;
		},
	},
	rateLimited: {
		message: 'Too many requests',
		nextStep: ({ data, form }) => `${requestLessOften(data, form)}${describeTries(data)}`,
	},
	otherStatus: {
		message: 'Unexpected response from iSpring Learn',
		nextStep: ({ form: { again } }) =>
			`${CHECK_REGION}, then ${again[0].toLowerCase()}${again.slice(1)}.`,
	},
	webPageStatus: {
		message: 'The response is a web page instead of data',
		nextStep: `${CHECK_REGION}. ${CUSTOM_DOMAIN}`,
	},
	notConnected: {
		message: "Couldn't reach iSpring Learn",
		nextStep: describeConnection,
	},
	machineLimit: {
		message: 'The server that n8n runs on stopped the node',
		nextStep: ({ data: { errorCode } }) => {
			const [, limit] =
				SERVER_LIMITS.find(([pattern]) => pattern.test(errorCode)) ?? SERVER_LIMITS[0];
			return `Ask your n8n administrator. ${limit} (${errorCode}). iSpring Learn isn't the cause.`;
		},
	},
	internalError: {
		message: 'The iSpring Learn package has a bug',
		nextStep: ({ data: { seen } }) =>
			`Please report it at ${ISSUES} with the details from n8n's log. The node stopped at: "${seen}".`,
	},
};

const STATUS_REASONS: Readonly<Record<number, StatusReason>> = {
	400: 'badRequest',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'notFound',
	408: 'unavailable',
	414: 'tooLong',
	425: 'unavailable',
	429: 'rateLimited',
	431: 'tooLong',
};

/** Statuses for which a gateway in front of the right API sends a page of its own. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([401, 408, 414, 425, 429, 431]);

/** The reason for a response with this status. */
export function statusReason(status: number, body: string): StatusReason {
	if (isHtml(body) && status < 500 && !GATEWAY_STATUSES.has(status)) return 'webPageStatus';
	return STATUS_REASONS[status] ?? (status >= 500 ? 'unavailable' : 'otherStatus');
}
