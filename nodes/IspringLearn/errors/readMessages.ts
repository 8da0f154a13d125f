/** The words for bodies that are not a page, and for lists that cannot be read to their end. */
import type { DecodeReasons } from '../api/decoder/decodeError';
import type { PaginationReasons } from '../api/paginator/paginate';
import type { FormDescriptor } from './form';
import { recordName } from './recordNames';
import type { MessageTable } from './template';

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
		message: ({ excerpt }) => `The answer is neither JSON nor XML: "${excerpt}"`,
		nextStep: 'Check the API Host in the credential: another service may be answering there.',
	},
	bareList: {
		message: 'The answer is a bare JSON list instead of an object with the list in it',
		nextStep: BARE,
	},
	bareValue: {
		message: ({ excerpt }) => `The answer is a bare JSON value instead of an object: ${excerpt}`,
		nextStep: BARE,
	},
	incompleteJson: { message: 'The answer is not whole JSON', nextStep: DAMAGED },
	incompleteXml: {
		message: ({ position }) =>
			`The answer is not whole XML: ${position === null ? 'it ends too early' : `it breaks at character ${position + 1}`}`,
		nextStep: DAMAGED,
	},
	unreadableXml: {
		message: ({ parserMessage }) => `The answer is XML that cannot be read: ${parserMessage}`,
		nextStep: DAMAGED,
	},
	incompleteCharacter: {
		message: 'The answer ends in the middle of a character',
		nextStep: DAMAGED,
	},
	invalidBytes: {
		message: ({ charset }) =>
			`The answer holds characters that are not in its character set, ${charset}`,
		nextStep: ({ form: { again } }) =>
			`iSpring Learn sends UTF-8. ${again}. If the message stays, check the API Host in the credential, and ask whoever runs a proxy in between whether it changes answers.`,
	},
	unknownCharset: {
		message: ({ charset }) =>
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
		message: ({ root }) => `The answer is XML, but not of iSpring Learn: it begins with <${root}>`,
		nextStep: FOREIGN,
	},
	rootWithoutFields: { message: 'The answer is XML without any fields', nextStep: FOREIGN },
	unreadableToken: {
		message: 'The token of the next page cannot be read',
		nextStep: FOREIGN,
	},
	messageInstead: {
		message: ({ excerpt, records }) =>
			`iSpring Learn answered "${excerpt}" instead of ${recordName(records)}`,
		nextStep: FOREIGN,
	},
	fieldsInstead: {
		message: ({ excerpt, records }) =>
			`The answer holds no ${recordName(records)}, only: ${excerpt}`,
		nextStep: FOREIGN,
	},
	notAList: {
		message: ({ list }) => `The answer's "${list}" is not a list of records`,
		nextStep: FOREIGN,
	},
	notRecords: {
		message: ({ list }) => `The answer's "${list}" holds something else than records`,
		nextStep: FOREIGN,
	},
	repeatedPage: {
		message: 'iSpring Learn led back to a page that was already read',
		nextStep: REPORT,
	},
	emptyPages: {
		message: ({ pages }) =>
			`iSpring Learn sent ${pages} empty pages in a row, each with a next page`,
		nextStep: REPORT,
	},
	pagesWithoutNews: {
		message: ({ pages }) =>
			`iSpring Learn sent ${pages} pages in a row with nothing new, each with a next page`,
		nextStep: REPORT,
	},
};
