import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { Asked } from '../source/request/explain';
import { explain } from '../source/request/explain';
import { readFault } from '../source/request/fault';
import { Cancelled } from '../source/request/pause';
import { withoutSecrets } from '../source/secrets';
import { tokenIn } from '../source/session';

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
	const fault = readFault(error);
	if (fault.kind === 'other' && error instanceof UserError) {
		throw new NodeOperationError(node, error.message, {
			description: error.description ?? undefined,
			itemIndex,
		});
	}
	const credential = await context.getCredentials('ispringLearnApi');
	const pastedToken = credential.authentication === 'accessToken';
	const { httpCode, ...said } = explain(fault, { ...request, pastedToken });
	const message = masked(said.message, credential);
	const description = masked(said.description, credential);
	throw new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
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
