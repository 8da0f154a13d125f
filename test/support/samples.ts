/** One error for every reason that api/ may throw. */
import type { AuthenticationReasons } from '../../nodes/IspringLearn/api/auth/authenticationError';
import { AuthenticationError } from '../../nodes/IspringLearn/api/auth/authenticationError';
import type { HostReasons } from '../../nodes/IspringLearn/api/auth/host';
import { HostError } from '../../nodes/IspringLearn/api/auth/host';
import type { Reasons } from '../../nodes/IspringLearn/errors/messages';
import type {
	FailedRequest,
	RequestReasons,
} from '../../nodes/IspringLearn/errors/messages/requestMessages';
import type { WriteReasons } from '../../nodes/IspringLearn/errors/messages/writeMessages';
import type { FileReasons } from '../../nodes/IspringLearn/api/download/fileError';
import { FileError } from '../../nodes/IspringLearn/api/download/fileError';
import type { DecodeReasons } from '../../nodes/IspringLearn/api/decoder/decodeError';
import { DecodeError } from '../../nodes/IspringLearn/api/decoder/decodeError';
import type { PaginationReasons } from '../../nodes/IspringLearn/api/paginator/paginationError';
import { PaginationError } from '../../nodes/IspringLearn/api/paginator/paginationError';

export const DECODE_ERRORS: { [R in keyof DecodeReasons]: DecodeError } = {
	emptyBody: new DecodeError('emptyBody'),
	missingPage: new DecodeError('missingPage'),
	webPage: new DecodeError('webPage'),
	plainText: new DecodeError('plainText', { excerpt: 'Seen' }),
	bareList: new DecodeError('bareList'),
	bareValue: new DecodeError('bareValue', { excerpt: '12' }),
	incompleteJson: new DecodeError('incompleteJson'),
	incompleteXml: new DecodeError('incompleteXml', { position: 7 }),
	unreadableXml: new DecodeError('unreadableXml', { parserMessage: 'Seen' }),
	incompleteCharacter: new DecodeError('incompleteCharacter'),
	invalidBytes: new DecodeError('invalidBytes', { charset: 'utf-8' }),
	unknownCharset: new DecodeError('unknownCharset', { charset: 'utf-7' }),
	documentType: new DecodeError('documentType'),
	tooDeep: new DecodeError('tooDeep'),
	foreignRoot: new DecodeError('foreignRoot', { root: 'rss' }),
	rootWithoutFields: new DecodeError('rootWithoutFields'),
	unreadableToken: new DecodeError('unreadableToken'),
	messageInstead: new DecodeError('messageInstead', { excerpt: 'No', records: 'users' }),
	fieldsInstead: new DecodeError('fieldsInstead', { excerpt: 'code', records: 'users' }),
	notAList: new DecodeError('notAList', { list: 'results' }),
	notRecords: new DecodeError('notRecords', { list: 'results' }),
};

export const PAGINATION_ERRORS: { [R in keyof PaginationReasons]: PaginationError } = {
	repeatedPage: new PaginationError('repeatedPage'),
	emptyPages: new PaginationError('emptyPages', { pages: 20 }),
	pagesWithoutNews: new PaginationError('pagesWithoutNews', { pages: 20 }),
	tooManyRequests: new PaginationError('tooManyRequests', {
		requests: 10_000,
		maxRequests: 2000,
		longLists: 2,
		toShorten: [{ parameter: 'userIds', entries: 5000 }],
		maxEntries: 1000,
		entriesPerRequest: 50,
	}),
	tooManyInvalidIds: new PaginationError('tooManyInvalidIds', {
		parameter: 'userIds',
		maxIds: 100,
	}),
	unknownCourse: new PaginationError('unknownCourse', {
		courseId: 'a',
		answerStatus: 404,
		parameter: 'courseIds',
		isChosen: true,
	}),
	forbiddenCourse: new PaginationError('forbiddenCourse', {
		courseId: 'a',
		answerStatus: 403,
		parameter: 'courseIds',
		isChosen: false,
	}),
	unknownParent: new PaginationError('unknownParent', {
		records: 'quizzes',
		parentId: 'a',
		answerStatus: 404,
		parameter: 'quizIds',
		isChosen: true,
	}),
	forbiddenParent: new PaginationError('forbiddenParent', {
		records: 'quizzes',
		parentId: 'a',
		answerStatus: 403,
		parameter: null,
		isChosen: false,
	}),
	noCourseLists: new PaginationError('noCourseLists'),
	forbiddenParentList: new PaginationError('forbiddenParentList', {
		records: 'quizzes',
		parameter: 'quizIds',
		answerStatus: 403,
	}),
	forbiddenCourseList: new PaginationError('forbiddenCourseList', {
		parameter: 'courseIds',
		answerStatus: 403,
	}),
};

