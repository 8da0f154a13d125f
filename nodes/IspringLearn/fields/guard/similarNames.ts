/** Suggests fields for a parameter name that the form does not have. */

/** A field of the form. */
export interface NamedField {
	name: string;
	displayName: string;
}

/** Common words and the word the form uses instead. */
const SYNONYMS: Readonly<Record<string, string>> = {
	employee: 'user',
	learner: 'user',
	member: 'user',
	people: 'user',
	person: 'user',
	student: 'user',
	training: 'course',
	title: 'course',
	team: 'department',
	unit: 'department',
	mail: 'email',
	state: 'status',
	result: 'status',
	deadline: 'due',
	finished: 'completion',
	completed: 'completion',
	complete: 'completion',
	assigned: 'access',
	assignment: 'access',
	after: 'start',
	since: 'start',
	from: 'start',
	before: 'end',
	until: 'end',
	to: 'end',
	time: 'date',
};

/** Converts "statuses" to "status" and "courses" to "course". */
const singular = (word: string): string =>
	/[^s]uses$/.test(word) ? word.slice(0, -2) : word.replace(/([^su])s$/, '$1');

/** Splits a name into words. "completedAfter", "completed_after" and "Completed After" are equal. */
function toWords(text: string): Set<string> {
	const words = text
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '' && word !== 'or' && word !== 'name' && word !== 'names');
	return new Set(words.map(singular).map((word) => SYNONYMS[word] ?? word));
}

/** Splits a name into pairs of letters, most of which survive a misspelling. */
function toBigrams(text: string): Set<string> {
	const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
	return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

const countShared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
	[...a].filter((one) => b.has(one)).length;

/** From 0 to 1. */
function similarity(unknownName: string, { name, displayName }: NamedField): number {
	const [typed, words] = [toWords(unknownName), toWords(`${name} ${displayName}`)];
	const byWord = typed.size === 0 ? 0 : countShared(typed, words) / typed.size;
	const [a, b] = [toBigrams(unknownName), toBigrams(name)];
	const byLetter = a.size + b.size === 0 ? 0 : (2 * countShared(a, b)) / (a.size + b.size);
	return Math.max(byWord, byLetter);
}

const MIN_SIMILARITY = 0.5;

/** Suggestions must be nearly as similar as the best one. */
const MIN_SHARE_OF_BEST = 0.85;

const MAX_SUGGESTIONS = 4;

/** The fields with similar names, the most similar first. */
export function findSimilar<T extends NamedField>(unknownName: string, fields: readonly T[]): T[] {
	const scored = fields
		.map((one) => ({ one, score: similarity(unknownName, one) }))
		.sort((a, b) => b.score - a.score);
	const minScore = Math.max(MIN_SIMILARITY, (scored[0]?.score ?? 0) * MIN_SHARE_OF_BEST);
	return scored
		.filter(({ score }) => score >= minScore)
		.slice(0, MAX_SUGGESTIONS)
		.map(({ one }) => one);
}
