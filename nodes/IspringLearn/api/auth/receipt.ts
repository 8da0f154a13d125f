/**
 * What the node and the credential, which is a bundle of its own, tell each other about a request. The credential
 * records which tokens it was sent with, so that the node can mask them in messages: by the time a request
 * fails, its token may have been renewed here or by another worker of n8n. The node tells when one was accepted.
 */
import { SHORTEST_SECRET } from '../redact';

/** An Authorization header that the credential added. */
interface Signature {
	/** The tokens to mask. Called when a message is built, so that it includes tokens fetched in the meantime. */
	tokens: () => readonly string[];
	/** Whether a way to send the token was tried that may be wrong. If it is, another try finds the right one. */
	isTrial: boolean;
	/** Called when the answer shows that the host accepted the token. */
	accepted: () => void;
}

/** A property of a request that n8n passes to the credential but does not send. */
interface Receipt {
	readonly signatures: Signature[];
}

const isReceipt = (value: unknown): value is Receipt =>
	typeof value === 'object' &&
	value !== null &&
	'signatures' in value &&
	Array.isArray(value.signatures);

/**
 * Notes a signature. The credential calls this for each Authorization header it adds.
 * @returns false when the request is not one of the node's own
 */
export function noteSignature(request: object, signature: Signature): boolean {
	const receipt = 'receipt' in request ? request.receipt : undefined;
	if (!isReceipt(receipt)) return false;
	receipt.signatures.push(signature);
	return true;
}

/** Where an error keeps the receipt of the request that threw it. */
const RECEIPT: unique symbol = Symbol('receipt');

/**
 * Sends a request with a receipt. If the request throws, the receipt is kept with the error. If not, the last
 * signature was accepted.
 * @param send receives the request with the receipt in it
 */
export async function withReceipt<R extends object, T>(
	request: R,
	send: (request: R) => Promise<T>,
): Promise<T> {
	const receipt: Receipt = { signatures: [] };
	const result = await send(Object.assign({}, request, { receipt })).catch(
		async (error: unknown) => {
			if (typeof error === 'object' && error !== null) keepWith(error, receipt);
			return await Promise.reject(error);
		},
	);
	receipt.signatures.at(-1)?.accepted();
	return result;
}

/** Not enumerable: no log and no copy of the error shows it. */
function keepWith(error: object, receipt: Receipt): void {
	Reflect.defineProperty(error, RECEIPT, { value: receipt, configurable: true });
}

const receiptOf = (error: { [RECEIPT]?: Receipt }): Receipt | undefined => error[RECEIPT];

/** Whether the request that threw an error tried another way to send its token. */
export const wasTrial = (error: object): boolean =>
	receiptOf(error)?.signatures.at(-1)?.isTrial ?? false;

/** The tokens of the request that threw an error. */
export const tokensSentBefore = (error: object): string[] =>
	(receiptOf(error)?.signatures ?? [])
		.flatMap(({ tokens }) => [...tokens()])
		.filter(({ length }) => length >= SHORTEST_SECRET);
