/** The words for files that cannot be downloaded. */
import { connectionReason } from '../../api/auth/networkError';
import type { FileReasons } from '../../api/download/fileError';
import { NETWORK_MESSAGES } from './signInMessages';
import type { MessageTable } from './template';
import { formatCount } from './template';

const CONTACT = 'If it keeps happening, contact iSpring support.';

export const FILE_MESSAGES: MessageTable<FileReasons> = {
	unusableLink: {
		message: 'The link to the file leads nowhere',
		nextStep: ({ form: { again } }) => `${again}. ${CONTACT}`,
	},
	insecureLink: {
		message: "The link to the file isn't secure",
		nextStep: ({ data: { fileHost } }) =>
			`It leads to ${fileHost} without https, so the file wasn't downloaded. ${CONTACT}`,
	},
	tooManyRedirects: {
		message: 'The link to the file leads in circles',
		nextStep: ({ data: { fileHost }, form: { again } }) =>
			`${again}. The last redirect led to ${fileHost}. ${CONTACT}`,
	},
	fileTooLarge: {
		message: ({ data: { maxMegabytes } }) =>
			`The file is larger than ${formatCount(maxMegabytes)} MB`,
		nextStep: "Use 'Get Link' instead, and open the link in a browser.",
	},
	fileRefused: {
		message: ({ data: { answerStatus } }) =>
			`The server of the file rejected the link (status ${answerStatus})`,
		nextStep: ({ data: { fileHost }, form: { again } }) =>
			`${again} later. The file is at ${fileHost}. A proxy or firewall may block it.`,
	},
	fileUnreachable: {
		message: "Couldn't reach the server of the file",
		nextStep: ({ data: { fileHost, faultCode, atProxy }, form: { again } }) => {
			const at = `The file is at ${fileHost}`;
			const reason = connectionReason({ code: faultCode, atProxy });
			if (reason === null) {
				return `${again}. ${at}, which your n8n server must be able to reach (${faultCode}).`;
			}
			const { message, nextStep } = NETWORK_MESSAGES[reason];
			return reason === 'proxyUnreachable' || reason === 'ssrfBlocked'
				? `${message} (${faultCode}). ${at}. ${nextStep}`
				: `${at}, whose certificate n8n doesn't trust (${faultCode}). ${nextStep}`;
		},
	},
	notThisFile: {
		message: ({ data: { isWebPage } }) =>
			isWebPage ? 'The file is a web page instead of a PDF' : "The file isn't a PDF",
		nextStep: ({ data: { fileHost }, form: { again } }) =>
			`${again}. The file came from ${fileHost}. A proxy or firewall may have replaced it.`,
	},
	incompleteFile: {
		message: ({ data: { received } }) =>
			received === 0 ? 'The file is empty' : 'The file is incomplete',
		nextStep: ({ data: { received, expected }, form: { again } }) => {
			const sizes =
				expected === null || received === 0
					? ''
					: ` ${formatCount(received)} of ${formatCount(expected)} bytes arrived.`;
			return `${again}. The file was cut off in transit, so it wasn't used.${sizes}`;
		},
	},
};
