import type { Json } from '../formats';
import type { UserFields } from '../records/user';
import type { Kind, World } from '../world';
import type { Filter, IdFilter } from './filters';
import type { ResultChanges } from './changes';
import type { ModuleResult } from './row';

export type Row = { readonly [key: string]: Json };
/** One list endpoint: a row of the table "Other read endpoints", or the module results. */
export interface Endpoint {
	path: string;
	/** The filter whose value is in the path, such as `{courseId}`. */
	inPath?: IdFilter;
	/** The status for an unknown id in the path (404). */
	unknownInPath?: 400 | 404;
	paged: boolean;
	/** Absent: a bare array in JSON, and the rows directly in `<response>`. */
	wrapper?: string;
	row: string;
	/** The root element of a page in XML, if it isn't `response`. */
	root?: string;
	tokenKey: 'nextPageToken' | 'nextPageToekn';
	filters: readonly Filter[];
	/** How many records there ever were. */
	count: () => number;
	/** Whether record i is still, and already, in the list. */
	exists?: (i: number) => boolean;
	make: (i: number) => Row;
	/** True for a list of bare ids: the field `id` of each record. */
	bareIds?: true;
	/** The department of a row, for lists that an API key may be scoped to. */
	departmentOf?: (i: number) => number;
}
export interface EndpointOptions {
	userFields: UserFields;
	/** Changes module results in responses (e.g. special titles); filters still apply to the unchanged row. */
	rowEdit?: (row: ModuleResult, index: number) => ModuleResult;
	/**
	 * Which lists of modules the host has. `both` (default); `old`: only `/courses/modules`; `new`:
	 * only `/course/{courseId}/modules`; `neither`. The OpenAPI file calls the old one "Deprecated".
	 */
	moduleLists?: 'both' | 'old' | 'new' | 'neither';
	/** Whether `/courses/modules` requires courseIds, as the OpenAPI file says, unlike the other documents. */
	modulesNeedCourses?: boolean;
	/** Whether participants come as a bare array (false). */
	bareParticipants?: boolean;
	/** Whether ranges include their ends, which is not documented (true). */
	inclusiveRanges?: boolean;
}

/** Changes of results, the number of initial results that are shown, and the current time in epoch seconds. */
export interface Happened {
	changes: ResultChanges;
	shown: () => number;
	now: () => number;
}

export const paged = { paged: true, tokenKey: 'nextPageToken' } as const;
export const unpaged = { paged: false, tokenKey: 'nextPageToken' } as const;

export function ids(world: World, name: string, kind: Kind, of: IdFilter['of']): IdFilter {
	return { kind: 'ids', name, find: (id) => world.find(kind, id), of };
}

export const text = (name: string, of: (i: number) => string | undefined): Filter => ({
	kind: 'text',
	name,
	of,
});
