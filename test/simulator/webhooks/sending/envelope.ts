import type { Message } from '../filters';
import type { WebhookRules } from '../rules';
import type { QueuedEvent } from '../subscriber';

/** Marks digits that are written as a number: JSON.stringify knows none with 19 digits. */
const MARK = '\u0000';

/** Writes a value as JSON, with bigints as numbers. */
function stringify(value: unknown): string {
	const marked = JSON.stringify(value, (_, one: unknown) =>
		typeof one === 'bigint' ? `${MARK}${one}` : one,
	);
	return marked.replace(/"\\u0000(\d+)"/g, '$1');
}

/** `COURSE_STATUS_CHANGED` as `CourseStatusChanged`. */
const className = (constant: string): string =>
	constant.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The messages of an event in the form of the rules: several if the form holds less. */
function formed(message: Message, rules: WebhookRules): Message[] {
	const { completionDate: date, updatedAttributes: attributes } = message;
	const dated =
		typeof date === 'bigint' && rules.completionDate === 'text'
			? { ...message, completionDate: String(date) }
			: message;
	return Array.isArray(attributes) && rules.updatedAttributes === 'single'
		? attributes.map((updatedAttributes: unknown) => ({ ...dated, updatedAttributes }))
		: [dated];
}

/** The name of a type in calls. */
export const typeName = (type: string, { eventNames }: WebhookRules): string =>
	eventNames === 'classes' ? className(type) : type;

/** The body of a call: `{type: string, payloads: array of message}`. */
export function eventsBody(batch: readonly QueuedEvent[], rules: WebhookRules): string {
	const messages = batch.flatMap(({ message }) => formed(message, rules));
	return stringify({
		type: typeName(batch[0].type, rules),
		payloads: rules.messages === 'text' ? messages.map(stringify) : messages,
	});
}

/** The body of the call that confirms a URL: `{"type":"CONFIRMATION","payloads":["{\"code\":\"…\"}"]}`. */
export function confirmationBody(code: string, rules: WebhookRules): string {
	const payload = { text: JSON.stringify({ code }), object: { code }, code }[rules.confirmation];
	return JSON.stringify({ type: rules.confirmationType, payloads: [payload] });
}
