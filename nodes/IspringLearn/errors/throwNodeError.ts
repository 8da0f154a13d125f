import { LoggerProxy, NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { secretsIn } from '../api/auth/credentialData';
import { tokensSentBefore } from '../api/auth/receipt';
import { causes } from '../api/auth/networkError';
import { HostError } from '../api/auth/host';
import { PaginationError } from '../api/paginator/paginationError';
import type { ErrorContext, Message } from './messages';
import { describeReason, toMessage } from './messages';
import type { RequestError } from '../api/requester/requestError';
import { classifyError } from '../api/requester/requestError';
import { CancelledError } from '../api/requester/abort';
import { redact } from '../api/redact';
import { CREDENTIAL } from '../api/requester/requester';

/** What is known of the request without looking at the credential. */
export type Request = Omit<ErrorContext, 'pastedToken'>;

/**
 * Throws what n8n shows for anything that went wrong while reading a list. It is made anew, without
 * the original as its cause: axios keeps the Authorization header in there.
 */
export async function throwNodeError(
	context: IExecuteSingleFunctions,
	error: unknown,
	request: Request,
): Promise<never> {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	if (error instanceof NodeOperationError) throw error;
	if (error instanceof CancelledError || context.getExecutionCancelSignal()?.aborted) {
		throw new NodeOperationError(node, 'The execution was cancelled', { itemIndex });
	}
	const { message, description, httpCode } = await describeError(context, error, request);
	if (isOurOwn(error) || ON_THIS_SIDE.has(classifyError(error).kind)) {
		throw new NodeOperationError(node, message, { description, itemIndex });
	}
	throw new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}

/** Something that was refused here, before or after a request that went well. */
const isOurOwn = (error: unknown): error is UserError =>
	error instanceof UserError && classifyError(error).kind === 'other';

/** Kinds of faults that no request brought about. */
const ON_THIS_SIDE: ReadonlySet<RequestError['kind']> = new Set(['machine', 'internal']);

/** What is needed to say what went wrong. */
type Context = Pick<IExecuteSingleFunctions, 'getCredentials' | 'getNode'>;

/**
 * Says what went wrong with a request, without any part of the credential in it. Of a fault in the
 * package, n8n's log gets to know where it lies.
 */
export async function describeError(
	context: Context,
	error: unknown,
	request: Request,
): Promise<Message> {
	if (error instanceof PaginationError || error instanceof HostError) {
		return describeReason(error.reason, error.data, request.form);
	}
	if (isOurOwn(error)) return { message: error.message, description: error.description ?? '' };
	const credential = await context.getCredentials(CREDENTIAL);
	const pastedToken = credential.authentication === 'accessToken';
	const sent = [...causes(error)].flatMap(tokensSentBefore);
	const secrets = [...secretsIn(credential), ...sent];
	const fault = classifyError(error);
	const { message, description, ...more } = toMessage(fault, { ...request, pastedToken });
	if (fault.kind === 'internal') {
		const node = context.getNode().name;
		LoggerProxy.error(`${message}: ${masked(fault.stack, secrets)}`, { node });
	}
	return {
		message: masked(message, secrets),
		description: masked(description, secrets),
		...more,
	};
}

/** No part of the credential goes into a message, should the server have repeated it. */
const masked = (text: string, secrets: readonly string[]): string =>
	redact(text, secrets, '***').replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer ***');
