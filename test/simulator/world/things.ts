export type Status = 1 | 3 | 5;

/** A role of a user, by its index in the table of roles. */
export interface UserRole {
	role: number;
	/** The departments that it manages, by index. */
	departments?: readonly number[];
}
export interface User {
	id: string;
	index: number;
	status: Status;
	department: number;
	departmentId: string;
	groups: readonly number[];
	roles: readonly UserRole[];
	/** The best available name; empty for the user without one. */
	name: string;
	firstName?: string;
	lastName?: string;
	email?: string;
	login?: string;
	/** Profile fields that the account defined itself. */
	profile?: Readonly<Record<string, string>>;
	points: number;
	/** Epoch seconds. */
	added: number;
	lastLogin?: number;
	/** The days, as epoch seconds, on which the user becomes inactive or leaves. */
	deactivation?: number;
	termination?: number;
	deleted?: boolean;
}
/** `listed` is false for a course that `/contents` omits ("omits content linked from other courses"). */
export interface Course {
	id: string;
	index: number;
	title: string;
	listed: boolean;
}
/** A learning track: courses to take one after another, by index. */
export interface Track {
	id: string;
	index: number;
	title: string;
	courses: readonly number[];
}
export interface Module {
	id: string;
	index: number;
	course: number;
	courseId: string;
	item: number;
	itemId: string;
	title: string;
	type: 'material' | 'training';
}
export interface Department {
	id: string;
	index: number;
	name: string;
	code?: string;
	parent?: number;
	parentId?: string;
	deleted?: boolean;
}
export interface Group {
	id: string;
	index: number;
	name: string;
	isSmart: boolean;
	deleted?: boolean;
}
export interface Enrollment {
	id: string;
	index: number;
	user: number;
	/** The index of the course; -1 for a material outside courses. */
	course: number;
	/** The index of the material. */
	item?: number;
	/** The id of the course or of the material. */
	contentId: string;
	/** Epoch seconds of the assignment. */
	access: number;
	due?: number;
	expiration?: number;
	/** Whether the course closes after the due date. */
	lock: boolean;
	/** "0 - Enrolled by admin 1 - Enrolled from catalog". */
	source: 0 | 1;
}
