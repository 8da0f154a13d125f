import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { withReceipt } from '../source/account/receipt';
import { readText } from '../source/page/charset';
import { decodePage } from '../source/page/decode';
import type { AskPage } from '../source/paging/patient';

/** Told the headers of every answer, before its page is read. */
export type OnAnswer = (headers: IDataObject) => void;

/** The credential that signs every request. */
export const CREDENTIAL = 'ispringLearnApi';

/** What n8n hands to the functions of a node that may send requests, whatever they are for. */
export interface Sender {
	helpers: {
		httpRequestWithAuthentication(
			this: Sender,
			credentialType: string,
			request: IHttpRequestOptions,
		): Promise<unknown>;
	};
}

/**
 * Asks for pages of any list, signed in. n8n's routing engine asks for those of the node's own list;
 * this is for names and pick-lists beside it.
 * @param common what every request has: address, headers and how long to wait
 * @param onAnswer for who needs to know more than the page
 */
export function pageAsker<S extends Sender>(
	context: S,
	common: Omit<IHttpRequestOptions, 'url'>,
	onAnswer?: OnAnswer,
): AskPage {
	return async (resource, query) => {
		const request: IHttpRequestOptions = {
			...common,
			url: resource.path,
			qs: query as IDataObject,
			method: 'GET',
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
