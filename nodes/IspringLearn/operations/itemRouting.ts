/** The door of every operation: n8n's routing engine calls one function for each input item. */
import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodePropertyRouting,
	PreSendAction,
} from 'n8n-workflow';
import { addressOf } from '../api/auth/credentialData';
import { validateBaseUrl } from '../api/auth/host';
import type { Endpoint } from '../api/endpoints/endpoint';
import { CREDENTIAL } from '../api/requester/requester';
import type { Run } from '../api/requester/run';
import { Runs } from '../api/requester/run';
import type { Runtime } from '../api/runtime';
import { orFailedItem } from '../errors/failedItem';
import { CREDENTIAL_FORM } from '../errors/form';
import { describeReason } from '../errors/messages';
import { nodeError } from '../errors/throwNodeError';
import { deferErrors } from '../fields/guard/guardField';

/**
 * Executes an operation for one input item.
 * @param options the request as n8n's routing engine built it. Its query has the values of the fields
 */
export type ExecuteItem = (
	context: IExecutePaginationFunctions,
	options: IHttpRequestOptions,
	run: Run,
) => Promise<INodeExecutionData[]>;

/**
 * Adds each input item to its run. It has to be the first check of the form: n8n calls that one for all items
 * before it continues with any of them.
 */
export const joinRun = (runtime: Runtime): PreSendAction =>
	async function (request) {
		runtime.get(Runs).join(this);
		return request;
	};

/**
 * Sends a request to the base URL of its own input item. If the credential has expressions, n8n uses
 * the URL of the first item for all of them.
 * @throws NodeOperationError for a URL that would expose the token or is not the API's
 */
const setBaseUrl: PreSendAction = async function (request) {
	const baseURL = addressOf(await this.getCredentials(CREDENTIAL));
	const fault = validateBaseUrl(baseURL);
	if (fault === null) return { ...request, baseURL };
	const { message } = describeReason(fault.reason, fault.data, CREDENTIAL_FORM);
	const itemIndex = this.getItemIndex();
	throw nodeError(this.getNode(), 'unusableBaseUrl', { problem: message }, { itemIndex });
};

/** The routing of an operation. */
export const itemRouting = (
	runtime: Runtime,
	{ path }: Pick<Endpoint, 'path'>,
	execute: ExecuteItem,
): INodePropertyRouting => ({
	request: { method: 'GET', url: path },
	send: { paginate: true, preSend: [deferErrors(setBaseUrl)] },
	operations: { pagination: createPagination(runtime, execute) },
});

const createPagination = (runtime: Runtime, execute: ExecuteItem) =>
	async function (
		this: IExecutePaginationFunctions,
		{ options }: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const run = runtime.get(Runs).of(this);
		const item = this.getItemIndex();
		try {
			if (run.isStoppedBefore(item)) return [];
			const executeItem = async () => await execute(this, options as IHttpRequestOptions, run);
			return await orFailedItem(this, executeItem);
		} catch (error) {
			// Another item has stopped the run, and n8n shows its error.
			if (run.isStoppedBefore(item)) return [];
			run.stop(item);
			return await Promise.reject(error);
		} finally {
			run.turns.end(item);
		}
	};
