/** Every message, as a person reads it: on several forms, and with data of several kinds. */
import type { PlainReason } from '../../../nodes/IspringLearn/api/paginator/byLearner/resultsByLearner';
import type { FormDescriptor } from '../../../nodes/IspringLearn/errors/form';
import {
	CREDENTIAL_FORM,
	listForm,
	PICK_LIST_FORM,
	sendForm,
	toolForm,
	triggerForm,
} from '../../../nodes/IspringLearn/errors/form';
import type { Reasons } from '../../../nodes/IspringLearn/errors/messages';
import { describeReason } from '../../../nodes/IspringLearn/errors/messages';
import type { InstantReasons } from '../../../nodes/IspringLearn/errors/messages/instantMessages';
import {
	EVENT_WARNINGS,
	INSTANT_LOG_LINES,
} from '../../../nodes/IspringLearn/errors/messages/instantMessages';
import type { NodeReasons } from '../../../nodes/IspringLearn/errors/messages/nodeMessages';
import {
	LOG_LINES,
	POLL_CONTINUES,
} from '../../../nodes/IspringLearn/errors/messages/nodeMessages';
import {
	ignoredLine,
	plainLine,
} from '../../../nodes/IspringLearn/errors/messages/parallelMessages';
import type { FailedRequest } from '../../../nodes/IspringLearn/errors/messages/requestMessages';
import type { ValueReasons } from '../../../nodes/IspringLearn/errors/messages/valueMessages';
import { describeValue } from '../../../nodes/IspringLearn/errors/messages/valueMessages';
import { withEntries } from '../../../nodes/IspringLearn/errors/messages/writeMessages';
import { SAMPLES } from '../samples';

/** Cases of data for each reason. */
type Cases<R> = { [K in keyof R]: ReadonlyArray<R[K]> };

const IDS = Array.from({ length: 12 }, (_, at) => `85077abc-2639-11ea-8e3f-0a580af40c${at + 10}`);

const LABELS: Readonly<Record<string, string>> = {
	userIds: 'User Names, Emails or IDs',
	courseIds: 'Course Names or IDs',
};

const labelOf = (parameter: string): string => LABELS[parameter] ?? parameter;

const LIST = { filters: true, ids: true, dates: true, limited: true, pageToken: true };
const BARE = { filters: false, ids: false, dates: false, limited: false, pageToken: false };

const FORMS: Readonly<Record<string, FormDescriptor>> = {
	credential: CREDENTIAL_FORM,
	list: listForm(LIST, labelOf),
	'list without filters': listForm(BARE, labelOf),
	'list of sums': listForm({ ...LIST, pageToken: false, summedUpBy: 'userId' }, labelOf),
	change: sendForm(labelOf),
	'pick-list': PICK_LIST_FORM,
	tool: toolForm(listForm(LIST, labelOf)),
	trigger: triggerForm(labelOf),
};

const REQUESTS: ReadonlyArray<Partial<FailedRequest>> = [
	{},
	{ idFilters: Object.values(LABELS) },
	{ idFilters: ['Module Names or IDs'], retries: 0 },
	{ idInPath: 'Course', pastedToken: true },
];

/** Network codes with words of their own. */
const CODES = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'];
const LIMITS = ['ENOSPC', 'EMFILE', 'ENOMEM', 'EACCES', 'EISDIR'];

const REQUEST_REASONS = new Set<keyof Reasons>([
	...(['badRequest', 'unauthorized', 'forbidden', 'notFound', 'unavailable'] as const),
	...(['tooLong', 'rateLimited', 'otherStatus', 'webPageStatus'] as const),
]);

/** More cases of the data of a sample. */
function casesOf({ reason, data }: (typeof SAMPLES)[number]): unknown[] {
	if (REQUEST_REASONS.has(reason)) return REQUESTS.map((more) => ({ ...Object(data), ...more }));
	if (reason === 'notConnected') return CODES.map((code) => ({ code }));
	if (reason === 'machineLimit') return LIMITS.map((errorCode) => ({ errorCode }));
	return [data];
}

