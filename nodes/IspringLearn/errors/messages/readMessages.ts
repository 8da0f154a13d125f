/** The words for bodies that are not a page, and for lists that cannot be read to their end. */
import type { DecodeReasons } from '../../api/decoder/decodeError';
import type { PaginationReasons } from '../../api/paginator/paginationError';
import type { FormDescriptor } from '../form';
import type { MessageContext, MessageTable } from './template';
import {
	CHECK_REGION,
	CUSTOM_DOMAIN,
	formatCount,
	joinWithAnd,
	recordName,
	singularName,
} from './template';

type NextStep = (context: { form: FormDescriptor }) => string;

const EMPTY: NextStep = ({ form }) =>
	`${form.again}. The connection may have been closed. If it keeps happening, check the region in the credential.`;

const DAMAGED: NextStep = ({ form }) =>
	`${form.again}${form.has('Page Size') ? ", or reduce 'Page Size' under 'Options'" : ''}. The response was cut off or altered in transit, so it wasn't used.`;

const BARE = `${CHECK_REGION}. An older API or another service may be running at this address. ${CUSTOM_DOMAIN}`;

const FOREIGN = `${CHECK_REGION}. Also check that your iSpring Learn plan includes the API, which requires the Business or Enterprise subscription.`;

const PROXY =
	'If you use a proxy, ask your n8n administrator whether it alters responses. iSpring Learn sends UTF-8.';

const REPORT: NextStep = ({ form }) =>
	`${form.again}. Rows could be missing or duplicated, so none were returned. If it keeps happening, ${form.has('Filters') ? 'narrow the filters and ' : ''}contact iSpring support.`;

const WITHOUT_COURSE = ({
	data: { parameter, isChosen },
	form,
}: MessageContext<{ parameter: string; isChosen: boolean }>): string =>
	`${isChosen ? 'Remove the course from' : 'Select courses in'} '${form.labelOf(parameter)}'${form.has('Skip Invalid IDs') ? ", or turn on 'Skip Invalid IDs' under 'Options'" : ''}. The course may have been deleted, or the API key may not have access to it.`;

const WITHOUT_PARENT = ({
	data: { records, parameter, isChosen },
	form,
}: MessageContext<{ records: string; parameter: string | null; isChosen: boolean }>): string => {
	const one = singularName(records);
	const skip = form.has('Skip Invalid IDs') ? "turn on 'Skip Invalid IDs' under 'Options'" : null;
	const choose =
		parameter === null
			? null
			: `${isChosen ? `remove the ${one} from` : `select ${recordName(records)} in`} '${form.labelOf(parameter)}'`;
	const ways = [choose, skip].filter((way) => way !== null).join(', or ');
	const advice = ways === '' ? '' : `${ways[0].toUpperCase()}${ways.slice(1)}. `;
	return `${advice}The ${one} may have been deleted, or the API key may not have access to it.`;
};

