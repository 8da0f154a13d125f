/** Guards the credential's token, and puts messages into the errors of the credential. */
import { AuthenticationError } from '../nodes/IspringLearn/api/auth/authenticationError';
import type { Destination } from '../nodes/IspringLearn/api/auth/host';
import { isSameOrigin, validateBaseUrl } from '../nodes/IspringLearn/api/auth/host';
import type { Account } from '../nodes/IspringLearn/api/auth/token';
import { CREDENTIAL_FORM } from '../nodes/IspringLearn/errors/form';
import { describeReason } from '../nodes/IspringLearn/errors/messages';

/**
 * The node recognises no HostError of the credential, whose bundle has another copy of the class.
 * @throws AuthenticationError for an address that would expose the token
 */
export function assertSafeBaseUrl({ baseUrl }: Account): void {
	const fault = validateBaseUrl(baseUrl);
	if (fault !== null) throw new AuthenticationError('unsafeAddress', { fault });
}

/** @throws AuthenticationError for a request that would take the token to another origin */
export function assertSameOrigin({ baseUrl }: Account, destination: Destination): void {
	if (!isSameOrigin(baseUrl, destination)) {
		throw new AuthenticationError('otherOrigin', { baseUrl });
	}
}

/**
 * Runs a step of the credential. If it throws, the error's message becomes the headline and the next step: n8n
 * shows only the message of an error that a credential throws.
 * @throws whatever the step throws
 */
export async function withMessages<T>(run: () => Promise<T>): Promise<T> {
	return await run().catch(async (error: unknown) => {
		if (error instanceof AuthenticationError) {
			const { message, description } = describeReason(error.reason, error.data, CREDENTIAL_FORM);
			error.message = `${message}. ${description}`;
		}
		return await Promise.reject(error);
	});
}
