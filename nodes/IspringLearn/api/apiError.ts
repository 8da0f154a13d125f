import { UserError } from 'n8n-workflow';

/** The arguments of an error: a reason, and its data if it has any. */
type ReasonArguments<Reasons> = {
	[R in keyof Reasons]: undefined extends Reasons[R] ? [reason: R] : [reason: R, data: Reasons[R]];
}[keyof Reasons];

/**
 * What stopped a read, as a reason with its data. `errors/` has the messages for every reason.
 *
 * No property, nor one of `data`, may be called `code` or `status`: n8n replaces the message of an error
 * that has one.
 * @typeParam Reasons maps each reason to its data
 */
export abstract class ApiError<Reasons> extends UserError {
	readonly reason: keyof Reasons & string;
	readonly data: Reasons[keyof Reasons];

	constructor(...[reason, data]: ReasonArguments<Reasons>) {
		super(String(reason));
		this.reason = reason as keyof Reasons & string;
		this.data = data as Reasons[keyof Reasons];
	}
}
