/** Finds the values of columns that are looked up by an ID. */
import { ENDPOINTS } from '../endpoints/endpoints';
import { TRAININGS } from '../endpoints/trainings';
import type { ReadPages } from '../paginator/readPages';
import { toPerson } from '../schema/profile/person';
import type { RawRecord, Value } from '../schema/record';
import { readField, toText, toToken } from '../schema/record';
import type { ColumnLookup, CreateFinder, LookupKind, LookupPart } from '../schema/recordSchema';
import type { Unavailable } from './batchLoader';
import { BatchLoader } from './batchLoader';
import { ListLoader } from './listLoader';
import type { PlannedLookup } from './lookupPlan';
import { RecordLoader } from './recordLoader';

/** What a look-up finds for an ID. */
type Named = { name: Value } & { [part in LookupPart]?: Value };

/** Looks records of one kind up, each once. */
type Loader = BatchLoader<Named> | ListLoader<Named> | RecordLoader<Named>;

const byName = ({ name }: RawRecord): Named => ({ name: toText(name) });

const byTitle = ({ title }: RawRecord): Named => ({ name: toText(title) });

/** Records of trainings, whose fields are named like the parts. */
const withParts = (record: RawRecord): Named => ({ ...record, ...byTitle(record) });

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
	training: new RecordLoader(pages, TRAININGS.training, withParts),
	trainingSession: new RecordLoader(pages, TRAININGS.session, withParts),
	trainingDay: new RecordLoader(pages, TRAININGS.day, withParts),
});

/** A list that could not be read. */
interface UnreadList {
	kind: LookupKind;
	/** The endpoint's name. */
	list: string;
	why: Unavailable;
}

/** Looks up the names of an account's users, courses, departments and groups, each once. */
export class NameLookup {
	private readonly loaders: Record<LookupKind, Loader>;
	/** The IDs whose later steps are still to be looked up. */
	private readonly following = new Map<PlannedLookup['steps'], Set<string>>();
	private readonly running: Array<Promise<void>> = [];

	constructor(pages: ReadPages) {
		this.loaders = createLoaders(pages);
	}

	/** Adds the IDs in these records to the next requests. */
	enqueue(records: readonly RawRecord[], plan: readonly PlannedLookup[]): void {
		const sources = plan.flatMap(({ steps, root }) =>
			steps
				.filter(({ kind }, at) => at === 0 || this.isWhole(kind))
				.map(({ kind }) => ({ kind, root })),
		);
		const distinct = new Map(sources.map((source) => [`${source.kind} ${source.root}`, source]));
		for (const { kind, root } of distinct.values()) {
			const loader = this.loaders[kind];
			for (const record of records) visitIds(record, root, (id) => loader.enqueue(id));
		}
		for (const { steps, root } of this.withSteps(plan)) {
			const ids = this.following.get(steps) ?? new Set();
			this.following.set(steps, ids);
			for (const record of records) visitIds(record, root, (id) => ids.add(id));
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
		for (const { steps } of this.withSteps(plan)) {
			const ids = this.following.get(steps);
			if (ids === undefined) continue;
			this.following.delete(steps);
			this.running.push(this.loadSteps(steps, [...ids]));
		}
		await Promise.all(this.running);
	}

	/** Looks up what was found for these IDs, and so on. */
	private async loadSteps(
		[first, ...steps]: readonly ColumnLookup[],
		ids: readonly string[],
	): Promise<void> {
		let [before, found]: [ColumnLookup, Value[]] = [first, [...ids]];
		for (const step of steps) {
			const find = this.createFinder(before);
			found = found.map(find).flat();
			const loader = this.loaders[step.kind];
			for (const id of found) if (typeof id === 'string') loader.enqueue(id);
			await loader.flush();
			before = step;
		}
	}

	/** Whether a list is read as a whole, as soon as any ID is needed. */
	private isWhole(kind: LookupKind): boolean {
		return this.loaders[kind] instanceof ListLoader;
	}

	/** The look-ups whose later steps need the IDs that earlier ones find. */
	private withSteps(plan: readonly PlannedLookup[]): PlannedLookup[] {
		return plan.filter(({ steps }) => steps.slice(1).some(({ kind }) => !this.isWhole(kind)));
	}

	/** What was found. Nothing for an ID that is unknown, and for a list that the account may not read. */
	readonly createFinder: CreateFinder = ({ kind, part }) => {
		const loader = this.loaders[kind];
		const find = (id: string): Value => loader.get(id)?.[part ?? 'name'];
		return (ids) => {
			if (typeof ids === 'string') return find(ids);
			const isRead = loader.unavailable === null || loader instanceof RecordLoader;
			return Array.isArray(ids) && isRead ? findAll(ids, find) : undefined;
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

/** Visits the IDs that a record holds in a field: one, or a list. */
function visitIds(record: RawRecord, field: string, visit: (id: string) => void): void {
	const ids = toToken(readField(record, field));
	if (typeof ids === 'string') visit(ids);
	else if (Array.isArray(ids)) for (const id of ids) visit(String(id ?? ''));
}

/** The names of several IDs, without those that have none. */
function findAll(ids: readonly Value[], find: (id: string) => Value): Value[] {
	const names = ids.map((id) => find(String(id ?? '')));
	return names.filter((name) => name !== undefined && name !== null);
}
