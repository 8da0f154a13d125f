/** The words for bodies that are not a page, and for lists that cannot be read to their end. */
import type { DecodeReasons } from '../../api/decoder/decodeError';
import type { PaginationReasons } from '../../api/paginator/paginationError';
import type { FormDescriptor } from '../form';
import type { MessageContext, MessageTable } from './template';
import { formatCount, joinWithAnd, recordName } from './template';

type NextStep = (context: { form: FormDescriptor }) => string;

const EMPTY: NextStep = ({ form }) =>
	`The connection may have been cut. ${form.again}; if it stays like this, check the API Host in the credential.`;

const DAMAGED: NextStep = ({ form }) =>
	`The answer was cut off or changed on its way, so it was not used: rows could be missing. ${form.again}${form.has('Page Size') ? '; a smaller Page Size under Options helps on slow connections' : ''}.`;

const BARE =
	'iSpring Learn puts its lists into an object. An older API or another service seems to answer. Check the API Host in the credential. If it is the domain of your own account, the address ends in /api/v3.';

const FOREIGN =
	'Check the API Host in the credential, and that your iSpring Learn plan includes the API (it needs the Business subscription).';

const REPORT: NextStep = ({ form }) =>
	`Rows could be missing or doubled, so none were returned. ${form.again}; if it stays like this, ${form.has('Filters') ? 'narrow the filters and ' : ''}tell iSpring support.`;

const WITHOUT_COURSE = ({
	data: { parameter, isChosen },
	form,
}: MessageContext<{ parameter: string; isChosen: boolean }>): string =>
	`The course may have been deleted, or the API key may not see it. ${isChosen ? 'Remove it from' : 'Choose courses in'} '${form.labelOf(parameter)}'${form.has('Skip Invalid IDs') ? ", or turn on 'Skip Invalid IDs' under Options to go on without it" : ''}.`;

