/**
 * Decides what follows when a request was refused. n8n repeats a request once, so the token and the way it is sent
 * have to be right then.
 */

/** What is known about a token that was refused. */
interface Refusal {
	/** The host accepted this token before. */
	isAccepted: boolean;
	/** This process fetched the token, and it has not expired. */
	isFresh: boolean;
	/** It is known how the host wants its tokens, from this process or from the stored session. */
	isFormatKnown: boolean;
	/** The answer was certainly a 401. n8n renews the token of its HTTP Request node after any error. */
	isUnauthorized: boolean;
}

/**
 * - `signIn`: fetch a token, and send it as before
 * - `switchFormat`: send the same token in the other format
 * - `signInAndTry`: fetch a token, and find out how the host wants it, with a request of the credential's own
 */
export type Plan = 'signIn' | 'switchFormat' | 'signInAndTry';

/**
 * A token that was accepted before has expired, or was revoked: ordinary renewals take one sign-in and nothing else.
 * A new token that is refused at its first use was sent in the wrong format. In all other cases either may be true:
 * another worker of n8n fetched the token, perhaps for a host that has not answered yet.
 */
export function planRenewal(refusal: Refusal): Plan {
	const { isAccepted, isFresh, isFormatKnown, isUnauthorized } = refusal;
	if (isAccepted) return 'signIn';
	if (isFresh && !isFormatKnown && isUnauthorized) return 'switchFormat';
	return isFresh || !isFormatKnown ? 'signInAndTry' : 'signIn';
}
