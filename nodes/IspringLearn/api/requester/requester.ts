import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { withReceipt } from '../auth/receipt';
import { readText } from '../decoder/charset';
import type { Page } from '../decoder/decodePage';
import { decodePage } from '../decoder/decodePage';
import type { ListEndpoint } from '../endpoints/endpoint';
import { buildRequest } from '../endpoints/endpoint';

/** Makes one request for one page of a list, with this query and none other. */
export type SendPageRequest = (
	resource: ListEndpoint,
	query: { [name: string]: unknown },
) => Promise<Page>;

/** Told the headers of every answer, before its page is read. */
export type OnResponse = (headers: IDataObject) => void;

/** The credential that signs every request. */
export const CREDENTIAL = 'ispringLearnApi';

/** What n8n hands to the functions of a node that may send requests, whatever they are for. */
export interface RequestContext {
	helpers: {
		httpRequestWithAuthentication(
			this: RequestContext,
			credentialType: string,
			request: IHttpRequestOptions,
		): Promise<unknown>;
	};
}

/**
 * Asks for pages of any list, signed in: of the node's own list, of names and pick-lists beside it, and
 * of the trigger's results.
 * @param common what every request has: address, headers and how long to wait
 * @param onAnswer for who needs to know more than the page
 */
export function createRequester<S extends RequestContext>(
	context: S,
	common: Omit<IHttpRequestOptions, 'url'>,
	onAnswer?: OnResponse,
): SendPageRequest {
	return async (resource, query) => {
		const request: IHttpRequestOptions = {
			...common,
			...(buildRequest(resource, query) as IHttpRequestOptions),
			returnFullResponse: true,
		};
		return await withReceipt(request, async (signed) => {
			const { httpRequestWithAuthentication } = context.helpers;
			const answer = await httpRequestWithAuthentication.call(context, CREDENTIAL, signed);
			const { body, headers, statusCode } = answer as IN8nHttpFullResponse;
			onAnswer?.(headers);
			return decodePage(readText({ body, headers }), resource, statusCode);
		});
	};
}
