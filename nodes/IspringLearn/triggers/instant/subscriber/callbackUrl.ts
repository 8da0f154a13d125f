/** Whether iSpring Learn can reach n8n's URL of the trigger. */
import { isPublicHost } from './publicHost';
import { SubscriberError } from './subscriberError';

/** Maximum characters of a URL: the vendor's help on registering a subscriber. */
const MAX_URL_LENGTH = 255;

/** Returns null for anything but a URL with a host. */
function readUrl(address: string): URL | null {
	try {
		const url = new URL(address);
		return /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
	} catch {
		return null;
	}
}

/**
 * Finds out why iSpring Learn can't post to a URL; null if it may reach it.
 * @param callbackUrl n8n's URL of the trigger, for production or for a test event
 * @param baseUrl the address of the API. If it is in a private network, it can reach other addresses there
 */
export function validateCallbackUrl(callbackUrl: string, baseUrl: string): SubscriberError | null {
	const url = readUrl(callbackUrl);
	if (url === null) return new SubscriberError('callbackNotAUrl', { callbackUrl });
	const api = readUrl(baseUrl);
	if (api === null || isPublicHost(api.hostname)) {
		if (!isPublicHost(url.hostname))
			return new SubscriberError('callbackNotPublic', { callbackUrl });
		if (url.protocol !== 'https:') return new SubscriberError('callbackNotHttps', { callbackUrl });
	}
	const maxLength = MAX_URL_LENGTH;
	return callbackUrl.length > maxLength
		? new SubscriberError('callbackTooLong', { callbackUrl, maxLength })
		: null;
}
