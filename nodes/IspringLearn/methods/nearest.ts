/** Names that are nearly the same as one that was not found, for a message. */
import type { Option } from './options';
import { folded } from './folding';

/** A message names no more. */
const MOST_NEAREST = 3;

/** How many letters have to be changed to make one text of another (Levenshtein). */
export function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
			next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[other.length];
}

/** How unlike a text a name is, from 0 on; Infinity where it is another name altogether. */
function unlike(text: string, name: string): number {
	if (text === '' || name === '') return Infinity;
	if (text.length > 2 && name.includes(text)) return 1;
	const most = Math.max(1, Math.floor(text.length / 4));
	if (Math.abs(text.length - name.length) > most) return Infinity;
	const changes = distance(text, name);
	return changes <= most ? changes : Infinity;
}

/** The entries whose names are most like a text; none when no name is. */
export function nearestOf(text: string, entries: readonly Option[]): Option[] {
	const sought = folded(text);
	return entries
		.map((entry) => {
			const names = [entry.name, entry.email ?? '', ...(entry.aliases ?? [])].map(folded);
			return { entry, score: Math.min(...names.map((name) => unlike(sought, name))) };
		})
		.filter(({ score }) => score < Infinity)
		.sort((a, b) => a.score - b.score || a.entry.name.localeCompare(b.entry.name, 'en'))
		.slice(0, MOST_NEAREST)
		.map(({ entry }) => entry);
}