export const READ_MESSAGES: MessageTable<DecodeReasons & PaginationReasons> = {
	emptyBody: { message: 'The response is empty', nextStep: EMPTY },
	missingPage: { message: 'The next page is missing', nextStep: EMPTY },
	webPage: {
		message: 'The response is a web page instead of data',
		nextStep: `${CHECK_REGION}. ${CUSTOM_DOMAIN}`,
	},
	plainText: {
		message: ({ data: { excerpt } }) => `The response is neither JSON nor XML: "${excerpt}"`,
		nextStep: `${CHECK_REGION}. Another service may be running at this address.`,
	},
	bareList: {
		message: 'The response is a JSON list instead of an object with a list',
		nextStep: BARE,
	},
	bareValue: {
		message: ({ data: { excerpt } }) =>
			`The response is a JSON value instead of an object: ${excerpt}`,
		nextStep: BARE,
	},
	incompleteJson: { message: 'The response is incomplete', nextStep: DAMAGED },
	incompleteXml: {
		message: ({ data: { position } }) =>
			`The response is incomplete: ${position === null ? 'the XML ends too early' : `the XML is invalid at character ${position + 1}`}`,
		nextStep: DAMAGED,
	},
	unreadableXml: {
		message: ({ data: { parserMessage } }) => `The response is invalid XML: ${parserMessage}`,
		nextStep: DAMAGED,
	},
	incompleteCharacter: {
		message: 'The response ends in the middle of a character',
		nextStep: DAMAGED,
	},
	invalidBytes: {
		message: ({ data: { charset } }) =>
			`The response contains characters that don't exist in its character set, ${charset}`,
		nextStep: ({ form: { again } }) =>
			`${again}. If it keeps happening, check the region in the credential. ${PROXY}`,
	},
	unknownCharset: {
		message: ({ data: { charset } }) =>
			`The response uses the character set "${charset}", which n8n can't read`,
		nextStep: `${CHECK_REGION}. ${PROXY}`,
	},
	documentType: {
		message: 'The response contains a document type definition',
		nextStep: `${CHECK_REGION}. iSpring Learn never sends a document type definition, so the response wasn't used. A proxy may have altered it.`,
	},
	tooDeep: { message: 'The response is nested too deeply', nextStep: FOREIGN },
	foreignRoot: {
		message: ({ data: { root } }) =>
			`The response is XML, but not from iSpring Learn: it starts with <${root}>`,
		nextStep: FOREIGN,
	},
	rootWithoutFields: { message: 'The response is XML without any fields', nextStep: FOREIGN },
	unreadableToken: { message: "The next page's token can't be read", nextStep: FOREIGN },
	messageInstead: {
		message: ({ data: { excerpt, records } }) =>
			`iSpring Learn returned "${excerpt}" instead of ${recordName(records)}`,
		nextStep: FOREIGN,
	},
	fieldsInstead: {
		message: ({ data: { excerpt, records } }) =>
			`The response contains no ${recordName(records)}${excerpt === '' ? '' : `, only: ${excerpt}`}`,
		nextStep: FOREIGN,
	},
	notAList: {
		message: ({ data: { list } }) => `"${list}" in the response isn't a list of records`,
		nextStep: FOREIGN,
	},
	notRecords: {
		message: ({ data: { list } }) =>
			`"${list}" in the response contains something other than records`,
		nextStep: FOREIGN,
	},
	repeatedPage: { message: 'iSpring Learn sent the same page twice', nextStep: REPORT },
	emptyPages: {
		message: ({ data: { pages } }) => `iSpring Learn sent ${pages} empty pages in a row`,
		nextStep: REPORT,
	},
	pagesWithoutNews: {
		message: ({ data: { pages } }) => `iSpring Learn sent ${pages} pages in a row with nothing new`,
		nextStep: REPORT,
	},
	tooManyRequests: {
		message: ({ data: { requests } }) =>
			`The filters would require ${formatCount(requests)} requests`,
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
					? `One request takes up to ${data.entriesPerRequest} of them.`
					: `One request takes up to ${data.entriesPerRequest} entries of each list, so long lists multiply.`;
			return `Shorten ${names} to ${formatCount(data.maxEntries)} entries or fewer${each}${orElse}. The maximum is ${formatCount(data.maxRequests)} requests. ${why}`;
		},
	},
	tooManyInvalidIds: {
		message: ({ data, form }) =>
			`More than ${data.maxIds} IDs in '${form.labelOf(data.parameter)}' don't exist`,
		nextStep: ({ data, form }) =>
			`Check that '${form.labelOf(data.parameter)}' contains the right kind of IDs, from this account.${form.has('Skip Invalid IDs') ? ` 'Skip Invalid IDs' can skip up to ${data.maxIds} per filter.` : ''}`,
	},
	unknownCourse: {
		message: ({ data: { courseId, answerStatus } }) =>
			`The course ${courseId} doesn't exist (status ${answerStatus})`,
		nextStep: WITHOUT_COURSE,
	},
	forbiddenCourse: {
		message: ({ data: { courseId, answerStatus } }) =>
			`This API key isn't allowed to read the modules of the course ${courseId} (status ${answerStatus})`,
		nextStep: WITHOUT_COURSE,
	},
	unknownParent: {
		message: ({ data: { records, parentId, answerStatus } }) =>
			`The ${singularName(records)} ${parentId} doesn't exist (status ${answerStatus})`,
		nextStep: WITHOUT_PARENT,
	},
	forbiddenParent: {
		message: ({ data: { records, parentId, answerStatus } }) =>
			`This API key isn't allowed to read the ${singularName(records)} ${parentId} (status ${answerStatus})`,
		nextStep: WITHOUT_PARENT,
	},
	forbiddenParentList: {
		message: ({ data: { records, answerStatus } }) =>
			`This API key isn't allowed to read ${recordName(records)} (status ${answerStatus})`,
		nextStep: ({ data: { records, parameter }, form }) => {
			const select =
				parameter === null
					? 'Use'
					: `Select ${recordName(records)} in '${form.labelOf(parameter)}' without other filters for ${recordName(records)}, or use`;
			return `${select} an API key that can read ${recordName(records)}. Otherwise the node needs the list of ${recordName(records)}.`;
		},
	},
	noCourseLists: {
		message: "This account doesn't list trainings",
		nextStep:
			"iSpring Learn only has the old list of course modules for this account, which doesn't include trainings. Contact iSpring support, or use 'Get' with the ID of a training session.",
	},
	forbiddenCourseList: {
		message: ({ data: { answerStatus } }) =>
			`This API key isn't allowed to read courses (status ${answerStatus})`,
		nextStep: ({ data, form }) =>
			`Select courses in '${form.labelOf(data.parameter)}', or use an API key that can read courses. Without a selection, the node needs the list of all courses.`,
	},
};
