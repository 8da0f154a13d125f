/**
 * Records which tokens a request was sent with, so that the node can mask them in messages. The credential
 * adds the tokens in a bundle of its own, and by the time a request fails, its token may have been renewed
 * here or by another worker of n8n.
 */
import { SHORTEST_SECRET } from '../redact';

/** Called when a message is built, so that it includes tokens fetched in the meantime. */
type Tokens = () => readonly string[];

/** A property of a request that n8n passes to the credential but does not send. */
interface Receipt {
	readonly signedWith: Tokens[];
}

const isReceipt = (value: unknown): value is Receipt =>
	typeof value === 'object' &&
	value !== null &&
	'signedWith' in value &&
	Array.isArray(value.signedWith);

/** Notes the tokens of a request. The credential calls this for each Authorization header it adds. */
export function noteTokens(request: object, tokens: Tokens): void {
	const receipt = 'receipt' in request ? request.receipt : undefined;
	if (isReceipt(receipt)) receipt.signedWith.push(tokens);
}

/** Where an error keeps the receipt of the request that threw it. */
const RECEIPT: unique symbol = Symbol('receipt');

/**
 * Sends a request with a receipt. If the request throws, the receipt is kept with the error.
 * @param send receives the request with the receipt in it
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

/** The tokens of the request that threw an error. */
export const tokensSentBefore = (error: object): string[] =>
	(receiptOf(error)?.signedWith ?? [])
		.flatMap((tokens) => [...tokens()])
		.filter(({ length }) => length >= SHORTEST_SECRET);
