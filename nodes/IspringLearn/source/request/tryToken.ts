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
const ASKED: Asked = {
	label: MODULE_RESULT.label,
	idFilters: [],
	form: CREDENTIAL_FORM,
	pastedToken: true,
	retries: 0,
};

/** A pasted token, and how and where it is sent. */
export interface PastedToken {
	baseUrl: string;
	token: string;
	/** The Authorization header. */
	authorization: string;
}

/**
 * Reads one module result with a pasted token. n8n's own test takes any answer with status 200 for a
 * yes, a web page included, and says of the others little that helps.
 * @throws TokenRefused when the token or the host is not right, in the same words as the node
 */
export async function tryToken(send: SendRequest, pasted: PastedToken): Promise<void> {
	const fault = await faultOfReading(send, pasted);
	// A body that was cut off says nothing against the token, and the node asks again by itself.
	if (fault === null || (fault.kind === 'page' && isRetryable(fault))) return;
	const { message, description } = explain(fault, ASKED);
	const status = fault.kind === 'status' ? fault.status : undefined;
	const code = fault.kind === 'network' ? fault.code : undefined;
	// n8n puts words of its own in the place of a message with a code in it.
	throw new TokenRefused(message, description.replace(` (${code})`, ''), { status, code });
}

async function faultOfReading(
	send: SendRequest,
	{ baseUrl, token, authorization }: PastedToken,
): Promise<Fault | null> {
	try {
		const answer = await send({
			method: 'GET',
			url: baseUrl + MODULE_RESULT.path,
			qs: { pageSize: 1 },
			headers: { Accept: ACCEPT, Authorization: authorization },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: TIMEOUT_MS,
		});
		const { status, body: sent } = readAnswer(answer);
		const body = withoutSecrets(sent, [token], '***');
		if (status >= 300) return { kind: 'status', status, body, retryAfter: null };
		decodePage(body, MODULE_RESULT, status);
		return null;
	} catch (error) {
		return readFault(error);
	}
}
