/**
 * Lets the node know with which tokens a request left, so that none gets into a message. The
 * credential that adds them is a bundle of its own, and by the time a request comes to nothing its
 * token may have been renewed, here or by another worker of n8n.
 */
import { SHORTEST_SECRET } from '../redact';

/** Asked when it is needed: tokens that were fetched meanwhile are in it, too. */
type Tokens = () => readonly string[];

/** Goes along with a request; n8n hands it to the credential and leaves it out of what it sends. */
export interface Receipt {
	readonly signedWith: Tokens[];
}

const isReceipt = (value: unknown): value is Receipt =>
	typeof value === 'object' &&
	value !== null &&
	'signedWith' in value &&
	Array.isArray(value.signedWith);

/** Called by the credential for each Authorization header that it adds. */
export function noteTokens(request: object, tokens: Tokens): void {
	const receipt = 'receipt' in request ? request.receipt : undefined;
	if (isReceipt(receipt)) receipt.signedWith.push(tokens);
}

/** Where an error keeps the receipt of the request that threw it. */
const RECEIPT: unique symbol = Symbol('receipt');

/**
 * Makes a request that has a receipt, and keeps the receipt with whatever the request throws.
 * @param send is given the same request with the receipt in it
 */
export async function withReceipt<R extends object, T>(
	request: R,
	send: (request: R) => Promise<T>,
): Promise<T> {
	const receipt: Receipt = { signedWith: [] };
	return await send(Object.assign({}, request, { receipt })).catch(async (error: unknown) => {
		if (typeof error === 'object' && error !== null) keepWith(error, receipt);
		return await Promise.reject(error);
	});
}

/** Not enumerable: no log and no copy of the error shows it. */
function keepWith(error: object, receipt: Receipt): void {
	Reflect.defineProperty(error, RECEIPT, { value: receipt, configurable: true });
}

const receiptOf = (error: { [RECEIPT]?: Receipt }): Receipt | undefined => error[RECEIPT];

/** The tokens of the request that threw this. */
export const tokensSentBefore = (error: object): string[] =>
	(receiptOf(error)?.signedWith ?? [])
		.flatMap((tokens) => [...tokens()])
		.filter(({ length }) => length >= SHORTEST_SECRET);
