import { ACCEPT, decodePage } from '../nodes/IspringLearn/api/decoder/decodePage';
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import { CREDENTIAL_FORM } from '../nodes/IspringLearn/errors/form';
import type { ErrorContext } from '../nodes/IspringLearn/errors/messages';
import { toMessage } from '../nodes/IspringLearn/errors/messages';
import type { RequestError } from '../nodes/IspringLearn/api/requester/requestError';
import { classifyError } from '../nodes/IspringLearn/api/requester/requestError';
import { isRetryable } from '../nodes/IspringLearn/api/requester/retry';
import { redact } from '../nodes/IspringLearn/api/redact';
import type { Send } from '../nodes/IspringLearn/api/auth/token';
import { toRawResponse, AuthenticationError } from '../nodes/IspringLearn/api/auth/token';
import { recordName } from '../nodes/IspringLearn/errors/recordNames';

const TIMEOUT_MS = 60_000;

/** A token to try, and how and where it is sent. */
export interface TokenToVerify {
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
export async function verifyToken(send: Send, tried: TokenToVerify): Promise<void> {
	const fault = await faultOfReading(send, tried);
	// A body that was cut off says nothing against the token, and the node asks again by itself.
	if (fault === null || (fault.kind === 'page' && isRetryable(fault))) return;
	const asked: ErrorContext = {
		label: recordName(ENDPOINTS.moduleResults.name),
		idFilters: [],
		form: CREDENTIAL_FORM,
		pastedToken: tried.pasted,
		retries: 0,
	};
	const { message, description } = toMessage(fault, asked);
	const status = fault.kind === 'status' ? fault.status : undefined;
	const code = fault.kind === 'network' ? fault.code : undefined;
	const shown = (text: string): string => redact(text, tried.secrets, '***');
	// n8n puts words of its own in the place of a message with a code in it.
	const next = shown(description).replace(` (${code})`, '');
	throw new AuthenticationError(shown(message), next, { status, code });
}

async function faultOfReading(
	send: Send,
	{ baseUrl, authorization, secrets }: TokenToVerify,
): Promise<RequestError | null> {
	try {
		const answer = await send({
			method: 'GET',
			url: baseUrl + ENDPOINTS.moduleResults.path,
			qs: { pageSize: 1 },
			headers: { Accept: ACCEPT, Authorization: authorization },
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: TIMEOUT_MS,
		});
		const { status, body: sent } = toRawResponse(answer);
		// Before the answer is read, since what is quoted of it is cut off.
		const body = redact(sent, secrets, '***');
		if (status >= 300) return { kind: 'status', status, body, retryAfter: null };
		decodePage(body, ENDPOINTS.moduleResults, status);
		return null;
	} catch (error) {
		return classifyError(error);
	}
}
