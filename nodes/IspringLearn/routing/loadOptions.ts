/** The thin edge between n8n's form and the pick-lists. */
import type { ILoadOptionsFunctions, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { FIND_PATH, idsIn } from '../fields/ids';
import { pageAsker } from './askPage';
import { connectionOf } from './connection';
import { explained } from './raise';
import type { ReadWhole } from '../source/paging/readWhole';
import { pageReader, wholeReader } from '../source/paging/readWhole';
import { sorted } from '../lookups/entries';
import { fitting, saying } from '../lookups/fitting';
import type { PickList, PickListName } from '../lookups/pickLists';
import { PICK_LISTS } from '../lookups/pickLists';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Somebody waits for the list to open. */
const MAX_RETRIES = 1;

async function readerOf(context: ILoadOptionsFunctions): Promise<ReadWhole> {
	const connection = await connectionOf(context);
	const ask = pageAsker(context, connection);
	return wholeReader(pageReader(ask, { host: connection.baseURL, maxRetries: MAX_RETRIES }));
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
function loader({ label, entries }: PickList): LoadOptions {
	return async function () {
		try {
			const read = await readerOf(this);
			const form = this.getCurrentNodeParameters() ?? {};
			const chosen = (filter: string) => idsIn(this.getCurrentNodeParameter(`filters.${filter}`));
			const find = String(this.getCurrentNodeParameter(FIND_PATH) ?? '').trim();
			return fitting(sorted(await entries({ read, chosen })), {
				label,
				find,
				chosen: chosenIn(form),
			});
		} catch (error) {
			const { message, description } = await explained(this, error, {
				label,
				idFilters: [],
				inPickList: true,
				retries: 0,
			});
			return [saying(message, description)];
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
