import { ACCEPT, decodePage } from '../page/decode';
import { MODULE_RESULT } from '../record/moduleResult';
import { CREDENTIAL_FORM } from '../advice';
import type { Asked } from './explain';
import { explain } from './explain';
import type { Fault } from './fault';
import { readFault } from './fault';
import { isRetryable } from './retry';
import { withoutSecrets } from '../secrets';
import type { SendRequest } from '../account/token';
import { readAnswer, TokenRefused } from '../account/token';

const TIMEOUT_MS = 60_000;

/** A token to try, and how and where it is sent. */
export interface TriedToken {
	baseUrl: string;
	/** The Authorization header. */
	authorization: string;
	/** What must not be shown, should the server repeat it. */
	secrets: readonly string[];
	/** False for one that was fetched with a key pair. */
	pasted: boolean;
}

/**
 * Reads one module result with a token. n8n's own test takes any answer with status 200 for a yes, a
 * web page included, and says of the others little that helps.
 * @throws TokenRefused when the token or the host is not right, in the same words as the node
 */
export async function tryToken(send: SendRequest, tried: TriedToken): Promise<void> {
	const fault = await faultOfReading(send, tried);
	// A body that was cut off says nothing against the token, and the node asks again by itself.
	if (fault === null || (fault.kind === 'page' && isRetryable(fault))) return;
	const { label } = MODULE_RESULT;
	const asked: Asked = {
		label,
		idFilters: [],
		form: CREDENTIAL_FORM,
		pastedToken: tried.pasted,
		retries: 0,
	};
	const { message, description } = explain(fault, asked);
	const status = fault.kind === 'status' ? fault.status : undefined;
	const code = fault.kind === 'network' ? fault.code : undefined;
	const shown = (text: string): string => withoutSecrets(text, tried.secrets, '***');
	// n8n puts words of its own in the place of a message with a code in it.
	const next = shown(description).replace(` (${code})`, '');
	throw new TokenRefused(shown(message), next, { status, code });
}

async function faultOfReading(
	send: SendRequest,
	{ baseUrl, authorization, secrets }: TriedToken,
): Promise<Fault | null> {
	try {
		const answer = await send({
			method: 'GET',
			url: baseUrl + MODULE_RESULT.path,
			qs: { pageSize: 1 },
			headers: { Accept: ACCEPT, Authorization: authorization },
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: TIMEOUT_MS,
		});
		const { status, body: sent } = readAnswer(answer);
		// Before the answer is read, since what is quoted of it is cut off.
		const body = withoutSecrets(sent, secrets, '***');
		if (status >= 300) return { kind: 'status', status, body, retryAfter: null };
		decodePage(body, MODULE_RESULT, status);
		return null;
	} catch (error) {
		return readFault(error);
	}
}
