import type { FormDescriptor } from './form';

/** What a next step may refer to. */
export interface MessageContext<D> {
	data: D;
	form: FormDescriptor;
}

/** A text, or a function that puts data into it. */
export type Text<Input> = string | ((input: Input) => string);

/** The words for one reason. */
export interface MessageTemplate<D> {
	/** What happened: a sentence without its full stop. n8n shows it as a headline. */
	message: Text<D>;
	/** What to do next: whole sentences. n8n shows them below the headline. */
	nextStep: Text<MessageContext<D>>;
}

/** One template for each reason of a map from reasons to data. */
export type MessageTable<Reasons> = {
	readonly [R in keyof Reasons]: MessageTemplate<Reasons[R]>;
};

/** Fills in a template. */
export function fillTemplate<D>(
	{ message, nextStep }: MessageTemplate<D>,
	context: MessageContext<D>,
): { message: string; description: string } {
	return {
		message: typeof message === 'string' ? message : message(context.data),
		description: typeof nextStep === 'string' ? nextStep : nextStep(context),
	};
}
