/** The words for requests that failed: by the status of the answer, the network, or this machine. */
import type { NetworkFailure } from '../../api/auth/networkError';
import { connectionReason } from '../../api/auth/networkError';
import { isHtml } from '../../api/decoder/body';
import type { FormDescriptor } from '../form';
import { NETWORK_MESSAGES } from './signInMessages';
import type { MessageContext, MessageTable } from './template';
import { joinWithAnd } from './template';

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
	/** n8n's machine lacks something or does not allow it. */
	machineLimit: { errorCode: string };
	/** An error in this package. */
	internalError: { seen: string };
}

/** The reasons that a status of an answer has. */
type StatusReason = {
	[R in keyof RequestReasons]: RequestReasons[R] extends FailedRequest ? R : never;
}[keyof RequestReasons];

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

const CHECK_HOST = 'the API Host in the credential';

/** The places in a form that may hold something iSpring Learn does not accept. */
function placesToCheck({ has }: FormDescriptor): string {
	const places = [
		...(has('Filters') ? ['the values under Filters'] : []),
		...(has('Page Token') ? ['the Page Token under Options if there is one'] : []),
	];
	return places.length > 0 ? places.join(', and ') : CHECK_HOST;
}

const triesMade = ({ retries }: FailedRequest): string =>
	retries > 0 ? `It was asked ${retries + 1} times. ` : '';

function requestLessOften({ again, has }: FormDescriptor): string {
	if (has('Poll Times')) return 'Set longer Poll Times.';
	return has('Request Options')
		? 'Run the workflow less often. With several input items, set Batching under Settings > Request Options, so that they follow one another.'
		: `${again} in a few minutes.`;
}

/** What is wrong with a connection, by network code. */
const NETWORK_CODES: Readonly<Record<string, (form: FormDescriptor) => string>> = {
	ENOTFOUND: () => 'its name is not known. Check the API Host in the credential',
	EAI_AGAIN: () => 'its name could not be looked up. Check the network of your n8n',
	ECONNREFUSED: () => 'nothing answers there. Check the API Host in the credential',
	ECONNRESET: ({ again }) => `the connection broke off. ${again}`,
	ECONNABORTED: (form) => `it took too long to answer. ${afterTimeout(form)}`,
	ETIMEDOUT: (form) => `it took too long to answer. ${afterTimeout(form)}`,
};

function afterTimeout({ again, has }: FormDescriptor): string {
	if (has('Request Options')) {
		const smaller = has('Page Size') ? ', or a smaller Page Size under Options' : '';
		return `Set a longer Timeout under Settings > Request Options${smaller}`;
	}
	return has('Filters') ? 'Add Filters, so that there is less to answer' : `${again} later`;
}

function describeConnection({ data, form }: MessageContext<NetworkFailure>): string {
	const reason = connectionReason(data);
	if (reason !== null) {
		const { message, nextStep } = NETWORK_MESSAGES[reason];
		return `${message} (${data.code}). ${nextStep}`;
	}
	const why =
		NETWORK_CODES[data.code]?.(form) ?? `the connection did not come about. ${form.again}`;
	return `The API Host did not answer (${data.code}): ${why}.`;
}

/** Limits of n8n's machine, by the code of the system. The first match counts. */
const MACHINE_LIMITS: ReadonlyArray<[RegExp, string]> = [
	[/^(ENOSPC|EDQUOT|EFBIG)$/, 'It has no space left to write to'],
	[/^(EMFILE|ENFILE|ENOBUFS|EAGAIN)$/, 'It has too many files or connections open'],
	[/^ENOMEM$/, 'Its memory is used up'],
	[/^(EACCES|EPERM|EROFS)$/, 'It does not allow n8n to do what was needed'],
	[/./, 'It did not read or write a file as expected'],
];

const ISSUES = 'https://github.com/n8n-nodes-ispring-learn/n8n-nodes-ispring-learn/issues';

