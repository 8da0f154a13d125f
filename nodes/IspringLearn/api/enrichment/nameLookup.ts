import type { ReadPages } from '../paginator/readAll';
import { createAllReader } from '../paginator/readAll';
import { ENDPOINTS } from '../endpoints/endpoints';
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RawRecord, Value } from '../schema/record';
import { readId, toText } from '../schema/record';
import { orStatus } from '../requester/requestError';
import type { Person } from './person';
import { toPerson } from './person';
import { findById, normalizeId, BatchLoader, LIST_UNAVAILABLE } from './batchLoader';

/** What names can be added of, and the columns that hold them. */
export const NAME_COLUMNS = {
	learner: ['userName', 'userEmail'],
	course: ['courseTitle'],
	department: ['departmentId', 'departmentName'],
} as const;

export type NameKind = keyof typeof NAME_COLUMNS;

type Named = NonNullable<ListEndpoint['references']>;

const idIn = (row: RawRecord, column: string | undefined): string => {
	const id: Value = column === undefined ? undefined : row[column];
	return typeof id === 'string' ? id : '';
};

/** The names of an account's learners, courses and departments, each looked up once. */
export class NameLookup {
	private readonly people: BatchLoader<Person>;
	private readonly courses: BatchLoader<Value>;
	private departments?: Promise<Map<string, Value>>;
	private departmentsRefused = false;

	constructor(private readonly pages: ReadPages) {
		this.people = new BatchLoader(pages, {
			resource: ENDPOINTS.users,
			filter: 'userIds',
			id: 'userId',
			keep: toPerson,
		});
		this.courses = new BatchLoader(pages, {
			resource: ENDPOINTS.courses,
			filter: 'contentItemIds',
			id: 'contentItemId',
			keep: ({ title }) => toText(title) ?? null,
		});
	}

	/** Notes whose names the rows will need. */
	enqueue(
		rows: readonly RawRecord[],
		kinds: ReadonlySet<NameKind>,
		{ learner, course }: Named,
	): void {
		const needsPeople = kinds.has('learner') || kinds.has('department');
		const needsCourses = kinds.has('course');
		for (const row of rows) {
			if (needsPeople) this.people.enqueue(idIn(row, learner));
			if (needsCourses) this.courses.enqueue(idIn(row, course));
		}
	}

	/** Whether there are names that rows will need and nobody has asked for yet. */
	get hasQueued(): boolean {
		return this.people.hasQueued || this.courses.hasQueued;
	}

	/**
	 * Writes the names into the rows, null where there is none. Call `want` with them before.
	 * @throws what stopped a look-up, unless it was that this account may not make it
	 */
	async enrich(
		rows: readonly RawRecord[],
		kinds: ReadonlySet<NameKind>,
		named: Named,
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
			const person = this.people.get(idIn(row, named.learner));
			if (has.learner) {
				row.userName = person?.name ?? null;
				row.userEmail = person?.email ?? null;
			}
			if (has.course) row.courseTitle = this.courses.get(idIn(row, named.course)) ?? null;
			if (has.department) {
				const id = person?.departmentId ?? null;
				row.departmentId = id;
				row.departmentName = id === null ? null : (findById(departments, id) ?? null);
			}
		}
	}

	/** The lists that this account may not read, or that knew too few of the ids: their names stay null. */
	get unavailable(): string[] {
		return [
			...(this.people.unavailable ? [ENDPOINTS.users.name] : []),
			...(this.courses.unavailable ? [ENDPOINTS.courses.name] : []),
			...(this.departmentsRefused ? [ENDPOINTS.departments.name] : []),
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
			this.departmentsRefused = true;
			return new Map();
		}
		return new Map(all.map((one) => [normalizeId(readId(one, 'departmentId')), toText(one.name)]));
	}
}
