/** The thin edge between n8n's form and the pick-lists. */
import { UserError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { idsIn } from '../fields/ids';
import { CREDENTIAL, pageAsker } from './askPage';
import { explained } from './raise';
import { baseUrlOf, faultOfBaseUrl } from '../source/host';
import { ACCEPT } from '../source/page/decode';
import type { ReadWhole } from '../source/readWhole';
import { wholeReader } from '../source/readWhole';
import { sorted } from '../lookups/entries';
import type { PickList, PickListName } from '../lookups/pickLists';
import { PICK_LISTS } from '../lookups/pickLists';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Somebody waits for the list to open. */
const MAX_RETRIES = 1;
const TIMEOUT_MS = 120_000;

async function readerOf(context: ILoadOptionsFunctions): Promise<ReadWhole> {
	const { host, baseUrl } = await context.getCredentials(CREDENTIAL);
	const baseURL = baseUrlOf({ host: String(host ?? ''), baseUrl: String(baseUrl ?? '') });
	const fault = faultOfBaseUrl(baseURL);
	if (fault !== null) {
		throw new UserError(fault, { description: 'Correct the Base URL in the credential.' });
	}
	const ask = pageAsker(context, {
		baseURL,
		headers: { Accept: ACCEPT },
		arrayFormat: 'brackets',
		encoding: 'text',
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: TIMEOUT_MS,
	});
	return wholeReader(ask, { host: baseURL, maxRetries: MAX_RETRIES });
}

/** An entry that says something; what it stores is no id, so choosing it is refused and filters nothing. */
const saying = (message: string, description: string): INodePropertyOptions[] => [
	{ name: message, value: message, description },
];

/**
 * The function that n8n calls when a pick-list is opened. What stands in the way of the list is said
 * in the list itself: n8n would show no more than that there are no options.
 */
function loader({ label, entries }: PickList): LoadOptions {
	return async function () {
		try {
			const read = await readerOf(this);
			const chosen = (filter: string) => idsIn(this.getCurrentNodeParameter(`filters.${filter}`));
			const options = sorted(await entries({ read, chosen }));
			if (options.length > 0) return options;
			return saying(
				`This account has no ${label}`,
				'None that the API key may see, and none that go with what else is chosen here',
			);
		} catch (error) {
			const { message, description } = await explained(this, error, {
				label,
				idFilters: [],
				retries: 0,
			});
			return saying(message, description);
		}
	};
}

export const loadOptions: Record<PickListName, LoadOptions> = {
	getUsers: loader(PICK_LISTS.getUsers),
	getCourses: loader(PICK_LISTS.getCourses),
	getContents: loader(PICK_LISTS.getContents),
	getModules: loader(PICK_LISTS.getModules),
	getCourseItems: loader(PICK_LISTS.getCourseItems),
	getEnrollments: loader(PICK_LISTS.getEnrollments),
	getDepartments: loader(PICK_LISTS.getDepartments),
	getGroups: loader(PICK_LISTS.getGroups),
};
