/** One error for every reason that api/ may throw. */
import type { DecodeReasons } from '../../../nodes/IspringLearn/api/decoder/decodeError';
import { DecodeError } from '../../../nodes/IspringLearn/api/decoder/decodeError';
import type { PaginationReasons } from '../../../nodes/IspringLearn/api/paginator/paginationError';
import { PaginationError } from '../../../nodes/IspringLearn/api/paginator/paginationError';

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
	forbiddenCourseList: new PaginationError('forbiddenCourseList', {
		parameter: 'courseIds',
		answerStatus: 403,
	}),
};
