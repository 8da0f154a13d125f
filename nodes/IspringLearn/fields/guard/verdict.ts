/**
 * What a field decided about a request before it is sent. n8n gives an item for a refusal that `preSend`
 * throws, but neither links it to its input item nor copies its fields. So a refusal travels with the
 * request to the function that reads the list, which can do both.
 */
import type { IHttpRequestOptions, PreSendAction } from 'n8n-workflow';

const REFUSAL: unique symbol = Symbol('refusal');
const NO_RESULTS: unique symbol = Symbol('no results');

interface Judged extends IHttpRequestOptions {
	[REFUSAL]?: { error: unknown };
	[NO_RESULTS]?: true;
}

/** The same check, but what it throws goes along with the request. The first refusal counts. */
export function carried(check: PreSendAction): PreSendAction {
	return async function (this, request: Judged) {
		if (request[REFUSAL]) return request;
		try {
			return await check.call(this, request);
		} catch (error) {
			return { ...request, [REFUSAL]: { error } } as Judged;
		}
	};
}

/** A request that is not to be made: the input item has no results. */
export const withoutResults = (request: IHttpRequestOptions): IHttpRequestOptions => {
	const judged: Judged = { ...request, [NO_RESULTS]: true };
	return judged;
};

/**
 * Reads what the fields decided.
 * @returns false when there are no results, and no request is to be made
 * @throws the refusal, as the field threw it
 */
export function isToBeSent(request: IHttpRequestOptions): boolean {
	const { [REFUSAL]: refusal, [NO_RESULTS]: none }: Judged = request;
	if (refusal) throw refusal.error;
	return none === undefined;
}