export const READ_MESSAGES: MessageTable<DecodeReasons & PaginationReasons> = {
	emptyBody: { message: 'iSpring Learn sent an empty answer', nextStep: EMPTY },
	missingPage: {
		message: 'iSpring Learn sent nothing in place of the next page',
		nextStep: EMPTY,
	},
	webPage: {
		message: 'The API Host answered with a web page instead of data',
		nextStep:
			'A web page usually means that the API Host in the credential is not the API of your account. Choose the host that begins with "api-learn", or add /api/v3 to the address of your own domain.',
	},
	plainText: {
		message: ({ data: { excerpt } }) => `The answer is neither JSON nor XML: "${excerpt}"`,
		nextStep: 'Check the API Host in the credential: another service may be answering there.',
	},
	bareList: {
		message: 'The answer is a bare JSON list instead of an object with the list in it',
		nextStep: BARE,
	},
	bareValue: {
		message: ({ data: { excerpt } }) =>
			`The answer is a bare JSON value instead of an object: ${excerpt}`,
		nextStep: BARE,
	},
	incompleteJson: { message: 'The answer is not whole JSON', nextStep: DAMAGED },
	incompleteXml: {
		message: ({ data: { position } }) =>
			`The answer is not whole XML: ${position === null ? 'it ends too early' : `it breaks at character ${position + 1}`}`,
		nextStep: DAMAGED,
	},
	unreadableXml: {
		message: ({ data: { parserMessage } }) =>
			`The answer is XML that cannot be read: ${parserMessage}`,
		nextStep: DAMAGED,
	},
	incompleteCharacter: {
		message: 'The answer ends in the middle of a character',
		nextStep: DAMAGED,
	},
	invalidBytes: {
		message: ({ data: { charset } }) =>
			`The answer holds characters that are not in its character set, ${charset}`,
		nextStep: ({ form: { again } }) =>
			`iSpring Learn sends UTF-8. ${again}. If the message stays, check the API Host in the credential, and ask whoever runs a proxy in between whether it changes answers.`,
	},
	unknownCharset: {
		message: ({ data: { charset } }) =>
			`The answer is in the character set "${charset}", which n8n cannot read`,
		nextStep:
			'iSpring Learn sends UTF-8. Check the API Host in the credential, and ask whoever runs a proxy in between whether it changes answers.',
	},
	documentType: {
		message: 'iSpring Learn seemed to answer with a document type definition',
		nextStep:
			'iSpring Learn never sends a document type definition, so this answer was not read. Check the API Host in the credential, and any proxy in between.',
	},
	tooDeep: {
		message: 'The answer is nested deeper than any of iSpring Learn',
		nextStep: FOREIGN,
	},
	foreignRoot: {
		message: ({ data: { root } }) =>
			`The answer is XML, but not of iSpring Learn: it begins with <${root}>`,
		nextStep: FOREIGN,
	},
	rootWithoutFields: { message: 'The answer is XML without any fields', nextStep: FOREIGN },
	unreadableToken: {
		message: 'The token of the next page cannot be read',
		nextStep: FOREIGN,
	},
	messageInstead: {
		message: ({ data: { excerpt, records } }) =>
			`iSpring Learn answered "${excerpt}" instead of ${recordName(records)}`,
		nextStep: FOREIGN,
	},
	fieldsInstead: {
		message: ({ data: { excerpt, records } }) =>
			`The answer holds no ${recordName(records)}, only: ${excerpt}`,
		nextStep: FOREIGN,
	},
	notAList: {
		message: ({ data: { list } }) => `The answer's "${list}" is not a list of records`,
		nextStep: FOREIGN,
	},
	notRecords: {
		message: ({ data: { list } }) => `The answer's "${list}" holds something else than records`,
		nextStep: FOREIGN,
	},
	repeatedPage: {
		message: 'iSpring Learn led back to a page that was already read',
		nextStep: REPORT,
	},
	emptyPages: {
		message: ({ data: { pages } }) =>
			`iSpring Learn sent ${pages} empty pages in a row, each with a next page`,
		nextStep: REPORT,
	},
	pagesWithoutNews: {
		message: ({ data: { pages } }) =>
			`iSpring Learn sent ${pages} pages in a row with nothing new, each with a next page`,
		nextStep: REPORT,
	},
	tooManyRequests: {
		message: ({ data }) => `The filters would take ${formatCount(data.requests)} requests`,
		nextStep: ({ data, form }) => {
			const names = joinWithAnd(
				data.toShorten.map(
					({ parameter, entries }) => `'${form.labelOf(parameter)}' (${formatCount(entries)})`,
				),
			);
			const each = data.toShorten.length === 1 ? '' : ' each';
			const orElse = data.longLists === 1 ? '' : ', or remove one of the filters';
			const why =
				data.longLists === 1
					? `One request takes ${data.entriesPerRequest} of them.`
					: `One request takes ${data.entriesPerRequest} entries of each list, and every part of one list is asked for with every part of the others.`;
			return `At most ${formatCount(data.maxRequests)} are made. Shorten ${names} to ${formatCount(data.maxEntries)} entries or fewer${each}${orElse}. ${why}`;
		},
	},
	tooManyInvalidIds: {
		message: ({ data, form }) =>
			`More than ${data.maxIds} IDs in ${form.labelOf(data.parameter)} are not known to iSpring Learn`,
		nextStep: ({ data, form }) =>
			`${form.has('Skip Invalid IDs') ? `Skip Invalid IDs leaves out up to ${data.maxIds} of each filter. ` : ''}Check that "${form.labelOf(data.parameter)}" holds IDs of the right kind and of this account.`,
	},
	unknownCourse: {
		message: ({ data: { courseId, answerStatus } }) =>
			`iSpring Learn does not know the course ${courseId} (status ${answerStatus})`,
		nextStep: WITHOUT_COURSE,
	},
	forbiddenCourse: {
		message: ({ data: { courseId, answerStatus } }) =>
			`This account may not read the modules of the course ${courseId} (status ${answerStatus})`,
		nextStep: WITHOUT_COURSE,
	},
	forbiddenCourseList: {
		message: ({ data }) =>
			`This account may not read the list of courses (status ${data.answerStatus})`,
		nextStep: ({ data, form }) =>
			`Without a choice under '${form.labelOf(data.parameter)}', the node reads the modules of every course in that list. Choose courses there, or ask an administrator of iSpring Learn for an API key that may read content.`,
	},
};
