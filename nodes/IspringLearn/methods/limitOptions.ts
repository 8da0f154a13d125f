/** What of a pick-list the form shows: a list may be too long for it, or empty. */
import { uuidsIn } from '../api/uuids';
import type { INodePropertyOptions } from 'n8n-workflow';
import { folded } from './folding';

/** n8n draws every entry of a list at once: many more than this, and the form stands still for seconds. */
export const MAX_OPTIONS = 1000;

/** The option that narrows lists. */
export const FIND_LABEL = 'Find in Lists';
export const FIND_NAME = 'findInLists';

/** Where it stands in the form. */
export const FIND_PATH = `options.${FIND_NAME}`;

export interface OptionQuery {
	/** What the entries are, in the plural. */
	label: string;
	/** Words that a name must hold, in any order. Blank: every entry is wanted. */
	find: string;
	/** The ids that the form holds already: they keep their names whatever else is wanted. */
	chosen: ReadonlySet<string>;
}

/** Whether an entry's name or id holds all words of a text. */
function finder(find: string): (entry: INodePropertyOptions) => boolean {
	const words = folded(find).split(' ').filter(Boolean);
	return ({ name, value }) => {
		const text = folded(`${name} ${value}`);
		return words.every((word) => text.includes(word));
	};
}

/** Begins the value of an entry that only says something: no name and no id begins like this. */
const NOTE = 'note: ';

/** An entry that says something. Its value tells it from what can be chosen, so choosing it is refused. */
export const messageOption = (message: string, description: string): INodePropertyOptions => ({
	name: message,
	value: `${NOTE}${message}`,
	description,
});

/** What such an entry says, by its value; undefined for any other value. */
export const noteIn = (value: unknown): string | undefined =>
	typeof value === 'string' && value.startsWith(NOTE) ? value.slice(NOTE.length) : undefined;

const many = (count: number): string => count.toLocaleString('en-US');

/** What stands above the entries when they are not all; undefined when they are. */
function remark(
	total: number,
	matching: number,
	{ label, find }: OptionQuery,
): INodePropertyOptions | undefined {
	if (total === 0) {
		return messageOption(
			`This account has no ${label}`,
			'None that the API key may see, and none that go with what else is chosen here',
		);
	}
	if (matching === 0) {
		return messageOption(
			`No ${label} with "${find}"`,
			`Change or clear "${FIND_LABEL}" under Options`,
		);
	}
	if (matching <= MAX_OPTIONS) return undefined;
	return messageOption(
		`${many(MAX_OPTIONS)} of ${many(matching)} ${label} are shown`,
		`To see others, add "${FIND_LABEL}" under Options and type part of the name there`,
	);
}

/** The entries that the form can take, in the order given: those chosen, and of those wanted the first. */
export function limitOptions(
	entries: readonly INodePropertyOptions[],
	wanted: OptionQuery,
): INodePropertyOptions[] {
	const isWanted = finder(wanted.find);
	let matching = 0;
	const shown = entries.filter((entry) => {
		const matches = isWanted(entry);
		if (matches) matching += 1;
		const fits = matches && matching <= MAX_OPTIONS;
		return fits || wanted.chosen.has(String(entry.value));
	});
	const above = remark(entries.length, matching, wanted);
	return above ? [above, ...shown] : shown;
}

/** The ids in what a field holds, for the lists of the form. */
export const idsIn = (value: unknown): string[] => {
	const parts: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
	return [
		...new Set(
			parts.flatMap((part) =>
				typeof part === 'string' && noteIn(part) === undefined ? uuidsIn(part) : [],
			),
		),
	];
};
