/** Templates of messages, and how numbers and lists look in them. */
import type { FormDescriptor } from '../form';

/** Formats a number with thousands separators: 2,000. */
export const formatCount = (number: number): string => number.toLocaleString('en-US');

/** Puts a separator before the last word, and commas before the others. */
const joinWith = (separator: string, words: readonly string[]): string =>
	[words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(separator);

/** Joins words: "A", "A and B", "A, B and C". */
export const joinWithAnd = (words: readonly string[]): string => joinWith(' and ', words);

/** Joins words: "A", "A or B", "A, B or C". */
export const joinWithOr = (words: readonly string[]): string => joinWith(' or ', words);

/** Quotes the name of a field, as messages do. */
export const quoteLabel = (label: string): string => `'${label}'`;

/** Advice that several messages share, without its full stop. */
export const CHECK_REGION = 'Check the region in the credential';

/** Follows the advice to check the region. */
export const CUSTOM_DOMAIN = 'On a custom domain, the base URL ends with /api/v3.';

/** Names the records of an endpoint by its `name`, in the plural: `moduleResults` → "module results". */
export const recordName = (name: string): string =>
	name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Names one record of an endpoint: `quizzes` → "quiz". */
export const singularName = (name: string): string =>
	recordName(name).replace(/zzes$/, 'z').replace(/ies$/, 'y').replace(/s$/, '');

/** What a message may refer to. */
export interface MessageContext<D> {
	data: D;
	form: FormDescriptor;
}

/** A text, or a function that puts data into it. */
export type Text<Input> = string | ((input: Input) => string);

/** The words for one reason. */
interface MessageTemplate<D> {
	/** What happened: a sentence without its full stop. n8n shows it as a headline. */
	message: Text<MessageContext<D>>;
	/** What to do next: whole sentences. n8n shows them below the headline. */
	nextStep: Text<MessageContext<D>>;
}

/** One template for each reason of a map from reasons to data. */
export type MessageTable<Reasons> = {
	readonly [R in keyof Reasons]: MessageTemplate<Reasons[R]>;
};

/** Fills in a template: what n8n shows as headline and description. */
export function fillTemplate<D>(
	{ message, nextStep }: MessageTemplate<D>,
	context: MessageContext<D>,
): { message: string; description: string } {
	return {
		message: typeof message === 'string' ? message : message(context),
		description: typeof nextStep === 'string' ? nextStep : nextStep(context),
	};
}
