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

/** The failed request, as far as it is known without the credential. */
export type Request = Omit<ErrorContext, 'pastedToken'>;

/**
 * Builds the error for a reason that the node itself finds.
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

/**
 * Throws the error that n8n shows for whatever stopped the read of a list. It is a new error without the
 * original as its cause: axios keeps the Authorization header in there.
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

/** Whether there are words for the reason of an error. */
const hasReason = (error: unknown): error is ApiError<Reasons> =>
	error instanceof ApiError && Object.hasOwn(MESSAGES, error.reason);

type Context = Pick<IExecuteSingleFunctions, 'getCredentials' | 'getNode'>;

/**
 * Puts an error into words, without any part of the credential. An error in this package also goes to
 * n8n's log, with its place.
 */
export async function describeError(
	context: Context,
	error: unknown,
	request: Request,
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
		LoggerProxy.error(`${message}: ${withoutSecrets(fault.stack, secrets)}`, { node });
	}
	return {
		message: withoutSecrets(message, secrets),
		description: withoutSecrets(description, secrets),
		...more,
	};
}

/** A server may have repeated a part of the credential. */
const withoutSecrets = (text: string, secrets: readonly string[]): string =>
	redact(text, secrets, '***').replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer ***');
