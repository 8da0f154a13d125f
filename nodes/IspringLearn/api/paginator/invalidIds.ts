/** Finds and leaves out invalid IDs: iSpring Learn rejects a request for a single one, and does not say which. */
import { BAD_REQUEST, REJECTED } from '../httpStatus';
import { orStatus } from '../requester/requestError';
import type { Query } from './chunkQuery';
import type { FetchPage } from './paginate';
import { PaginationError } from './paginationError';

/** The status of a request with an unknown ID. */
export const INVALID_ID_STATUS = BAD_REQUEST;

/** Maximum unknown IDs to search for. Finding more would cost more requests than it is worth. */
export const MAX_INVALID_IDS = 100;

/**
 * Finds invalid IDs by bisection: for k of them among n it takes up to about 2·k·log2(n) requests. Yields only
 * IDs that were rejected alone: a request may be rejected for other reasons as well.
 * @param isAccepted sends a request with these IDs
 */
export async function* bisectInvalidIds(
	ids: readonly string[],
	isAccepted: (ids: readonly string[]) => Promise<boolean>,
): AsyncGenerator<string> {
	if (ids.length === 0 || (await isAccepted(ids))) return;
	if (ids.length === 1) {
		yield ids[0];
		return;
	}
	const middle = Math.ceil(ids.length / 2);
	yield* bisectInvalidIds(ids.slice(0, middle), isAccepted);
	yield* bisectInvalidIds(ids.slice(middle), isAccepted);
}

/** IDs that were left out of one query parameter. */
export interface SkippedIds {
	/** Name of the parameter, or null when the IDs come from a list of all of them. */
	parameter: string | null;
	ids: string[];
	/** The `name` of their endpoint, for those without a parameter. Default: courses. */
	records?: string;
	/** True when the account may not read them. Otherwise iSpring Learn does not know them. */
	isForbidden?: boolean;
}

const EMPTY_PAGE = { records: [], nextPageToken: null };

const readIds = (query: Query, name: string): string[] => {
	const ids = query[name];
	return Array.isArray(ids) ? ids : [];
};

/** Leaves out of the queries of one read the IDs that iSpring Learn does not know. */
export class InvalidIdFilter {
	private readonly invalid = new Map<string, Set<string>>();
	private readonly accepted = new Set<string>();

	/**
	 * @param parameters those that take IDs
	 * @param createFetcher creates the function that requests the pages of a query as it is
	 * @param required parameters that every request has to send, such as the parent of a list
	 */
	constructor(
		private readonly parameters: readonly string[],
		private readonly createFetcher: (query: Query) => FetchPage,
		private readonly required: readonly string[] = [],
	) {}

	/** The IDs left out so far. */
	get skipped(): SkippedIds[] {
		return this.parameters
			.map((parameter) => ({ parameter, ids: [...(this.invalid.get(parameter) ?? [])] }))
			.filter(({ ids }) => ids.length > 0);
	}

	/**
	 * Requests the pages of a query without its invalid IDs. There is no page when a filter has no other IDs:
	 * without the filter iSpring Learn would return every record.
	 */
	pagesOf(query: Query): FetchPage {
		let valid: Query | null = null;
		return async (request) => {
			if (valid !== null) return await this.createFetcher(valid)(request);
			valid = this.withoutInvalid(query);
			if (valid === null) return EMPTY_PAGE;
			const page = await orStatus(this.createFetcher(valid)(request), REJECTED);
			if (typeof page !== 'number') return page;
			if (!(await this.isRequiredAccepted(valid))) return await this.createFetcher(valid)(request);
			await this.findInvalid(valid);
			valid = this.withoutInvalid(valid);
			// A second rejection has another reason than the IDs.
			return valid === null ? EMPTY_PAGE : await this.createFetcher(valid)(request);
		};
	}

	/** The query without invalid IDs; null when one of its filters has no other IDs. */
	private withoutInvalid(query: Query): Query | null {
		const valid = { ...query };
		for (const [name, invalid] of this.invalid) {
			const ids = readIds(query, name);
			if (ids.length === 0) continue;
			const left = ids.filter((id) => !invalid.has(id));
			if (left.length === 0) return null;
			valid[name] = left;
		}
		return valid;
	}

	/** Tests the IDs of each parameter alone, so that those of other parameters do not interfere. */
	private async findInvalid(query: Query): Promise<void> {
		for (const name of this.parameters) {
			// Kept before anything is awaited: requests at the same time share it.
			const invalid = this.invalid.get(name) ?? new Set();
			this.invalid.set(name, invalid);
			const isAccepted = async (ids: readonly string[]) => await this.isAccepted(query, name, ids);
			const untested = readIds(query, name).filter((id) => !this.accepted.has(`${name}:${id}`));
			for await (const id of bisectInvalidIds(untested, isAccepted)) {
				invalid.add(id);
				assertInvalidIdCount(name, invalid);
			}
		}
	}

	/** False if the required parameters are rejected without the IDs, so that these can't be tested. */
	private async isRequiredAccepted(query: Query): Promise<boolean> {
		const hasIds = this.parameters.some((name) => readIds(query, name).length > 0);
		if (this.required.length === 0 || !hasIds) return true;
		return await this.answers(this.requiredOf(query));
	}

	private requiredOf(query: Query): Query {
		const names = this.required.filter((name) => Object.hasOwn(query, name));
		return Object.fromEntries(names.map((name) => [name, query[name]]));
	}

	private async answers(query: Query): Promise<boolean> {
		const first = this.createFetcher(query)({ pageSize: 1, pageToken: null });
		return typeof (await orStatus(first, REJECTED)) !== 'number';
	}

	private async isAccepted(query: Query, name: string, ids: readonly string[]): Promise<boolean> {
		if (!(await this.answers({ ...this.requiredOf(query), [name]: ids }))) return false;
		for (const id of ids) this.accepted.add(`${name}:${id}`);
		return true;
	}
}

/** @throws PaginationError for more invalid IDs than come from mistyping */
export function assertInvalidIdCount(parameter: string, { size }: ReadonlySet<string>): void {
	if (size <= MAX_INVALID_IDS) return;
	throw new PaginationError('tooManyInvalidIds', { parameter, maxIds: MAX_INVALID_IDS });
}
