import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { Asked } from '../source/request/explain';
import { explain } from '../source/request/explain';
import { readFault } from '../source/request/fault';
import { Cancelled } from '../source/request/pause';

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
	const message = withoutSecrets(said.message, credential);
	const description = withoutSecrets(said.description, credential);
	throw new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}

/** A server may repeat what it was sent: no part of the credential goes into a message with it. */
function withoutSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	const { accessToken, clientSecret, sessionToken } = credential;
	const sealed = String(sessionToken ?? '');
	const secrets = [accessToken, clientSecret, sealed.slice(sealed.indexOf(':') + 1)].map(String);
	return secrets
		.filter((secret) => secret.length > 3)
		.reduce((left, secret) => left.replaceAll(secret, '***'), text)
		.replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer ***');
}
