import type { FormAtHand } from '../advice';
import { Advised } from '../advice';

/** Why a body was not accepted as a page. `damaged`, `garbled` and `empty` may go away on the next try. */
export type DecodeErrorReason =
	| 'empty'
	| 'html'
	| 'text'
	| 'damaged'
	| 'garbled'
	| 'charset'
	| 'bare'
	| 'unsafe'
	| 'foreign';

/** What to do next, by reason, in the words of the form. */
const NEXT_STEPS: Record<DecodeErrorReason, (form: FormAtHand) => string> = {
	empty: ({ again }) =>
		`The connection may have been cut. ${again}; if it stays like this, check the API Host in the credential.`,
	html: () =>
		'A web page usually means that the API Host in the credential is not the API of your account. Choose the host that begins with "api-learn", or add /api/v3 to the address of your own domain.',
	text: () => 'Check the API Host in the credential: another service may be answering there.',
	damaged: ({ again, has }) =>
		`The answer was cut off or changed on its way, so it was not used: rows could be missing. ${again}${has('Page Size') ? '; a smaller Page Size under Options helps on slow connections' : ''}.`,
	garbled: ({ again }) =>
		`iSpring Learn sends UTF-8. ${again}. If the message stays, check the API Host in the credential, and ask whoever runs a proxy in between whether it changes answers.`,
	charset: () =>
		'iSpring Learn sends UTF-8. Check the API Host in the credential, and ask whoever runs a proxy in between whether it changes answers.',
	bare: () =>
		'iSpring Learn puts its lists into an object. An older API or another service seems to answer. Check the API Host in the credential. If it is the domain of your own account, the address ends in /api/v3.',
	unsafe: () =>
		'iSpring Learn never sends a document type definition, so this answer was not read. Check the API Host in the credential, and any proxy in between.',
	foreign: () =>
		'Check the API Host in the credential, and that your iSpring Learn plan includes the API (it needs the Business subscription).',
};

/** A body that must not be taken for a page: using it could lose rows without a word. */
export class DecodeError extends Advised {
	readonly reason: DecodeErrorReason;

	/** @param happened what was seen, as a sentence without its full stop */
	constructor(reason: DecodeErrorReason, happened: string) {
		super(happened, NEXT_STEPS[reason]);
		this.name = 'PageRefused';
		this.reason = reason;
	}
}
