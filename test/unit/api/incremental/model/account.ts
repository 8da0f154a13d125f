/** An account in which modules are assigned, become due and are completed over time. Times are whole seconds. */
import type { TriggerEvent } from '../../../../../nodes/IspringLearn/api/incremental/readSlice';
import type { RawRecord } from '../../../../../nodes/IspringLearn/api/schema/record';
import type { Random } from '../../../../support/random';

/** The result of one learner in one module. `at` is when the API starts to show a change, `date` how it dates it. */
export interface Result {
	id: string;
	course: number;
	assigned: { at: number; date: number };
	/** A later entry replaces the earlier one. */
	dues: ReadonlyArray<{ at: number; date: number }>;
	completions: ReadonlyArray<{ at: number; date: number; status: string }>;
}

export const iso = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00');

const lastOf = <T extends { at: number }>(list: readonly T[], now: number): T | undefined =>
	list.findLast(({ at }) => at <= now);

/** The record that the API sends at a moment; null before the assignment. */
export function recordAt(
	{ id, course, assigned, dues, completions }: Result,
	now: number,
): RawRecord | null {
	if (assigned.at > now) return null;
	const due = lastOf(dues, now);
	const done = lastOf(completions, now);
	return {
		userId: id,
		courseId: `course-${course}`,
		moduleId: 'module',
		accessDate: iso(assigned.date),
		...(due && { dueDate: iso(due.date) }),
		...(done && { completionDate: iso(done.date) }),
		completionStatus: done?.status ?? 'in_progress',
	};
}

/** One of the dates of that record. */
function dateAt(
	{ assigned, dues, completions }: Result,
	date: TriggerEvent['date'],
	now: number,
): number | undefined {
	if (assigned.at > now) return undefined;
	if (date === 'accessDate') return assigned.date;
	return lastOf(date === 'dueDate' ? dues : completions, now)?.date;
}

/** Something that happens to a result: one event, which the trigger may have to return. */
export interface Occurrence {
	key: string;
	course: number;
	date: number;
	/** The API shows it from this moment… */
	from: number;
	/** …until this one. */
	to: number;
	/** How much later than its date it arrives. */
	lag: number;
}

export type EventName = 'moduleAssigned' | 'moduleCompleted' | 'moduleOverdue';

/** All occurrences of an event in a result. If the API never shows one, its `to` is not after its `from`. */
export function occurrencesOf(event: EventName, result: Result): Occurrence[] {
	const { id, course, assigned, dues, completions } = result;
	const common = { course };
	switch (event) {
		case 'moduleAssigned': {
			const { at, date } = assigned;
			return [
				{ ...common, key: `${id} ${iso(date)}`, date, from: at, to: Infinity, lag: at - date },
			];
		}
		case 'moduleCompleted':
			return completions.map(({ at, date, status }, n) => ({
				...common,
				key: `${id} ${iso(date)} ${status}`,
				date,
				from: at,
				to: completions[n + 1]?.at ?? Infinity,
				lag: at - date,
			}));
		case 'moduleOverdue':
			return dues.map(({ at, date }, n) => ({
				...common,
				key: `${id} ${iso(date)}`,
				date,
				from: Math.max(at, date),
				to: Math.min(dues[n + 1]?.at ?? Infinity, completions[0]?.at ?? Infinity),
				lag: at - date,
			}));
	}
}

/** The key of the occurrence that a record shows. */
export function keyOf(event: EventName, record: RawRecord): string {
	const { userId, accessDate, completionDate, completionStatus, dueDate } = record;
	const parts = {
		moduleAssigned: [accessDate],
		moduleCompleted: [completionDate, completionStatus],
		moduleOverdue: [dueDate],
	}[event];
	return [userId, ...parts].map(String).join(' ');
}

/** A request that the server does not answer. */
export class Down extends Error {}

/** Sends the records page by page. Every request takes a second. */
export class Server {
	now = 0;
	/** Probability that a request fails. */
	failureRate = 0;
	isDown = false;
	courses: ReadonlySet<number> = new Set();

	constructor(
		private readonly results: readonly Result[],
		private readonly behavior: {
			pageSize: number;
			inclusive: boolean;
			order: -1 | 0 | 1;
			/** Queries that the filters take. Some results match two of them. */
			queries: number;
		},
		private readonly random: Random,
	) {}

	request(): void {
		this.now += 1;
		if (this.isDown || this.random.next() < this.failureRate) throw new Down();
	}

	get queries(): number {
		return this.behavior.queries;
	}

	/** The pages of each query, starting with the query of this index. */
	async *pages(date: TriggerEvent['date'], from: number, until: number | null, fromQuery: number) {
		for (let query = fromQuery; query < this.queries; query++) {
			for await (const { records, isLast } of this.pagesOf(query, date, from, until)) {
				const after = query === this.queries - 1 ? null : ('query' as const);
				yield { records, next: isLast ? after : ('page' as const) };
			}
		}
	}

	private matchesQuery(query: number, { id, course }: Result): boolean {
		const also = id.endsWith('7') ? 1 : 0;
		return [course, course + also].some((one) => one % this.queries === query);
	}

	/** The first page fixes the list. Each record is sent as it is when its page is sent. */
	private async *pagesOf(
		query: number,
		date: TriggerEvent['date'],
		from: number,
		until: number | null,
	) {
		this.request();
		const { inclusive, order, pageSize } = this.behavior;
		const matching = (result: Result): { at: number } | null => {
			const at = this.courses.has(result.course) ? dateAt(result, date, this.now) : undefined;
			if (at === undefined) return null;
			const isIn = inclusive
				? at >= from && (until === null || at <= until)
				: at > from && (until === null || at < until);
			return isIn ? { at } : null;
		};
		const listed = this.results.flatMap((result) => {
			const match = this.matchesQuery(query, result) ? matching(result) : null;
			return match ? [{ result, at: match.at, chance: this.random.next() }] : [];
		});
		listed.sort((a, b) => (order === 0 ? a.chance - b.chance : order * (a.at - b.at)));
		for (let start = 0; start === 0 || start < listed.length; start += pageSize) {
			if (start > 0) this.request();
			const page = listed.slice(start, start + pageSize);
			const records = page
				.filter(({ result }) => matching(result))
				.map(({ result }) => recordAt(result, this.now))
				.filter((record) => record !== null);
			const isLast = start + pageSize >= listed.length;
			yield { records, isLast };
		}
	}
}
