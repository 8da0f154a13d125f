/** Says what went wrong in words for somebody who does not code: what happened, and how to go on. */
import { isHtml } from '../api/decoder/decodePage';
import { apiErrorMessage } from '../api/decoder/apiErrorMessage';
import type { DecodeReasons } from '../api/decoder/decodeError';
import type { PaginationReasons } from '../api/paginator/paginationError';
import type { Obstacle } from '../api/auth/obstacles';
import { alterationOf, blockedBy, obstacleOf } from '../api/auth/obstacles';
import type { Unreached } from '../api/auth/networkError';
import type { RequestError } from '../api/requester/requestError';
import type { FormDescriptor } from './form';
import { internalWords, machineWords } from './internalMessages';
import { READ_MESSAGES } from './readMessages';
import { fillTemplate, listed } from './template';

/** What n8n shows: the message as a headline, the description under it. */
export interface Message {
	message: string;
	description: string;
	httpCode?: string;
}

/** What was asked for, as far as it helps to explain. */
export interface ErrorContext {
	/** The records in the plural, such as "module results". */
	label: string;
	/** Filters that held ids, by the names the form shows. */
	idFilters: readonly string[];
	/** The field whose id stands in the path of the request, by the name the form shows. */
	idInPath?: string;
	/** What advice may name. */
	form: FormDescriptor;
	/** True when the credential holds a pasted token instead of a key pair. */
	pastedToken: boolean;
	/** Tries that were made beyond the first. */
	retries: number;
}

