/** The functions that n8n calls for the pick-lists of a form, made from one table. */
import { NodeApiError } from 'n8n-workflow';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
} from 'n8n-workflow';
import { uuidsIn } from '../api/pastedText';
import { PICK_LIST_FORM } from '../errors/form';
import type { Runtime } from '../api/runtime';
import type { Message } from '../errors/messages';
import { describeError } from '../errors/throwNodeError';
import { AccountLists } from './accountLists';
import { createOptionFilter, FIND_PATH, idsIn, limitOptions, messageOption } from './limitOptions';
import type { LookupName } from './lookups';
import { LOOKUP_NAMES, LOOKUPS, searchMethodOf } from './lookups';
import { createResourceMapping } from './profileFields';
import { parseEmail } from './names/usersByEmail';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** `getUsers` loads all users for a field that takes several; `searchUsers` searches them for one. */
type SearchName<N extends LookupName> = N extends `get${infer Noun}` ? `search${Noun}` : never;

/** Results that a search returns at a time. n8n asks for more when a person scrolls down. */
const SEARCH_PAGE_SIZE = 100;

const describe = async (
	context: ILoadOptionsFunctions,
	name: LookupName,
	error: unknown,
): Promise<Message> =>
	await describeError(context, error, {
		label: LOOKUPS[name].label,
		idFilters: [],
		form: PICK_LIST_FORM,
		retries: 0,
	});

/** The IDs that the form holds anywhere, so that what is chosen keeps its name. */
const chosenIn = (form: INodeParameters): Set<string> => new Set(idsIn(form));

/**
 * Loads the list of a field that takes several IDs. Errors are shown in the list itself: n8n would only say
 * that there are no options.
 */
function createLoader(runtime: Runtime, name: LookupName): LoadOptions {
	return async function () {
		try {
			const lists = await AccountLists.open(runtime, this);
			const { label, searchedBy } = LOOKUPS[name];
			const typed = String(this.getCurrentNodeParameter(FIND_PATH) ?? '').trim();
			// A list with a filter that searches it is not shortened by what was typed to find something else.
			const find = searchedBy === undefined ? typed : '';
			const chosen = chosenIn(this.getCurrentNodeParameters() ?? {});
			return limitOptions(await lists.readAll(name), { label, find, searchedBy, chosen });
		} catch (error) {
			const { message, description } = await describe(this, name, error);
			return [messageOption(message, description)];
		}
	};
}

/** The options that match what a person has typed so far. */
async function search(
	lists: AccountLists,
	name: LookupName,
	filter: string,
): Promise<readonly INodePropertyOptions[]> {
	const email = name === 'getUsers' ? parseEmail(filter) : undefined;
	if (email !== undefined) {
		const found = await lists.readByEmail(email);
		if (found.length > 0) return found;
	}
	const all = await lists.readAll(name, filter);
	// An ID as a database writes it, or in the address of a page.
	const ids = uuidsIn(filter);
	const found = all.filter(({ value }) => ids.includes(String(value).toLowerCase()));
	if (found.length > 0) return found;
	// The start of an address, or one in other case than it is stored, is in the names of users.
	return all.filter(createOptionFilter(filter));
}

/** The pagination token is the number of results before the page. */
function toPage(
	found: readonly INodePropertyOptions[],
	paginationToken: string | undefined,
): INodeListSearchResult {
	const start = /^\d+$/.test(paginationToken ?? '') ? Number(paginationToken) : 0;
	const end = start + SEARCH_PAGE_SIZE;
	return {
		results: found.slice(start, end),
		...(end < found.length && { paginationToken: String(end) }),
	};
}

/**
 * Searches the list of a field that takes one ID. n8n shows what it throws in the list.
 * @throws NodeApiError that says why the list could not be read
 */
function createSearch(runtime: Runtime, name: LookupName): ListSearch {
	return async function (filter = '', paginationToken) {
		try {
			const lists = await AccountLists.open(runtime, this);
			return toPage(await search(lists, name, filter.trim()), paginationToken);
		} catch (error) {
			const { message, description, httpCode } = await describe(this, name, error);
			// A new error without the cause: axios keeps the Authorization header in it.
			throw new NodeApiError(this.getNode(), { message }, { message, description, httpCode });
		}
	};
}

/**
 * The `methods` of a node: `loadOptions` for fields that take several IDs, `listSearch` for those that take one,
 * `resourceMapping` for the profile of a user.
 */
export const createMethods = (runtime: Runtime) => ({
	loadOptions: Object.fromEntries(
		LOOKUP_NAMES.map((name) => [name, createLoader(runtime, name)]),
	) as Record<LookupName, LoadOptions>,
	listSearch: Object.fromEntries(
		LOOKUP_NAMES.map((name) => [searchMethodOf(name), createSearch(runtime, name)]),
	) as Record<SearchName<LookupName>, ListSearch>,
	resourceMapping: createResourceMapping(runtime),
});