export const HOST_ERRORS: { [R in keyof HostReasons]: HostError } = {
	notAnAddress: new HostError('notAnAddress', { address: 'x' }),
	loginInAddress: new HostError('loginInAddress'),
	queryInAddress: new HostError('queryInAddress', { address: 'https://a.example?…' }),
	dotsInAddress: new HostError('dotsInAddress', { address: 'https://a.example/../b' }),
	insecureAddress: new HostError('insecureAddress', { address: 'http://a.example' }),
};

export const FILE_ERRORS: { [R in keyof FileReasons]: FileError } = {
	unusableLink: new FileError('unusableLink'),
	insecureLink: new FileError('insecureLink', { fileHost: 'files.example.com' }),
	tooManyRedirects: new FileError('tooManyRedirects', { fileHost: 'files.example.com' }),
	fileTooLarge: new FileError('fileTooLarge', { maxMegabytes: 100 }),
	fileRefused: new FileError('fileRefused', { fileHost: 'files.example.com', answerStatus: 403 }),
	fileUnreachable: new FileError('fileUnreachable', {
		fileHost: 'files.example.com',
		faultCode: 'ECONNREFUSED',
	}),
	notThisFile: new FileError('notThisFile', { fileHost: 'files.example.com', isWebPage: true }),
	incompleteFile: new FileError('incompleteFile', {
		fileHost: 'files.example.com',
		received: 10,
		expected: 2000,
	}),
};

const REPLY = { answerStatus: 400, excerpt: 'No' };

export const AUTHENTICATION_ERRORS: { [R in keyof AuthenticationReasons]: AuthenticationError } = {
	notReached: new AuthenticationError('notReached', { faultCode: 'ENOTFOUND', atProxy: false }),
	alteredAnswer: new AuthenticationError('alteredAnswer', { alteration: 'redirectLoop' }),
	interceptedSignIn: new AuthenticationError('interceptedSignIn', {
		...REPLY,
		interception: 'blockedRequest',
	}),
	busy: new AuthenticationError('busy', { ...REPLY, answerStatus: 503, retryAfter: '1' }),
	wrongHost: new AuthenticationError('wrongHost', REPLY),
	rejectedKey: new AuthenticationError('rejectedKey', REPLY),
	answerWithoutToken: new AuthenticationError('answerWithoutToken', { answerStatus: 200 }),
	unreadableAnswer: new AuthenticationError('unreadableAnswer', {
		answerStatus: 200,
		isWebPage: true,
	}),
	otherOrigin: new AuthenticationError('otherOrigin', { baseUrl: 'https://a.example' }),
	unsafeAddress: new AuthenticationError('unsafeAddress', {
		fault: new HostError('notAnAddress', { address: 'x' }),
	}),
	rejectedToken: new AuthenticationError('rejectedToken', {
		answerStatus: 401,
		headline: 'The access token has expired',
		nextStep: 'Paste another.',
	}),
};

const REQUEST: FailedRequest = {
	label: 'users',
	idFilters: [],
	pastedToken: false,
	retries: 2,
};

const REQUEST_DATA: RequestReasons = {
	badRequest: REQUEST,
	unauthorized: REQUEST,
	forbidden: REQUEST,
	notFound: REQUEST,
	unavailable: REQUEST,
	tooLong: REQUEST,
	rateLimited: REQUEST,
	otherStatus: REQUEST,
	webPageStatus: REQUEST,
	notConnected: { code: 'ETIMEDOUT' },
	machineLimit: { errorCode: 'ENOSPC' },
	internalError: { seen: 'x is not a function' },
};

const WRITE_DATA: WriteReasons = {
	forbiddenWrite: { task: 'create a user', check: 'Look for the login.', mayBePartlyDone: false },
	rejectedWrite: { check: 'Look for the login.', mayBePartlyDone: true },
	unconfirmedWrite: { check: 'Look for the login.', cause: 'The response is empty' },
	stoppedItems: { done: 3, begun: 1, unsent: 1000 },
	earlierTry: { done: 1 },
	unreadResult: { cause: 'The response is empty' },
};

/** One example for every reason that can occur on any form. */
export const SAMPLES: Array<{ reason: keyof Reasons; data: Reasons[keyof Reasons] }> = [
	...Object.values(DECODE_ERRORS),
	...Object.values(PAGINATION_ERRORS),
	...Object.values(HOST_ERRORS),
	...Object.values(AUTHENTICATION_ERRORS),
	...Object.values(FILE_ERRORS),
	...Object.entries(REQUEST_DATA).map(([reason, data]) => ({
		reason: reason as keyof RequestReasons,
		data: data as RequestReasons[keyof RequestReasons],
	})),
	...Object.entries(WRITE_DATA).map(([reason, data]) => ({
		reason: reason as keyof WriteReasons,
		data: data as WriteReasons[keyof WriteReasons],
	})),
];
