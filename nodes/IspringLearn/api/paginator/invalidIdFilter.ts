import { orStatus } from '../requester/requestError';
import type { Query } from './chunkQuery';
import type { FetchPage } from './paginate';
import { INVALID_ID_STATUS, MAX_INVALID_IDS, bisectInvalidIds } from './bisectInvalidIds';
import { PaginationError } from './paginationError';

/** IDs that were left out of one query parameter. */
export interface SkippedIds {
	/** Name of the parameter, or null when the IDs come from a list of all courses. */
	parameter: string | null;
	ids: string[];
	/** True when the account may not read them. Otherwise iSpring Learn does not know them. */
	isForbidden?: boolean;
}

const REFUSED: ReadonlySet<number> = new Set([INVALID_ID_STATUS]);
const NOTHING = { records: [], nextPageToken: null };

const idsOf = (query: Query, name: string): string[] => {
	const ids = query[name];
	return Array.isArray(ids) ? ids : [];
};

/** Takes out of the queries of one read the ids that iSpring Learn does not know. */
export class InvalidIdFilter {
	private readonly unknown = new Map<string, Set<string>>();
	private readonly accepted = new Set<string>();

	/** @param fetchPageOf gives the pages of a query as it is */
	constructor(
		private readonly parameters: readonly string[],
		private readonly fetchPageOf: (query: Query) => FetchPage,
	) {}

	/** What was taken out so far. */
	get skipped(): SkippedIds[] {
		return this.parameters
			.map((parameter) => ({ parameter, ids: [...(this.unknown.get(parameter) ?? [])] }))
			.filter(({ ids }) => ids.length > 0);
	}

	/**
	 * The pages of a query without the ids that are not known. Where a filter has no others, there is
	 * no page: without that filter iSpring Learn would give every record.
	 */
	pagesOf(query: Query): FetchPage {
		let left: Query | null = null;
		return async (request) => {
			if (left !== null) return await this.fetchPageOf(left)(request);
			left = this.without(query);
			if (left === null) return NOTHING;
			const page = await orStatus(this.fetchPageOf(left)(request), REFUSED);
			if (typeof page !== 'number') return page;
			await this.examine(left);
			left = this.without(left);
			// Refused again, it was not for its ids.
			return left === null ? NOTHING : await this.fetchPageOf(left)(request);
		};
	}

	/** Null when one of its filters has no ids left. */
	private without(query: Query): Query | null {
		const left = { ...query };
		for (const [name, unknown] of this.unknown) {
			const ids = idsOf(query, name);
			if (ids.length === 0) continue;
			const known = ids.filter((id) => !unknown.has(id));
			if (known.length === 0) return null;
			left[name] = known;
		}
		return left;
	}

	/** Tries the ids of each filter by themselves, so that those of the others do not interfere. */
	private async examine(query: Query): Promise<void> {
		for (const name of this.parameters) {
			const unknown = this.unknown.get(name) ?? new Set();
			const isAccepted = async (ids: readonly string[]) => await this.isAccepted(name, ids);
			const doubtful = idsOf(query, name).filter((id) => !this.accepted.has(`${name}:${id}`));
			for await (const id of bisectInvalidIds(doubtful, isAccepted)) {
				unknown.add(id);
				this.unknown.set(name, unknown);
				if (unknown.size > MAX_INVALID_IDS) throwTooManyInvalidIds(name);
			}
		}
	}

	private async isAccepted(name: string, ids: readonly string[]): Promise<boolean> {
		const first = this.fetchPageOf({ [name]: ids })({ pageSize: 1, pageToken: null });
		if (typeof (await orStatus(first, REFUSED)) === 'number') return false;
		for (const id of ids) this.accepted.add(`${name}:${id}`);
		return true;
	}
}

/** So many unknown IDs are no slip. */
export function throwTooManyInvalidIds(parameter: string): never {
	throw new PaginationError('tooManyInvalidIds', { parameter, maxIds: MAX_INVALID_IDS });
}