/** n8n replaces a message that holds a code by one of its own, so codes are in the next steps. */
export const REQUEST_MESSAGES: MessageTable<RequestReasons> = {
	badRequest: {
		message: ({ data: { idFilters } }) =>
			idFilters.length > 0
				? `iSpring Learn did not accept the request: check ${joinWithAnd(idFilters)}`
				: 'iSpring Learn did not accept the request',
		nextStep: ({ data: { idFilters }, form }) =>
			idFilters.length > 0
				? `One ID that does not exist makes iSpring Learn refuse the whole call, however many right ones stand beside it. Check every ID in ${quoted(idFilters)}, and that each is of the right kind${form.has('Skip Invalid IDs') ? ', or turn on Skip Invalid IDs under Options' : ''}.`
				: `Check ${placesToCheck(form)}.`,
	},
	unauthorized: {
		message: ({ data: { pastedToken } }) =>
			pastedToken
				? 'The pasted access token is no longer valid'
				: 'iSpring Learn refused the token, also after it was renewed',
		nextStep: ({ data: { pastedToken } }) =>
			pastedToken
				? 'A token lives 30 minutes. Set Authentication to "Client ID and Secret" in the credential: the node then renews its token by itself.'
				: 'Check that the API key in the credential still exists and belongs to this API Host. If the key is right, set Token Format to the other choice.',
	},
	forbidden: {
		message: ({ data: { label } }) => `This account may not read ${label}`,
		nextStep:
			'The API needs the Business subscription, and the API key has to belong to an account owner, an administrator or a role with the right to see results. Department administrators see their own departments only.',
	},
	notFound: {
		message: ({ data: { label, idInPath } }) =>
			idInPath === undefined
				? `The API Host does not know ${label}`
				: `iSpring Learn does not know what "${idInPath}" holds`,
		nextStep: ({ data: { idInPath } }) =>
			`${idInPath === undefined ? '' : 'It may have been deleted: choose again from the list. '}Check the API Host in the credential. With the domain of your own account, the address ends in /api/v3.`,
	},
	unavailable: {
		message: 'iSpring Learn is not able to answer at the moment',
		nextStep: ({ data, form: { again, has } }) =>
			`${triesMade(data)}${again} later${has('Max Retries') ? '; more Max Retries under Options bridge longer interruptions' : ''}.`,
	},
	tooLong: {
		message: 'The request is longer than the API Host takes at once',
		nextStep: ({ data: { idFilters }, form }) => {
			if (idFilters.length > 0) {
				return `Fill fewer of ${quoted(idFilters)} at the same time, or use fewer IDs.`;
			}
			return form.has('Filters') ? 'Set fewer values under Filters.' : `Check ${CHECK_HOST}.`;
		},
	},
	rateLimited: {
		message: 'iSpring Learn asks for fewer requests',
		nextStep: ({ data, form }) => `${triesMade(data)}${requestLessOften(form)}`,
	},
	otherStatus: {
		message: 'iSpring Learn answered in an unexpected way',
		nextStep: ({ form: { again } }) =>
			`Check the API Host in the credential, then ${again[0].toLowerCase()}${again.slice(1)}.`,
	},
	webPageStatus: {
		message: 'The API Host answered with a web page instead of data',
		nextStep:
			'Check the API Host in the credential: it is the address of the API, not the one where you sign in.',
	},
	notConnected: {
		message: 'iSpring Learn could not be reached',
		nextStep: describeConnection,
	},
	machineLimit: {
		message: 'The machine that n8n runs on stopped the node',
		nextStep: ({ data: { errorCode } }) => {
			const [, limit] =
				MACHINE_LIMITS.find(([pattern]) => pattern.test(errorCode)) ?? MACHINE_LIMITS[0];
			return `${limit} (${errorCode}). iSpring Learn is not the cause. Ask whoever runs your n8n.`;
		},
	},
	internalError: {
		message: 'The iSpring Learn package itself is at fault',
		nextStep: ({ data: { seen } }) =>
			`It came upon something that it does not handle: "${seen}". Neither iSpring Learn nor your workflow is the cause. n8n's log says where it happened: please report it at ${ISSUES}.`,
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

/** The reason that an answer with this status has. */
export function statusReason(status: number, body: string): StatusReason {
	if (isHtml(body) && status < 500 && !GATEWAY_STATUSES.has(status)) return 'webPageStatus';
	return STATUS_REASONS[status] ?? (status >= 500 ? 'unavailable' : 'otherStatus');
}
