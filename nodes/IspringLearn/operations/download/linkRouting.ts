/** Requests the link to a file for each input item. */
import type {
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
} from 'n8n-workflow';
import { assertLink } from '../../api/download/fileLink';
import type { RecordEndpoint } from '../../api/endpoints/endpoint';
import { withRetry } from '../../api/requester/retry';
import type { Runtime } from '../../api/runtime';
import { createNormalizer } from '../../api/schema/normalizer';
import { listForm } from '../../errors/form';
import { recordName } from '../../errors/messages/template';
import { throwNodeError } from '../../errors/throwNodeError';
import { shouldSend } from '../../fields/guard/guardField';
import { readMaxRetries } from '../../fields/listFields';
import { resolveQuery } from '../ids/resolveIds';
import type { ExecuteItem } from '../itemRouting';
import { itemRouting } from '../itemRouting';
import type { AccountContext } from '../readContext';
import { createAccountContext, startProgress, withProgress } from '../readContext';

/** What an operation does with the link for one input item. */
export interface LinkRequest {
	account: AccountContext;
	/** What requests to the API share. */
	connection: Omit<IHttpRequestOptions, 'url'>;
	/** The ID in the endpoint's path, under the name of its field. */
	id: IDataObject;
	/** Requests a new link, with retries. */
	requestLink: () => Promise<string>;
}

/** Turns the link into an item. */
export type LinkSink = (request: LinkRequest) => Promise<INodeExecutionData>;

const FORM = listForm({
	filters: false,
	ids: false,
	dates: false,
	limited: false,
	pageToken: false,
	isSingle: true,
});

/** The routing of an operation that works with a link. */
export const linkRouting = (
	runtime: Runtime,
	endpoint: RecordEndpoint,
	id: INodeProperties,
	sink: LinkSink,
): INodePropertyRouting =>
	itemRouting(runtime, endpoint, createLinking(runtime, endpoint, id, sink));

function createLinking(
	runtime: Runtime,
	endpoint: RecordEndpoint,
	field: INodeProperties,
	sink: LinkSink,
): ExecuteItem {
	const normalize = createNormalizer(endpoint.schema);
	return async (context, options, run) => {
		if (!shouldSend(options)) return [];
		const maxRetries = readMaxRetries(context);
		const { qs = {}, ...connection } = options;
		const account = createAccountContext(runtime, context, connection, maxRetries, run);
		const progress = startProgress();
		account.policy = withProgress({ policy: account.policy, progress });
		try {
			const { query } = await resolveQuery(account, [field], qs, false);
			const [id] = [query[field.name]].flat();
			const parameters = { [field.name]: id };
			const requestLink = async (): Promise<string> => {
				progress.retries = 0;
				const request = async () => await account.send(endpoint, parameters);
				return assertLink(String(normalize(await withRetry(request, account.policy)).url));
			};
			return [await sink({ account, connection, id: parameters as IDataObject, requestLink })];
		} catch (error) {
			return await throwNodeError(context, error, {
				label: recordName(endpoint.name),
				idFilters: [],
				idInPath: field.displayName,
				form: FORM,
				retries: progress.retries,
			});
		}
	};
}
