import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { Advised } from '../source/advice';
import type { Asked, Explanation } from '../source/request/explain';
import { explain } from '../source/request/explain';
import { readFault } from '../source/request/fault';
import { Cancelled } from '../source/request/pause';
import { withoutSecrets } from '../source/secrets';
import { tokenIn } from '../source/account/session';
import { CREDENTIAL } from './askPage';

/** What is known of the request without looking at the credential. */
export type Request = Omit<Asked, 'pastedToken'>;

/**
 * Throws what n8n shows for anything that went wrong while reading a list. It is made anew, without
 * the original as its cause: axios keeps the Authorization header in there.
 */
export async function raise(
	context: IExecuteSingleFunctions,
	error: unknown,
	request: Request,
): Promise<never> {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	if (error instanceof NodeOperationError) throw error;
	if (error instanceof Cancelled || context.getExecutionCancelSignal()?.aborted) {
		throw new NodeOperationError(node, 'The execution was cancelled', { itemIndex });
	}
	const { message, description, httpCode } = await explained(context, error, request);
	if (isOurOwn(error)) throw new NodeOperationError(node, message, { description, itemIndex });
	throw new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}

/** Something that was refused here, before or after a request that went well. */
const isOurOwn = (error: unknown): error is UserError =>
	error instanceof UserError && readFault(error).kind === 'other';

/** Says what went wrong with a request, without any part of the credential in it. */
export async function explained(
	context: Pick<IExecuteSingleFunctions, 'getCredentials'>,
	error: unknown,
	request: Request,
): Promise<Explanation> {
	if (isOurOwn(error)) {
		const { message, description } = error;
		const nextStep = error instanceof Advised ? error.nextStep(request.form) : description;
		return { message, description: nextStep ?? '' };
	}
	const credential = await context.getCredentials(CREDENTIAL);
	const pastedToken = credential.authentication === 'accessToken';
	const { message, description, ...more } = explain(readFault(error), { ...request, pastedToken });
	return {
		message: masked(message, credential),
		description: masked(description, credential),
		...more,
	};
}

/** Shorter values are no secrets, and would blot out parts of words. */
const SHORTEST_SECRET = 4;

/** No part of the credential goes into a message, should the server have repeated it. */
function masked(text: string, credential: ICredentialDataDecryptedObject): string {
	const { accessToken, clientSecret, sessionToken } = credential;
	const secrets = [accessToken, clientSecret, tokenIn(String(sessionToken ?? ''))].map((value) =>
		String(value ?? ''),
	);
	const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
	return withoutSecrets(text, long, '***').replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer ***');
}
