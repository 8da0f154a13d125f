/** Where a token is not sent. */
import { validateBaseUrl } from '../nodes/IspringLearn/api/auth/host';
import type { Account } from '../nodes/IspringLearn/api/auth/token';
import { AuthenticationError } from '../nodes/IspringLearn/api/auth/token';

/** No token leaves for an address that would give it away. */
export function refuseUnsafe({ baseUrl }: Account): void {
	const fault = validateBaseUrl(baseUrl);
	if (fault !== null)
		throw new AuthenticationError(fault, 'Correct the Base URL in the credential.');
}

/** The token goes to the host of its credential alone. */
export function refuseElsewhere({ baseUrl }: Account): never {
	throw new AuthenticationError(
		'The request goes to another address than the one in the credential',
		`This credential is for ${baseUrl}, and its token is sent nowhere else. Correct the URL of the request, or the API Host in the credential.`,
	);
}
