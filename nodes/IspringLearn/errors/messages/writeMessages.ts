/** The words for requests that change something and failed. */
import type { MessageTable } from './template';
import { formatCount } from './template';

/** What became of the entries of a list that takes several requests. */
interface PortionEntries {
	done: readonly string[];
	/** In the request that failed. */
	failed: readonly string[];
	unsent: readonly string[];
}

/** A write that failed, as far as it helps to explain the failure. */
export interface FailedWrite {
	/** What it does, such as "create a user". */
	task: string;
	/** How to find out whether it was done: a sentence. */
	check: string;
	/** Whether it may have been done. */
	mayBeDone: boolean;
	/** Whether it was rejected, but a part of it may have been done. */
	mayBePartlyDone: boolean;
	entries: PortionEntries;
}

/** What is known after a rejection. */
type Rejection = Pick<FailedWrite, 'check' | 'mayBePartlyDone'>;

/** Why a write failed, or what else there is to say about it. */
export interface WriteReasons {
	forbiddenWrite: Rejection & Pick<FailedWrite, 'task'>;
	rejectedWrite: Rejection;
	/** `cause` is the message of what happened, without its full stop. */
	unconfirmedWrite: { check: string; cause: string };
	/** Several input items: how many were done before the one that stopped the node, in full or in part, or not sent. */
	stoppedItems: { done: number; begun: number; unsent: number };
	/** How many entries of the list an earlier try has done. */
	earlierTry: { done: number };
	/** The write was done, but what it changed could not be read. */
	unreadResult: { cause: string };
}

/** Entries that a message lists; it counts the others. */
const MAX_LISTED = 10;

function listEntries(entries: readonly string[]): string {
	const more = entries.length - MAX_LISTED;
	const listed = entries.slice(0, MAX_LISTED).join(', ');
	return more > 0 ? `${listed} and ${formatCount(more)} more` : listed;
}

/** One wrong ID is enough for a rejection. No document says what becomes of the others in the request. */
const describeChanges = ({ check, mayBePartlyDone }: Rejection): string =>
	mayBePartlyDone
		? `iSpring Learn rejects a request if one value is invalid or one ID is unknown, and doesn't say whether the rest was done. ${check}`
		: 'Nothing was changed by this request.';

export const WRITE_MESSAGES: MessageTable<WriteReasons> = {
	forbiddenWrite: {
		message: ({ data: { task } }) => `This API key isn't allowed to ${task}`,
		nextStep: ({ data }) =>
			`Use an API key of an account owner or administrator, or of a role with this permission. Custom roles and department administrators can only make changes in the departments that they manage. ${describeChanges(data)}`,
	},
	rejectedWrite: {
		message: 'iSpring Learn rejected the request',
		nextStep: ({ data }) => `Check the values. ${describeChanges(data)}`,
	},
	unconfirmedWrite: {
		message: "The change may have been made, but iSpring Learn didn't confirm it",
		nextStep: ({ data: { check, cause } }) =>
			`Before you run the node again, find out whether it was made. ${check} Cause: ${cause}.`,
	},
	stoppedItems: {
		message: 'Other input items',
		nextStep: ({ data: { done, begun, unsent } }) => {
			const inPart = begun > 0 ? ` ${formatCount(begun)} done in part,` : '';
			return `Other input items: ${formatCount(done)} done before,${inPart} ${formatCount(unsent)} not sent.`;
		},
	},
	earlierTry: {
		message: 'Earlier try',
		nextStep: ({ data: { done } }) => `Done before: ${formatCount(done)}.`,
	},
	unreadResult: {
		message: "The change was made, but the result couldn't be read",
		nextStep: ({ data: { cause } }) => `Cause: ${cause}.`,
	},
};

/** Adds what became of the other entries of a list. */
export function withEntries<M extends { description: string }>(
	message: M,
	{ entries, mayBeDone }: FailedWrite,
): M {
	const { done, failed, unsent } = entries;
	if (failed.length === 0) return message;
	const parts = [
		`${mayBeDone ? 'Unconfirmed' : 'Rejected'}: ${listEntries(failed)}.`,
		...(done.length > 0 ? [`Done before: ${formatCount(done.length)}.`] : []),
		...(unsent.length > 0 ? [`Not sent: ${formatCount(unsent.length)}.`] : []),
	];
	return { ...message, description: `${message.description} ${parts.join(' ')}` };
}
