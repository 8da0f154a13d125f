/** What messages call the records of an endpoint, in the plural. */
const RECORD_NAMES: Readonly<Record<string, string>> = {
	moduleResults: 'module results',
	courseResults: 'course results',
	courses: 'courses',
	courseModules: 'course modules',
	enrollments: 'enrollments',
	users: 'users',
	departments: 'departments',
	groups: 'groups',
};

/**
 * Names the records of an endpoint.
 * @param name the endpoint's `name`; one that the table lacks is spelled out: `quizAnswers` → "quiz answers"
 */
export const recordName = (name: string): string =>
	RECORD_NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
