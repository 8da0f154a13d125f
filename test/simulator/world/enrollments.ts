import type { Ids } from './ids';
import { mix } from './mix';
import type { Enrollment } from './things';

/** Whether a certificate was issued for enrollment j. */
export const hasCertificate = (j: number, initial: number): boolean => j < initial && j % 7 === 0;

/** What the enrollments are computed from. */
interface Sizes {
	seed: number;
	rows: number;
	users: number;
	courses: number;
	modulesPerCourse: number;
	now: number;
}

/**
 * All enrollments by index. The first ones are computed on demand, so any number of them takes no memory; a changed one and
 * one that came later is stored.
 */
export class Enrollments {
	/** The number of computed enrollments. Every user is enrolled in every course once before anyone is enrolled again. */
	readonly initial: number;
	/** Increases with every change. */
	revision = 0;
	private readonly written = new Map<number, Enrollment>();
	private readonly ended = new Map<number, 'deleted' | 'archived'>();
	private total: number;
	/** The later enrollments in courses, whose modules follow the computed rows. */
	private readonly later: number[] = [];

	constructor(
		private readonly sizes: Sizes,
		private readonly ids: Ids,
	) {
		this.initial = Math.ceil(sizes.rows / sizes.modulesPerCourse);
		this.total = this.initial;
	}

	get count(): number {
		return this.total;
	}
	/** The number of module results. */
	get rowCount(): number {
		return this.sizes.rows + this.later.length * this.sizes.modulesPerCourse;
	}
	/** The enrollment of module result i. */
	ofRow(i: number): number {
		const { rows, modulesPerCourse } = this.sizes;
		return i < rows
			? Math.floor(i / modulesPerCourse)
			: this.later[Math.floor((i - rows) / modulesPerCourse)];
	}
	/** The place of module result i in its course. */
	placeOfRow(i: number): number {
		const { rows, modulesPerCourse } = this.sizes;
		return (i < rows ? i : i - rows) % modulesPerCourse;
	}

	userOf(j: number): number {
		return j < this.initial ? j % this.sizes.users : this.at(j).user;
	}
	courseOf(j: number): number {
		if (j >= this.initial) return this.at(j).course;
		return (Math.floor(j / this.sizes.users) + this.userOf(j)) % this.sizes.courses;
	}
	/** Epoch seconds of the assignment: for a computed one within the two years before the world's clock. */
	accessOf(j: number): number {
		return this.written.get(j)?.access ?? this.computedAccess(j);
	}
	dueOf(j: number): number | undefined {
		const written = this.written.get(j);
		if (written) return written.due;
		const h = mix(this.sizes.seed ^ 0x1002, j);
		return h % 5 < 3 ? this.computedAccess(j) + 604_800 + ((h >>> 4) % 7_000_000) : undefined;
	}
	at(j: number): Enrollment {
		const written = this.written.get(j);
		if (written) return written;
		const due = this.dueOf(j);
		const expiration = due !== undefined && j % 3 === 0 ? due + (j % 2) * 2_592_000 : undefined;
		const course = this.courseOf(j);
		return {
			id: this.ids.id('enrollment', j),
			index: j,
			user: this.userOf(j),
			course,
			contentId: this.ids.id('course', course),
			access: this.accessOf(j),
			due,
			expiration,
			lock: expiration !== undefined,
			source: j % 4 === 0 ? 1 : 0,
		};
	}
	isWritten(j: number): boolean {
		return this.written.has(j);
	}
	/** Whether it counts: `active` ones are listed, `archived` ones only have results. */
	stateOf(j: number): 'active' | 'archived' | 'deleted' {
		return this.ended.get(j) ?? 'active';
	}

	add(one: Omit<Enrollment, 'id' | 'index'>): Enrollment {
		const index = this.total++;
		const added = { ...one, index, id: this.ids.id('enrollment', index) };
		this.written.set(index, added);
		if (one.course >= 0) this.later.push(index);
		this.revision++;
		return added;
	}
	change(j: number, change: Partial<Enrollment>): void {
		this.written.set(j, { ...this.at(j), ...change });
		this.revision++;
	}
	end(j: number, how: 'deleted' | 'archived'): void {
		this.ended.set(j, how);
		this.revision++;
	}

	private computedAccess(j: number): number {
		return this.sizes.now - 3600 - (mix(this.sizes.seed ^ 0x1001, j) % 63_000_000);
	}
}
