/** Finds what somebody meant by a name that the form does not have. */

/** Something that the form has. */
export interface Named {
	name: string;
	displayName: string;
}

/** Words that stand for those of the form. */
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

/** "statuses" to "status", "courses" to "course". */
const singular = (word: string): string =>
	/[^s]uses$/.test(word) ? word.slice(0, -2) : word.replace(/([^su])s$/, '$1');

/** "completedAfter", "completed_after" and "Completed After" have the same words. */
function wordsOf(text: string): Set<string> {
	const words = text
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '' && word !== 'or' && word !== 'name' && word !== 'names');
	return new Set(words.map(singular).map((word) => SYNONYMS[word] ?? word));
}

/** Parts of two letters, by which misspelled names are known. */
function pairsOf(text: string): Set<string> {
	const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
	return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
	[...a].filter((one) => b.has(one)).length;

function likeness(wanted: string, { name, displayName }: Named): number {
	const [typed, words] = [wordsOf(wanted), wordsOf(`${name} ${displayName}`)];
	const byWord = typed.size === 0 ? 0 : shared(typed, words) / typed.size;
	const [a, b] = [pairsOf(wanted), pairsOf(name)];
	const byLetter = a.size + b.size === 0 ? 0 : (2 * shared(a, b)) / (a.size + b.size);
	return Math.max(byWord, byLetter);
}

const LEAST = 0.5;

/** Names nearly as near as the nearest one are given as well. */
const NEARLY = 0.85;

const MOST = 4;

/** The names that somebody may have meant, the nearest first; none when no name is near. */
export function nearest<T extends Named>(wanted: string, known: readonly T[]): T[] {
	const scored = known
		.map((one) => ({ one, score: likeness(wanted, one) }))
		.sort((a, b) => b.score - a.score);
	const least = Math.max(LEAST, (scored[0]?.score ?? 0) * NEARLY);
	return scored
		.filter(({ score }) => score >= least)
		.slice(0, MOST)
		.map(({ one }) => one);
}
