/** Finds the values of columns that are looked up by an ID. */
import { ENDPOINTS } from '../endpoints/endpoints';
import type { ReadPages } from '../paginator/readPages';
import type { Person } from '../schema/person';
import { toPerson } from '../schema/person';
import type { RawRecord, Value } from '../schema/record';
import { readField, toText, toToken } from '../schema/record';
import type { CreateFinder, LookupKind } from '../schema/recordSchema';
import type { Unavailable } from './batchLoader';
import { BatchLoader } from './batchLoader';
import { ListLoader } from './listLoader';
import type { PlannedLookup } from './lookupPlan';

/** What a look-up finds for an ID. */
type Named = { name: Value } & Partial<Omit<Person, 'name'>>;

/** Looks records of one kind up, each once. */
type Loader = BatchLoader<Named> | ListLoader<Named>;

const byName = ({ name }: RawRecord): Named => ({ name: toText(name) });

const byTitle = ({ title }: RawRecord): Named => ({ name: toText(title) });

const createLoaders = (pages: ReadPages): Record<LookupKind, Loader> => ({
	user: new BatchLoader<Named>(pages, {
		endpoint: ENDPOINTS.users,
		filter: 'userIds',
		id: 'userId',
		select: toPerson,
	}),
	course: new BatchLoader(pages, {
		endpoint: ENDPOINTS.courses,
		filter: 'contentItemIds',
		id: 'contentItemId',
		select: byTitle,
	}),
	department: new ListLoader(pages, {
		endpoint: ENDPOINTS.departments,
		id: 'departmentId',
		select: byName,
	}),
	group: new ListLoader(pages, { endpoint: ENDPOINTS.groups, id: 'groupId', select: byName }),
});

/** A list that could not be read. */
export interface UnreadList {
	kind: LookupKind;
	/** The endpoint's name. */
	list: string;
	why: Unavailable;
}

/** Looks up the names of an account's users, courses, departments and groups, each once. */
export class NameLookup {
	private readonly loaders: Record<LookupKind, Loader>;

	constructor(pages: ReadPages) {
		this.loaders = createLoaders(pages);
	}

	/** Adds the IDs in these records to the next requests. */
	enqueue(records: readonly RawRecord[], plan: readonly PlannedLookup[]): void {
		const sources = plan.flatMap(({ kinds, root }) => kinds.map((kind) => ({ kind, root })));
		const distinct = new Map(sources.map((source) => [`${source.kind} ${source.root}`, source]));
		for (const { kind, root } of distinct.values()) {
			const loader = this.loaders[kind];
			for (const record of records) {
				const ids = toToken(readField(record, root));
				if (typeof ids === 'string') loader.enqueue(ids);
				else if (Array.isArray(ids)) for (const id of ids) loader.enqueue(String(id ?? ''));
			}
		}
	}

	/** Whether there are IDs that `load` has to request. */
	get hasQueued(): boolean {
		return Object.values(this.loaders).some(({ hasQueued }) => hasQueued);
	}

	/**
	 * Looks up every ID that is queued.
	 * @throws what a request threw, except for lists that the account may not read
	 */
	async load(plan: readonly PlannedLookup[]): Promise<void> {
		const kinds = new Set(plan.flatMap((planned) => planned.kinds));
		await Promise.all([...kinds].map(async (kind) => await this.loaders[kind].flush()));
	}

	/** What was found. Nothing for an ID that is unknown, and for a list that the account may not read. */
	readonly createFinder: CreateFinder = ({ kind, part }) => {
		const loader = this.loaders[kind];
		const find = (id: string): Value => loader.get(id)?.[part ?? 'name'];
		return (ids) => {
			if (typeof ids === 'string') return find(ids);
			return Array.isArray(ids) && loader.unavailable === null ? findAll(ids, find) : undefined;
		};
	};

	/** The lists that the account may not read, or that know too few of the IDs. */
	get unread(): UnreadList[] {
		return (Object.keys(this.loaders) as LookupKind[]).flatMap((kind) => {
			const { unavailable: why, endpoint } = this.loaders[kind];
			return why === null ? [] : [{ kind, list: endpoint.name, why }];
		});
	}
}

/** The names of several IDs, without those that have none. */
function findAll(ids: readonly Value[], find: (id: string) => Value): Value[] {
	const names = ids.map((id) => find(String(id ?? '')));
	return names.filter((name) => name !== undefined && name !== null);
}
