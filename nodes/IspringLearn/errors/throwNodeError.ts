/** Turns whatever stopped an operation into the error that n8n shows, without any part of the credential. */
import { LoggerProxy, NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INode } from 'n8n-workflow';
import { ApiError } from '../api/apiError';
import { secretsIn } from '../api/auth/credentialData';
import { causes } from '../api/auth/networkError';
import { tokensSentBefore } from '../api/auth/receipt';
import { redact } from '../api/redact';
import { CancelledError } from '../api/requester/abort';
import type { RequestError } from '../api/requester/requestError';
import { classifyError } from '../api/requester/requestError';
import { CREDENTIAL } from '../api/requester/requester';
import type { FormDescriptor } from './form';
import { CREDENTIAL_FORM } from './form';
import type { ErrorContext, Message, Reasons } from './messages';
import { describeReason, MESSAGES, toMessage } from './messages';

/** What is known about the failed request without the credential. */
export type ReadRequest = Omit<ErrorContext, 'pastedToken'>;

/**
 * Creates the error for a reason that the node itself finds.
 * @param form the reader's form, for a next step that names its fields
 */
export function nodeError<R extends keyof Reasons>(
	node: INode,
	reason: R,
	data: Reasons[R],
	{ form = CREDENTIAL_FORM, itemIndex }: { form?: FormDescriptor; itemIndex?: number } = {},
): NodeOperationError {
	const { message, description } = describeReason(reason, data, form);
	return new NodeOperationError(node, message, { description, itemIndex });
}

/** What n8n passes to a function whose error is shown. The functions of a trigger have no input items. */
type ThrowingContext = Context &
	Partial<Pick<IExecuteSingleFunctions, 'getItemIndex' | 'getExecutionCancelSignal'>>;

/**
 * Throws the error that n8n shows for whatever stopped the read of a list. It is a new error without the
 * original as its cause: axios keeps the Authorization header in there.
 */
export async function throwNodeError(
	context: ThrowingContext,
	error: unknown,
	request: ReadRequest,
): Promise<never> {
	const node = context.getNode();
	const itemIndex = context.getItemIndex?.();
	if (error instanceof NodeOperationError) throw error;
	if (error instanceof CancelledError || context.getExecutionCancelSignal?.()?.aborted) {
		throw nodeError(node, 'cancelled', undefined, { itemIndex });
	}
	const { message, description, httpCode } = await describeError(context, error, request);
	if (isOwnError(error) || LOCAL_KINDS.has(classifyError(error).kind)) {
		throw new NodeOperationError(node, message, { description, itemIndex });
	}
	throw new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}

/** An error of this package, before a request or after one that succeeded. */
const isOwnError = (error: unknown): error is UserError =>
	error instanceof UserError && classifyError(error).kind === 'other';

/** Kinds of errors that no request causes. */
const LOCAL_KINDS: ReadonlySet<RequestError['kind']> = new Set(['machine', 'internal']);

/** Whether there is a message for the reason of an error. */
const hasReason = (error: unknown): error is ApiError<Reasons> =>
	error instanceof ApiError && Object.hasOwn(MESSAGES, error.reason);

type Context = Pick<IExecuteSingleFunctions, 'getCredentials' | 'getNode'>;

/**
 * Describes an error, without any part of the credential. A bug in this package also goes to n8n's log, with
 * its stack.
 */
export async function describeError(
	context: Context,
	error: unknown,
	request: ReadRequest,
): Promise<Message> {
	if (isOwnError(error)) {
		if (hasReason(error)) return describeReason(error.reason, error.data, request.form);
		return { message: error.message, description: error.description ?? '' };
	}
	const credential = await context.getCredentials(CREDENTIAL);
	const pastedToken = credential.authentication === 'accessToken';
	const sentTokens = [...causes(error)].flatMap(tokensSentBefore);
	const secrets = [...secretsIn(credential), ...sentTokens];
	const fault = classifyError(error);
	const { message, description, ...more } = toMessage(fault, { ...request, pastedToken });
	if (fault.kind === 'internal') {
		const node = context.getNode().name;
		LoggerProxy.error(`${message}: ${maskSecrets(fault.stack, secrets)}`, { node });
	}
	return {
		message: maskSecrets(message, secrets),
		description: maskSecrets(description, secrets),
		...more,
	};
}

/** Masks the secrets of a credential, which a server may have repeated. */
const maskSecrets = (text: string, secrets: readonly string[]): string =>
	redact(text, secrets).replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer ***');
