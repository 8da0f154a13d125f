import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { addressOf } from '../auth/credentialData';
import { validateBaseUrl } from '../auth/host';
import { ACCEPT } from '../decoder/decodePage';
import { CREDENTIAL } from './requester';

/** Large lists were seen to take more than a minute. */
const TIMEOUT_MS = 120_000;

/** What every request to the account of a credential has, where n8n's routing engine does not make it. */
export type Connection = Omit<IHttpRequestOptions, 'url'> & {
	baseURL: string;
	timeout: number;
};

/** @throws HostError when the address of the API may not be used */
export async function readConnection(
	context: Pick<IExecuteSingleFunctions, 'getCredentials'>,
): Promise<Connection> {
	const baseURL = addressOf(await context.getCredentials(CREDENTIAL));
	const fault = validateBaseUrl(baseURL);
	if (fault !== null) throw fault;
	return {
		baseURL,
		headers: { Accept: ACCEPT },
		arrayFormat: 'brackets',
		encoding: 'arraybuffer',
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: TIMEOUT_MS,
	};
}
