/** The parents of a list that is read parent by parent: which of them count, in the order of their list. */
import type { ParentList } from '../../endpoints/endpoint';
import { FORBIDDEN, UNKNOWN_RECORD } from '../../httpStatus';
import { findStatusError, orStatus } from '../../requester/requestError';
import { createTransform } from '../../schema/recordSchema';
import type { RawRecord } from '../../schema/record';
import { readId } from '../../schema/record';
import type { Query } from '../chunkQuery';
import { normalizeUuid } from '../deduplicator';
import type { SkippedIds } from '../invalidIds';
import { PaginationError } from '../paginationError';

/** One list that can be read, again if necessary. */
interface OpenedList {
	read(): AsyncGenerator<RawRecord[]>;
	/** The IDs that the server has rejected so far. */
	readonly skipped: readonly SkippedIds[];
}

/** Prepares the read of the parents that a query selects. */
type OpenParents = (query: Query) => OpenedList;

/** The part of a query that has these parameters. */
export const pickParameters = (query: Query, names: readonly string[]): Query =>
	Object.fromEntries(Object.entries(query).filter(([name]) => names.includes(name)));

/** The parents of one read. */
export class ParentSource {
	/** The IDs that the user chose; null for all parents. An empty choice is no parent at all. */
	readonly chosen: readonly string[] | null;
	/** The filters that the list of parents takes. */
	private readonly filters: Query;
	private readonly list: OpenedList;
	/** The IDs in the list, read again after a parent was gone. */
	private listed: Promise<ReadonlySet<string>> | null = null;

	/**
	 * @param query the whole query of the read
	 * @param onBareIds called when only the chosen IDs of parents are known, because their list is not readable
	 */
	constructor(
		private readonly parent: ParentList,
		query: Query,
		private readonly open: OpenParents,
		private readonly onBareIds: (status: number) => void,
	) {
		const ids = parent.idFilter === undefined ? undefined : query[parent.idFilter];
		this.chosen = Array.isArray(ids) ? ids.map(String) : null;
		this.filters = pickParameters(query, parent.filters ?? []);
		this.list = this.openWith(this.filters);
	}

	/** The IDs that the list of parents has rejected so far. */
	get skipped(): readonly SkippedIds[] {
		return this.list.skipped;
	}

	/** The ID of a parent, as sent. */
	readonly idOf = (parent: RawRecord): string => readId(parent, this.parent.idField);

	/**
	 * Yields each parent once. A chosen one that is not in the list is nothing but its ID.
	 * @throws PaginationError if the account may not read a list that is needed
	 */
	async *parents(): AsyncGenerator<RawRecord> {
		const chosen = this.chosen && new Set(this.chosen.map(normalizeUuid));
		if (chosen?.size === 0) return;
		const seen = new Set<string>();
		try {
			for await (const page of this.collected()) {
				for (const parent of page) {
					const id = normalizeUuid(this.idOf(parent));
					if (id === '' || seen.has(id) || chosen?.has(id) === false) continue;
					seen.add(id);
					yield parent;
				}
			}
		} catch (error) {
			await this.handleUnreadableList(error, seen.size > 0);
		}
		for (const id of await this.findUnlisted(seen)) yield { [this.parent.idField]: id };
	}

	/** Whether the list still has a parent that could not be read. */
	async has(id: string): Promise<boolean> {
		const { idFilter } = this.parent;
		if (idFilter !== undefined && this.takesIds) {
			const ids = await orStatus(this.idsWith({ [idFilter]: [id] }), UNKNOWN_RECORD);
			return typeof ids !== 'number' && ids.has(normalizeUuid(id));
		}
		this.listed ??= this.idsWith(this.filters);
		return (await this.listed).has(normalizeUuid(id));
	}

	/** Whether the list of parents can be asked for certain ones. */
	private get takesIds(): boolean {
		const { idFilter, filters = [] } = this.parent;
		return idFilter !== undefined && filters.includes(idFilter);
	}

	/** Whether the list of parents has other filters than the choice of IDs. */
	private get isFiltered(): boolean {
		return Object.keys(this.filters).some((name) => name !== this.parent.idFilter);
	}

	private openWith(filters: Query): OpenedList {
		return this.open({ ...filters, ...this.parent.query });
	}

	/** The parents with what all entries of theirs have, which is known at the end of the list. */
	private async *collected(): AsyncGenerator<RawRecord[]> {
		const { collects } = this.parent;
		if (collects === undefined) return yield* this.records(this.list);
		const parents = new Map<string, { parent: RawRecord; values: Set<string> }>();
		for await (const page of this.records(this.list)) {
			for (const parent of page) {
				const id = normalizeUuid(this.idOf(parent));
				const known = parents.get(id) ?? { parent, values: new Set() };
				parents.set(id, known);
				known.values.add(readId(parent, collects.field));
			}
		}
		yield [...parents.values()].map(({ parent, values }) => ({
			...parent,
			[collects.as]: [...values].filter(Boolean),
		}));
	}

	/** The parents of a list that count, page by page. */
	private async *records(list: OpenedList): AsyncGenerator<RawRecord[]> {
		const { endpoint, select } = this.parent;
		const transform = createTransform(endpoint.schema);
		for await (const page of list.read()) {
			const parents = page.map(transform);
			yield select ? parents.filter(select) : parents;
		}
	}

	private async idsWith(filters: Query): Promise<Set<string>> {
		const ids = new Set<string>();
		for await (const page of this.records(this.openWith(filters))) {
			for (const parent of page) ids.add(normalizeUuid(this.idOf(parent)));
		}
		return ids;
	}

	/** The chosen IDs that neither the list nor its filters account for. */
	private async findUnlisted(seen: ReadonlySet<string>): Promise<string[]> {
		const { idFilter } = this.parent;
		const rejected = this.list.skipped
			.filter(({ parameter }) => parameter === idFilter)
			.flatMap(({ ids }) => ids.map(normalizeUuid));
		const known = new Set([...seen, ...rejected]);
		const unlisted = new Map<string, string>();
		for (const id of this.chosen ?? []) {
			const form = normalizeUuid(id);
			if (!known.has(form) && !unlisted.has(form)) unlisted.set(form, id);
		}
		if (unlisted.size === 0 || !this.isFiltered) return [...unlisted.values()];
		// Another filter may have left them out.
		const ids =
			idFilter !== undefined && this.takesIds ? { [idFilter]: [...unlisted.values()] } : {};
		const listed = await this.idsWith(ids);
		return [...unlisted].filter(([form]) => !listed.has(form)).map(([, id]) => id);
	}

	/** Continues with the chosen IDs alone, if the account may not read the list and nothing else is needed of it. */
	private async handleUnreadableList(error: unknown, hasParents: boolean): Promise<void> {
		const isExplained = error instanceof PaginationError && error.reason === 'forbiddenCourseList';
		const answerStatus = isExplained ? FORBIDDEN : findStatusError(error)?.status;
		if (answerStatus !== FORBIDDEN) return await Promise.reject(error);
		if (this.chosen !== null && !this.isFiltered && !hasParents)
			return this.onBareIds(answerStatus);
		if (isExplained) throw error;
		const { endpoint, idFilter: parameter = null } = this.parent;
		throw new PaginationError('forbiddenParentList', {
			records: endpoint.name,
			parameter,
			answerStatus,
		});
	}
}
