import type { ReadPages } from '../paging/readWhole';
import { wholeReader } from '../paging/readWhole';
import { COURSE } from '../record/course';
import { DEPARTMENT } from '../record/department';
import type { ListResource } from '../record/listResource';
import type { RawRecord, Value } from '../record/schema';
import { idOf, toText } from '../record/schema';
import { USER } from '../record/user';
import { unlessStatus } from '../request/fault';
import type { Person } from './person';
import { personOf } from './person';
import { foundIn, normal, RecordsById, REFUSED } from './recordsById';

/** What names can be added of, and the columns that hold them. */
export const NAME_COLUMNS = {
	learner: ['userName', 'userEmail'],
	course: ['courseTitle'],
	department: ['departmentId', 'departmentName'],
} as const;

export type NameKind = keyof typeof NAME_COLUMNS;

type Named = NonNullable<ListResource['named']>;

const idIn = (row: RawRecord, column: string | undefined): string => {
	const id: Value = column === undefined ? undefined : row[column];
	return typeof id === 'string' ? id : '';
};

/** The names of an account's learners, courses and departments, each looked up once. */
export class Directory {
	private readonly people: RecordsById<Person>;
	private readonly courses: RecordsById<Value>;
	private departments?: Promise<Map<string, Value>>;
	private departmentsRefused = false;

	constructor(private readonly pages: ReadPages) {
		this.people = new RecordsById(pages, {
			resource: USER,
			filter: 'userIds',
			id: 'userId',
			keep: personOf,
		});
		this.courses = new RecordsById(pages, {
			resource: COURSE,
			filter: 'contentItemIds',
			id: 'contentItemId',
			keep: ({ title }) => toText(title) ?? null,
		});
	}

	/** Notes whose names the rows will need. */
	want(rows: readonly RawRecord[], kinds: ReadonlySet<NameKind>, { learner, course }: Named): void {
		const needsPeople = kinds.has('learner') || kinds.has('department');
		const needsCourses = kinds.has('course');
		for (const row of rows) {
			if (needsPeople) this.people.want(idIn(row, learner));
			if (needsCourses) this.courses.want(idIn(row, course));
		}
	}

	/** Whether there are names that rows will need and nobody has asked for yet. */
	get isBehind(): boolean {
		return this.people.isBehind || this.courses.isBehind;
	}

	/**
	 * Writes the names into the rows, null where there is none. Call `want` with them before.
	 * @throws what stopped a look-up, unless it was that this account may not make it
	 */
	async fill(
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
			has.learner || has.department ? this.people.settle() : undefined,
			has.course ? this.courses.settle() : undefined,
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
				row.departmentName = id === null ? null : (foundIn(departments, id) ?? null);
			}
		}
	}

	/** The lists that this account may not read, or that knew too few of the ids: their names stay null. */
	get refused(): string[] {
		return [
			...(this.people.refused ? [USER.label] : []),
			...(this.courses.refused ? [COURSE.label] : []),
			...(this.departmentsRefused ? [DEPARTMENT.label] : []),
		];
	}

	private async departmentNames(): Promise<Map<string, Value>> {
		this.departments ??= this.readDepartments();
		return await this.departments;
	}

	private async readDepartments(): Promise<Map<string, Value>> {
		const all = await unlessStatus(wholeReader(this.pages)(DEPARTMENT), REFUSED);
		if (typeof all === 'number') {
			this.departmentsRefused = true;
			return new Map();
		}
		return new Map(all.map((one) => [normal(idOf(one, 'departmentId')), toText(one.name)]));
	}
}
