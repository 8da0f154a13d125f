/** The thin edge between n8n's form and the pick-lists. */
import type { ILoadOptionsFunctions, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { PICK_LIST_FORM } from '../errors/form';
import { createRequester } from '../api/requester/requester';
import { readConnection } from '../api/requester/connection';
import { Gates } from '../api/requester/gate';
import type { Runtime } from '../api/runtime';
import { describeError } from '../errors/throwNodeError';
import type { ReadAll } from '../api/paginator/readAll';
import { createPageReader, createAllReader } from '../api/paginator/readAll';
import { sortOptions } from './options';
import { FIND_PATH, idsIn, limitOptions, messageOption } from './limitOptions';
import type { Lookup, LookupName } from './lookups';
import { LOOKUPS } from './lookups';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Somebody waits for the list to open. */
const MAX_RETRIES = 1;

async function readerOf(runtime: Runtime, context: ILoadOptionsFunctions): Promise<ReadAll> {
	const connection = await readConnection(context);
	const ask = createRequester(context, connection);
	return createAllReader(
		createPageReader(ask, {
			gate: runtime.get(Gates).forHost(connection.baseURL),
			maxRetries: MAX_RETRIES,
		}),
	);
}

/** The ids that the form holds anywhere, so that what is chosen keeps its name. */
function chosenIn(form: INodeParameters): Set<string> {
	const fields = Object.values({ ...form, ...(form.filters as INodeParameters | undefined) });
	return new Set(fields.flatMap(idsIn));
}

/**
 * The function that n8n calls when a pick-list is opened. What stands in the way of the list is said
 * in the list itself: n8n would show no more than that there are no options.
 */
function loader(runtime: Runtime, { label, entries }: Lookup): LoadOptions {
	return async function () {
		try {
			const read = await readerOf(runtime, this);
			const form = this.getCurrentNodeParameters() ?? {};
			const chosen = (filter: string) => idsIn(this.getCurrentNodeParameter(`filters.${filter}`));
			const find = String(this.getCurrentNodeParameter(FIND_PATH) ?? '').trim();
			return limitOptions(sortOptions(await entries({ read, chosen })), {
				label,
				find,
				chosen: chosenIn(form),
			});
		} catch (error) {
			const { message, description } = await describeError(this, error, {
				label,
				idFilters: [],
				form: PICK_LIST_FORM,
				retries: 0,
			});
			return [messageOption(message, description)];
		}
	};
}

export const loadOptions = (runtime: Runtime): Record<LookupName, LoadOptions> => ({
	getUsers: loader(runtime, LOOKUPS.getUsers),
	getCourses: loader(runtime, LOOKUPS.getCourses),
	getContents: loader(runtime, LOOKUPS.getContents),
	getModules: loader(runtime, LOOKUPS.getModules),
	getCourseItems: loader(runtime, LOOKUPS.getCourseItems),
	getEnrollments: loader(runtime, LOOKUPS.getEnrollments),
	getDepartments: loader(runtime, LOOKUPS.getDepartments),
	getGroups: loader(runtime, LOOKUPS.getGroups),
});
