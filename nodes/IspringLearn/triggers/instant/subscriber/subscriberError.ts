import { ApiError } from '../../../api/apiError';
import type { InstantReasons } from '../../../errors/messages/instantMessages';

/** A subscriber can't be created. */
export class SubscriberError extends ApiError<InstantReasons> {
	override name = 'SubscriberError';
}
