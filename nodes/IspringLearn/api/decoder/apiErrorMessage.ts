import { redact } from '../redact';
import { excerpt, isHtml, parseBody } from './decodePage';

/**
 * The vendor's own words in a JSON, XML or text body, or '' when it has none for a person.
 * @param secrets what must not be repeated, should the server do so
 */
export function apiErrorMessage(body: string, secrets: readonly string[] = []): string {
	// U+FFFD stands where the body could not be read: such words help nobody.
	const shown = (text: string): string =>
		text.includes('\ufffd') ? '' : excerpt(redact(text, secrets, '…'), 300);
	try {
		const { content } = parseBody(body);
		const said = content.message ?? content.error_description ?? content.error;
		return typeof said === 'string' ? shown(said) : '';
	} catch {
		return isHtml(body) || /^\s*[{<]/.test(body) ? '' : shown(body);
	}
}