interface Say {
	happened: (asked: ErrorContext) => string;
	next: (asked: ErrorContext) => string;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

const BAD_REQUEST: Say = {
	happened: ({ idFilters }) =>
		idFilters.length > 0
			? `iSpring Learn did not accept the request: check ${listed(idFilters)}`
			: 'iSpring Learn did not accept the request',
	next: ({ idFilters, form }) =>
		idFilters.length > 0
			? `One ID that does not exist makes iSpring Learn refuse the whole call, however many right ones stand beside it. Check every ID in ${quoted(idFilters)}, and that each is of the right kind${form.has('Skip Invalid IDs') ? ', or turn on Skip Invalid IDs under Options' : ''}.`
			: `Check ${checked(form)}.`,
};

/** What of a form may hold something that is not accepted. */
function checked({ has }: FormDescriptor): string {
	const places = [
		...(has('Filters') ? ['the values under Filters'] : []),
		...(has('Page Token') ? ['the Page Token under Options if there is one'] : []),
	];
	return places.length > 0 ? places.join(', and ') : CHECK_HOST;
}

const CHECK_HOST = 'the API Host in the credential';

const triesMade = (retries: number): string =>
	retries > 0 ? `It was asked ${retries + 1} times. ` : '';

const SERVER_SIDE: Say = {
	happened: () => 'iSpring Learn is not able to answer at the moment',
	next: ({ retries, form: { again, has } }) =>
		`${triesMade(retries)}${again} later${has('Max Retries') ? '; more Max Retries under Options bridge longer interruptions' : ''}.`,
};

const TOO_LONG: Say = {
	happened: () => 'The request is longer than the API Host takes at once',
	next: ({ idFilters, form }) => {
		if (idFilters.length > 0) {
			return `Fill fewer of ${quoted(idFilters)} at the same time, or use fewer IDs.`;
		}
		return form.has('Filters') ? 'Set fewer values under Filters.' : `Check ${CHECK_HOST}.`;
	},
};

function lessOften({ again, has }: FormDescriptor): string {
	if (has('Poll Times')) return 'Set longer Poll Times.';
	return has('Request Options')
		? 'Run the workflow less often. With several input items, set Batching under Settings > Request Options, so that they follow one another.'
		: `${again} in a few minutes.`;
}

const STATUSES: Record<number, Say> = {
	400: BAD_REQUEST,
	401: {
		happened: ({ pastedToken }) =>
			pastedToken
				? 'The pasted access token is no longer valid'
				: 'iSpring Learn refused the token, also after it was renewed',
		next: ({ pastedToken }) =>
			pastedToken
				? 'A token lives 30 minutes. Set Authentication to "Client ID and Secret" in the credential: the node then renews its token by itself.'
				: 'Check that the API key in the credential still exists and belongs to this API Host. If the key is right, set Token Format to the other choice.',
	},
	403: {
		happened: ({ label }) => `This account may not read ${label}`,
		next: () =>
			'The API needs the Business subscription, and the API key has to belong to an account owner, an administrator or a role with the right to see results. Department administrators see their own departments only.',
	},
	404: {
		happened: ({ label, idInPath }) =>
			idInPath === undefined
				? `The API Host does not know ${label}`
				: `iSpring Learn does not know what "${idInPath}" holds`,
		next: ({ idInPath }) =>
			`${idInPath === undefined ? '' : 'It may have been deleted: choose again from the list. '}Check the API Host in the credential. With the domain of your own account, the address ends in /api/v3.`,
	},
	408: SERVER_SIDE,
	414: TOO_LONG,
	425: SERVER_SIDE,
	429: {
		happened: () => 'iSpring Learn asks for fewer requests',
		next: ({ retries, form }) => `${triesMade(retries)}${lessOften(form)}`,
	},
	431: TOO_LONG,
};

const OTHER_STATUS: Say = {
	happened: () => 'iSpring Learn answered in an unexpected way',
	next: ({ form: { again } }) =>
		`Check the API Host in the credential, then ${again[0].toLowerCase()}${again.slice(1)}.`,
};

const HTML_STATUS: Say = {
	happened: () => 'The API Host answered with a web page instead of data',
	next: () =>
		'Check the API Host in the credential: it is the address of the API, not the one where you sign in.',
};

const NETWORK: Record<string, (form: FormDescriptor) => string> = {
	ENOTFOUND: () => 'its name is not known. Check the API Host in the credential',
	EAI_AGAIN: () => 'its name could not be looked up. Check the network of your n8n',
	ECONNREFUSED: () => 'nothing answers there. Check the API Host in the credential',
	ECONNRESET: ({ again }) => `the connection broke off. ${again}`,
};

const TIMEOUTS: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT']);

function networkWords(unreached: Unreached, asked: ErrorContext): string {
	const obstacle = obstacleOf(unreached);
	if (obstacle) return `${obstacle.happened} (${unreached.code}). ${obstacle.next}`;
	return `The API Host did not answer (${unreached.code}): ${networkReason(unreached.code, asked)}.`;
}

function afterTimeout({ again, has }: FormDescriptor): string {
	if (has('Request Options')) {
		return 'Set a longer Timeout under Settings > Request Options, or a smaller Page Size under Options';
	}
	return has('Filters') ? 'Add Filters, so that there is less to answer' : `${again} later`;
}

function networkReason(code: string, { form }: ErrorContext): string {
	if (TIMEOUTS.has(code)) return `it took too long to answer. ${afterTimeout(form)}`;
	return NETWORK[code]?.(form) ?? `the connection did not come about. ${form.again}`;
}

/** Statuses that a gateway in front of the right API answers with a page of its own. */
const FROM_GATEWAYS: ReadonlySet<number> = new Set([401, 408, 414, 425, 429, 431]);

function sayOf(status: number, body: string): Say {
	if (isHtml(body) && status < 500 && !FROM_GATEWAYS.has(status)) return HTML_STATUS;
	return STATUSES[status] ?? (status >= 500 ? SERVER_SIDE : OTHER_STATUS);
}

/** The words in the answer are those of a proxy or firewall, not of iSpring Learn. */
function explainBlocked(
	{ happened, next }: Obstacle,
	{ status, body }: { status: number; body: string },
): Message {
	const said = apiErrorMessage(body);
	return {
		message: `${happened} (status ${status})`,
		description: said === '' ? next : `It says: "${said}". ${next}`,
		httpCode: String(status),
	};
}

type Reasons = DecodeReasons & PaginationReasons;

/** The words for a reason, with its data and the names of the form. */
export const describeReason = <R extends keyof Reasons>(
	reason: R,
	data: Reasons[R],
	form: FormDescriptor,
): Message => fillTemplate<Reasons[R]>(READ_MESSAGES[reason], { data, form });

/** The explanation of a fault. The vendor's own message is quoted when there is one. */
export function toMessage(fault: RequestError, asked: ErrorContext): Message {
	switch (fault.kind) {
		case 'status': {
			const blocked = blockedBy(fault.status, isHtml(fault.body));
			if (blocked) return explainBlocked(blocked, fault);
			const say = sayOf(fault.status, fault.body);
			const said = apiErrorMessage(fault.body);
			return {
				message: `${say.happened(asked)} (status ${fault.status})`,
				description:
					said === '' ? say.next(asked) : `iSpring Learn says: "${said}". ${say.next(asked)}`,
				httpCode: String(fault.status),
			};
		}
		case 'network':
			return {
				// No code in the message: n8n puts words of its own in the place of one that has.
				message: 'iSpring Learn could not be reached',
				description: networkWords(fault, asked),
			};
		case 'altered': {
			const { happened, next } = alterationOf(fault.code);
			return { message: happened, description: `${next} (${fault.code})` };
		}
		case 'page':
			return describeReason(fault.refusal.reason, fault.refusal.data, asked.form);
		case 'token':
			return {
				message: fault.refusal.headline,
				description:
					fault.refusal.faultCode === null
						? fault.refusal.nextStep
						: `${fault.refusal.nextStep} (${fault.refusal.faultCode})`,
				...(fault.refusal.answerStatus === null
					? {}
					: { httpCode: String(fault.refusal.answerStatus) }),
			};
		case 'machine':
			return machineWords(fault.code);
		case 'internal':
			return internalWords(fault.message);
		case 'other':
			return { message: fault.message, description: `${asked.form.again}.` };
	}
}
