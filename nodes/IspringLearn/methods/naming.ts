/** How the fields of ids take what is no id: by which name, and from which keys of an object. */
import type { LookupName } from './lookups';

/** Something that stands for an id until it is looked up. */
export interface Reference {
	text: string;
	/** What text holds when it is split, where the whole of it is not one name. */
	parts: ReadonlyArray<string | Reference>;
}

/** A text and all that it may hold. */
export const textsIn = ({ text, parts }: Reference): string[] => [
	text,
	...parts.flatMap((part) => (typeof part === 'string' ? [part] : textsIn(part))),
];

export const isReference = (value: unknown): value is Reference =>
	typeof value === 'object' && value !== null && 'text' in value && 'parts' in value;

export interface Naming {
	/** One entry, as a message says it, and what it is named by; null where only ids will do. */
	one: string;
	by: { one: string; many: string } | null;
	/** The keys of objects that hold its id, the best ones first. */
	keys: ReadonlyArray<readonly string[]>;
}

const TITLE = { one: 'title', many: 'titles' };
const NAME = { one: 'name', many: 'names' };

/** By the pick-lists that offer the entries. */
export const NAMING: Readonly<Record<LookupName, Naming>> = {
	getUsers: {
		one: 'user',
		by: { one: 'name or e-mail address', many: 'names and e-mail addresses' },
		keys: [['userId', 'learnerId'], ['user', 'learner'], ['authorId']],
	},
	getCourses: {
		one: 'course',
		by: TITLE,
		keys: [['courseId'], ['contentItemId'], ['course']],
	},
	getContents: {
		one: 'course or other content',
		by: TITLE,
		keys: [['contentItemId'], ['courseItemId', 'itemId'], ['courseId'], ['contentItem', 'course']],
	},
	getModules: { one: 'module', by: TITLE, keys: [['moduleId'], ['module']] },
	getCourseItems: {
		one: 'course item',
		by: TITLE,
		keys: [['courseItemId'], ['contentItemId', 'itemId'], ['courseItem', 'contentItem']],
	},
	getEnrollments: { one: 'enrollment', by: null, keys: [['enrollmentId'], ['enrollment']] },
	getDepartments: { one: 'department', by: NAME, keys: [['departmentId'], ['department']] },
	getGroups: { one: 'group', by: NAME, keys: [['groupId'], ['group']] },
};
