/** Adds names to rows that have IDs. */
import type { ReadPages } from '../paginator/readPages';
import { createAllReader } from '../paginator/readPages';
import { ENDPOINTS } from '../endpoints/endpoints';
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RawRecord, Value } from '../schema/record';
import { readId, toText } from '../schema/record';
import { orStatus } from '../requester/requestError';
import { findById, normalizeId, BatchLoader, LIST_UNAVAILABLE } from './batchLoader';

/** The kinds of names that rows can get, and their columns. */
export const NAME_COLUMNS = {
	learner: ['userName', 'userEmail'],
	course: ['courseTitle'],
	department: ['departmentId', 'departmentName'],
} as const;

export type NameKind = keyof typeof NAME_COLUMNS;

/** The columns of a list that hold the IDs of learners and courses. */
type References = NonNullable<ListEndpoint['references']>;

/** How a user is named. */
export interface Person {
	/** First and last name, else the login; null if there is neither. */
	name: string | null;
	email: string | null;
	departmentId: string | null;
}

const textOrNull = (value: Value): string | null =>
	(typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '') || null;

/** Reads the name of a user, from a record with its profile in columns. Any part of the profile may be missing. */
export function toPerson({ firstName, lastName, login, email, departmentId }: RawRecord): Person {
	const parts = [textOrNull(firstName), textOrNull(lastName)].filter((part) => part !== null);
	return {
		name: parts.join(' ') || textOrNull(login),
		email: textOrNull(email),
		departmentId: textOrNull(departmentId),
	};
}

const idIn = (row: RawRecord, column: string | undefined): string => {
	const id: Value = column === undefined ? undefined : row[column];
	return typeof id === 'string' ? id : '';
};

/** Looks up the names of an account's learners, courses and departments, each once. */
export class NameLookup {
	private readonly people: BatchLoader<Person>;
	private readonly courses: BatchLoader<Value>;
	private departments?: Promise<Map<string, Value>>;
	private departmentsUnavailable = false;

	constructor(private readonly pages: ReadPages) {
		this.people = new BatchLoader(pages, {
			endpoint: ENDPOINTS.users,
			filter: 'userIds',
			id: 'userId',
			select: toPerson,
		});
		this.courses = new BatchLoader(pages, {
			endpoint: ENDPOINTS.courses,
			filter: 'contentItemIds',
			id: 'contentItemId',
			select: ({ title }) => toText(title) ?? null,
		});
	}

	/** Adds the IDs in these rows to the next requests. */
	enqueue(
		rows: readonly RawRecord[],
		kinds: ReadonlySet<NameKind>,
		{ learner, course }: References,
	): void {
		const needsPeople = kinds.has('learner') || kinds.has('department');
		const needsCourses = kinds.has('course');
		for (const row of rows) {
			if (needsPeople) this.people.enqueue(idIn(row, learner));
			if (needsCourses) this.courses.enqueue(idIn(row, course));
		}
	}

	/** Whether there are IDs that `enrich` has to request. */
	get hasQueued(): boolean {
		return this.people.hasQueued || this.courses.hasQueued;
	}

	/**
	 * Writes the names into the rows, null for unknown IDs. Call `enqueue` with the same rows before.
	 * @throws what a request threw, except for lists that the account may not read
	 */
	async enrich(
		rows: readonly RawRecord[],
		kinds: ReadonlySet<NameKind>,
		references: References,
	): Promise<void> {
		const has = {
			learner: kinds.has('learner'),
			course: kinds.has('course'),
			department: kinds.has('department'),
		};
		const [departments] = await Promise.all([
			has.department ? this.departmentNames() : new Map<string, Value>(),
			has.learner || has.department ? this.people.flush() : undefined,
			has.course ? this.courses.flush() : undefined,
		]);
		for (const row of rows) {
			const person = this.people.get(idIn(row, references.learner));
			if (has.learner) {
				row.userName = person?.name ?? null;
				row.userEmail = person?.email ?? null;
			}
			if (has.course) row.courseTitle = this.courses.get(idIn(row, references.course)) ?? null;
			if (has.department) {
				const id = person?.departmentId ?? null;
				row.departmentId = id;
				row.departmentName = id === null ? null : (findById(departments, id) ?? null);
			}
		}
	}

	/** The names of the endpoints that the account may not read, or that know too few of the IDs. Their columns stay null. */
	get unavailable(): string[] {
		return [
			...(this.people.unavailable ? [ENDPOINTS.users.name] : []),
			...(this.courses.unavailable ? [ENDPOINTS.courses.name] : []),
			...(this.departmentsUnavailable ? [ENDPOINTS.departments.name] : []),
		];
	}

	private async departmentNames(): Promise<Map<string, Value>> {
		this.departments ??= this.readDepartments();
		return await this.departments;
	}

	private async readDepartments(): Promise<Map<string, Value>> {
		const all = await orStatus(
			createAllReader(this.pages)(ENDPOINTS.departments),
			LIST_UNAVAILABLE,
		);
		if (typeof all === 'number') {
			this.departmentsUnavailable = true;
			return new Map();
		}
		return new Map(all.map((one) => [normalizeId(readId(one, 'departmentId')), toText(one.name)]));
	}
}
