/** The message for every failure: one table by reason, and the functions that look it up. */
import type { AuthenticationReasons } from '../api/auth/authenticationError';
import type { HostReasons } from '../api/auth/host';
import { alterationReason, interceptionReason } from '../api/auth/networkError';
import type { FileReasons } from '../api/download/fileError';
import type { DecodeReasons } from '../api/decoder/decodeError';
import { apiErrorMessage, isHtml } from '../api/decoder/body';
import { FORBIDDEN } from '../api/httpStatus';
import type { PaginationReasons } from '../api/paginator/paginationError';
import type { RequestError } from '../api/requester/requestError';
import type { FormDescriptor } from './form';
import { CREDENTIAL_FORM } from './form';
import { FILE_MESSAGES } from './messages/fileMessages';
import type { InstantReasons } from './messages/instantMessages';
import { INSTANT_MESSAGES } from './messages/instantMessages';
import type { NodeReasons } from './messages/nodeMessages';
import { NODE_MESSAGES } from './messages/nodeMessages';
import { READ_MESSAGES } from './messages/readMessages';
import type { FailedRequest, RequestReasons } from './messages/requestMessages';
import { describeLostConnection, REQUEST_MESSAGES, statusReason } from './messages/requestMessages';
import type { FailedWrite, WriteReasons } from './messages/writeMessages';
import { withEntries, WRITE_MESSAGES } from './messages/writeMessages';
import { HOST_MESSAGES, NETWORK_MESSAGES, SIGN_IN_MESSAGES } from './messages/signInMessages';
import type { MessageTable } from './messages/template';
import { fillTemplate } from './messages/template';

/** What n8n shows: the message as a headline, the description below it. */
export interface Message {
	message: string;
	description: string;
	/** Status of the answer, as text: n8n's errors take it like that. */
	httpCode?: string;
}

/** The failed request, and the form that the reader of its message has. */
export interface ErrorContext extends FailedRequest {
	form: FormDescriptor;
}

/** The data of every reason. */
export type Reasons = DecodeReasons &
	PaginationReasons &
	HostReasons &
	AuthenticationReasons &
	RequestReasons &
	WriteReasons &
	NodeReasons &
	InstantReasons &
	FileReasons;

/** The template for every reason. */
export const MESSAGES: MessageTable<Reasons> = {
	...READ_MESSAGES,
	...HOST_MESSAGES,
	...SIGN_IN_MESSAGES,
	...REQUEST_MESSAGES,
	...WRITE_MESSAGES,
	...NODE_MESSAGES,
	...INSTANT_MESSAGES,
	...FILE_MESSAGES,
};

/** The message for a reason, with its data and the fields of the form. */
export const describeReason = <R extends keyof Reasons>(
	reason: R,
	data: Reasons[R],
	form: FormDescriptor,
): Message => fillTemplate<Reasons[R]>(MESSAGES[reason], { data, form });

/** The message for a failed request, with the vendor's own message if there is one. */
export function toMessage(fault: RequestError, context: ErrorContext): Message {
	const message = describeFault(fault, context);
	const { write, form } = context;
	if (write === undefined) return message;
	return withEntries(write.mayBeDone ? toUnconfirmed(message, fault, write, form) : message, write);
}

/** The message for a request that changes something, and that may have been carried out. */
function toUnconfirmed(
	{ message, httpCode }: Message,
	fault: RequestError,
	{ check }: FailedWrite,
	form: FormDescriptor,
): Message {
	const cause = describeCause(fault) ?? message;
	const excerpt = fault.kind === 'status' ? apiErrorMessage(fault.body) : '';
	const because = excerpt === '' ? cause : `${cause}. The response says "${excerpt}"`;
	return { ...describeReason('unconfirmedWrite', { check, cause: because }, form), httpCode };
}

/** The cause where the usual message would say that the request did not arrive. */
function describeCause(fault: RequestError): string | null {
	if (fault.kind === 'network') return describeLostConnection(fault);
	if (fault.kind !== 'status') return null;
	const { status, body } = fault;
	return interceptionReason(status, isHtml(body)) === null
		? null
		: `A proxy or firewall responded instead of iSpring Learn (status ${status})`;
}

function describeFault(fault: RequestError, context: ErrorContext): Message {
	const { form } = context;
	switch (fault.kind) {
		case 'status':
			return describeStatus(fault, context);
		case 'network':
			return describeReason('notConnected', fault, form);
		case 'altered': {
			const { message, nextStep } = NETWORK_MESSAGES[alterationReason(fault.code)];
			return { message, description: `${nextStep} (${fault.code})` };
		}
		case 'page':
			return describeReason(fault.error.reason, fault.error.data, form);
		case 'token': {
			const { reason, data } = fault.error;
			const { message, description } = describeReason(reason, data, CREDENTIAL_FORM);
			return {
				message,
				description:
					data.faultCode === undefined ? description : `${description} (${data.faultCode})`,
				...(data.answerStatus === undefined ? {} : { httpCode: String(data.answerStatus) }),
			};
		}
		case 'machine':
			return describeReason('machineLimit', { errorCode: fault.code }, form);
		case 'internal':
			return describeReason('internalError', { seen: fault.message }, form);
		case 'other':
			return { message: fault.message, description: `${form.again}.` };
	}
}

function describeStatus(
	{ status, body }: Extract<RequestError, { kind: 'status' }>,
	context: ErrorContext,
): Message {
	const excerpt = apiErrorMessage(body);
	const interception = interceptionReason(status, isHtml(body));
	// A proxy or firewall wrote the body of an intercepted request, not iSpring Learn.
	const speaker = interception ? 'It' : 'iSpring Learn';
	const { message, description } = interception
		? fillTemplate(NETWORK_MESSAGES[interception], { data: undefined, form: context.form })
		: describeAnswer(status, body, context);
	return {
		message: `${message} (status ${status})`,
		description: excerpt === '' ? description : `${speaker} says: "${excerpt}". ${description}`,
		httpCode: String(status),
	};
}

/** Statuses with which the API says that a value is wrong. */
const REJECTED_STATUSES: ReadonlySet<number> = new Set([400, 404, 409, 422]);

function describeAnswer(status: number, body: string, context: ErrorContext): Message {
	const { write, form } = context;
	if (write && !isHtml(body)) {
		if (status === FORBIDDEN) return describeReason('forbiddenWrite', write, form);
		if (REJECTED_STATUSES.has(status)) return describeReason('rejectedWrite', write, form);
	}
	return describeReason(statusReason(status, body), context, form);
}