const ON_OFF = [true, false];

const NODE_CASES: Cases<NodeReasons> = {
	cancelled: [undefined],
	unusableBaseUrl: [{ problem: "'Base URL' isn't a valid URL" }],
	tooManyItems: ON_OFF.flatMap((isLimited) =>
		ON_OFF.map((canExport) => ({
			...{ maxItems: 100_000, records: 'module results' },
			...{ isLimited, canExport },
		})),
	),
	customApiCall: [undefined],
	unknownChoice: [{ label: 'Operation', value: 'list' }],
	exceptInTools: [{ operation: 'Export to File', choices: "'Get Many'" }],
	truncated: ON_OFF.flatMap((isTooLong) =>
		ON_OFF.map((canSetLimit) => ({ returned: 25, isTooLong, canSetLimit })),
	),
	pageTokenForManyRequests: [{ maxIds: 50 }],
	pageTokenInParallel: [undefined],
	unsettledColumns: [undefined],
	cellTooLong: [{ column: 'description', length: 40_000, maxLength: 32_767 }],
	tooManyColumns: [{ maxColumns: 16_384 }],
	excelFileTooLarge: [undefined],
	fileNotStored: [
		{ reply: 'No space', isFiltered: true },
		{ reply: 'No space', isFiltered: false },
	],
	skippedIds: [1, 12].flatMap((count) =>
		[LABELS.userIds, null].flatMap((label) =>
			ON_OFF.map((isForbidden) => ({ label, ids: IDS.slice(0, count), isForbidden })),
		),
	),
	courseNeeded: [undefined],
	courseOrUserNeeded: [undefined],
	unreadableList: [{ label: 'users' }],
	noEventYet: [undefined],
	noEventInTime: [undefined],
	emptyFilterExpression: [undefined],
};

const CALLBACK = { callbackUrl: 'http://localhost:5678/webhook/5a1e0c2d/webhook' };

const INSTANT_CASES: Cases<InstantReasons> = {
	callbackNotAUrl: [CALLBACK],
	callbackNotHttps: [CALLBACK],
	callbackNotPublic: [CALLBACK],
	callbackTooLong: [{ ...CALLBACK, maxLength: 255 }],
	unconfirmedUrl: ['', 'The URL responded with 502'].map((reply) => ({ ...CALLBACK, reply })),
	forbiddenWebhooks: [undefined],
	temporaryCredential: [undefined],
	nothingReceived: [undefined],
};

const MATCHES = IDS.map((value, at) => ({ name: `Anna Smith ${at}`, value }));

const VALUE_CASES: Cases<ValueReasons> = {
	objectAsFileName: [undefined],
	slashInFileName: [undefined],
	controlCharacterInFileName: [undefined],
	fileNameOnlyEnding: [undefined],
	unknownEvent: [{ choices: 'moduleCompleted' }],
	unknownStart: [undefined],
	invalidStartDate: [undefined],
	ambiguousName: ['user', 'course'].map((thing) => ({ thing, matches: MATCHES })),
	ambiguousEmail: [{ matches: MATCHES.slice(0, 2) }],
	unknownName: ON_OFF.flatMap((needsCourse) =>
		[[], MATCHES.slice(0, 3)].map((similar) => ({
			...{ thing: 'module', nameOf: 'title' },
			...{ similar, needsCourse },
		})),
	),
	nameWithoutCourse: [undefined],
	forbiddenLookup: [{ records: 'users' }],
};

/** A message, its reason and the form that it is read on. */
export interface MessageText {
	where: string;
	headline: string;
	/** Empty for a message that is a headline alone. */
	description: string;
}

function onEveryForm(reason: keyof Reasons, data: unknown): MessageText[] {
	return Object.entries(FORMS).map(([name, form]) => {
		const { message, description } = describeReason(reason, data as never, form);
		return { where: `${reason} on ${name}`, headline: message, description };
	});
}

