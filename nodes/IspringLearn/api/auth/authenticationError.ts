import { ApiError } from '../apiError';
import type { HostError } from './host';
import type { AlterationReason, InterceptionReason } from './networkError';

/** What is known about the answer to a failed sign-in. */
interface Answer {
	/** Status of the answer; undefined when there was none. */
	answerStatus?: number;
	/** Code of the network failure; undefined when there was an answer. */
	faultCode?: string;
	/** The Retry-After header of the answer. */
	retryAfter?: string | null;
}

/** An answer, and what it says: an excerpt without secrets, or ''. */
interface Reply extends Answer {
	answerStatus: number;
	excerpt: string;
}

/** Why an account has no token. */
export interface AuthenticationReasons {
	notReached: Answer & { faultCode: string; atProxy: boolean };
	/** Something in between made or changed the answer. */
	alteredAnswer: Answer & { alteration: AlterationReason };
	/** A proxy or firewall answered instead of the API. */
	interceptedSignIn: Reply & { interception: InterceptionReason };
	busy: Reply;
	/** The host does not serve the token path of the API. */
	wrongHost: Reply;
	rejectedKey: Reply;
	answerWithoutToken: Answer;
	unreadableAnswer: Answer & { isWebPage: boolean };
	/** A request of the credential goes to another origin than its API. */
	otherOrigin: Answer & { baseUrl: string };
	/** The address of the API in the credential would expose the token. */
	unsafeAddress: Answer & { fault: HostError };
	/** A page could not be read with the token. The credential passes the message of that failure. */
	rejectedToken: Answer & { headline: string; nextStep: string };
}

const NAME = 'AuthenticationError';

/**
 * The account has no token. This error crosses from the credential's bundle to the node's, which has
 * another copy of the class: recognise it by `isAuthenticationError`, not by its class.
 */
export class AuthenticationError extends ApiError<AuthenticationReasons> {
	override name = NAME;
}

/** Recognises an AuthenticationError of any bundle. */
export const isAuthenticationError = (value: unknown): value is AuthenticationError =>
	value instanceof Error &&
	value.name === NAME &&
	'reason' in value &&
	'data' in value &&
	typeof value.data === 'object' &&
	value.data !== null;