function valueTexts<R extends keyof ValueReasons>(reason: R): MessageText[] {
	return VALUE_CASES[reason].map((data) => {
		const [problem, description] = describeValue(reason, data);
		return { where: reason, headline: `"Anna" in 'Users' ${problem}`, description };
	});
}

/** What became of the entries of a list, after another message. */
const ENTRY_TEXTS: MessageText[] = ON_OFF.map((mayBeDone) => {
	const entries = { done: IDS.slice(0, 1), failed: IDS, unsent: IDS.slice(1) };
	const write = {
		task: 'deactivate users',
		check: 'Look.',
		mayBeDone,
		mayBePartlyDone: false,
		entries,
	};
	const { description } = withEntries({ description: 'Run the node again.' }, write);
	return { where: `entries ${mayBeDone}`, headline: 'It stopped', description };
});

/** All messages of the tables. */
export const MESSAGE_TEXTS: MessageText[] = [
	...ENTRY_TEXTS,
	...SAMPLES.flatMap((sample) =>
		casesOf(sample).flatMap((data) => onEveryForm(sample.reason, data)),
	),
	...Object.entries({ ...NODE_CASES, ...INSTANT_CASES }).flatMap(([reason, cases]) =>
		cases.flatMap((data) => onEveryForm(reason as keyof Reasons, data)),
	),
	...(Object.keys(VALUE_CASES) as Array<keyof ValueReasons>).flatMap(valueTexts),
];

const PLAIN_REASONS: readonly PlainReason[] = [
	...(['usersUnreadable', 'usersUnfinished', 'learnersRejected', 'filterIgnored'] as const),
	...(['unchecked', 'otherLearners', 'notFaster'] as const),
];

/** The lines for n8n's log, and what follows other messages. */
export const OTHER_TEXTS: string[] = [
	POLL_CONTINUES,
	LOG_LINES.unknownIdsSkipped,
	LOG_LINES.olderCourseList,
	LOG_LINES.unreadableDates('expiryDate', 'certificates'),
	LOG_LINES.emptyColumns(['userName'], 'users', 403),
	LOG_LINES.unseenColumns(['shoeSize'], 'users'),
	LOG_LINES.unseenColumns(['shoeSize', 'hatSize'], 'users'),
	LOG_LINES.emptyColumns(['userName', 'userEmail'], 'users', 'unknownIds'),
	LOG_LINES.unreadableState('iSpring Learn Trigger'),
	LOG_LINES.retry(500),
	LOG_LINES.page(2, 2000, 'users'),
	...(['limit', 'narrowFilter', 'manyIds', 'manyItems'] as const).map(ignoredLine),
	...PLAIN_REASONS.map((reason) => plainLine(reason, 'module results')),
	...Object.values(EVENT_WARNINGS),
	INSTANT_LOG_LINES.wrongSignature('iSpring Learn Instant Trigger'),
	...(['tooLarge', 'notJson', 'noType', 'noCode'] as const).map((reason) =>
		INSTANT_LOG_LINES.foreignBody('iSpring Learn Instant Trigger', reason),
	),
	INSTANT_LOG_LINES.otherEvent('iSpring Learn Instant Trigger', 'USER_REGISTERED'),
	...[1, 2].flatMap((count) => [
		INSTANT_LOG_LINES.repeated('iSpring Learn Instant Trigger', count),
		INSTANT_LOG_LINES.unreadable('iSpring Learn Instant Trigger', count),
	]),
	INSTANT_LOG_LINES.healed('iSpring Learn Instant Trigger'),
	INSTANT_LOG_LINES.unhealthy('iSpring Learn Instant Trigger', 'Too many requests.'),
	INSTANT_LOG_LINES.unconfirmed('iSpring Learn Instant Trigger', 'Too many requests.'),
	INSTANT_LOG_LINES.failed('iSpring Learn Instant Trigger', 'Too many requests.'),
	INSTANT_LOG_LINES.notRemoved('iSpring Learn Instant Trigger', 'Too many requests.'),
];
