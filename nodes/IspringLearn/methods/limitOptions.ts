/** Limits a pick-list to what the form can show, and says so in the list. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { uuidsIn } from '../api/pastedText';
import { formatCount } from '../errors/messages/template';
import { locatorValue } from './locatorValue';
import { createWordFilter } from './names/textMatching';

/** n8n draws all options of a list at once. With many more than this, the form freezes for seconds. */
export const MAX_OPTIONS = 1000;

/** The option of the form that shortens lists. */
export const FIND_LABEL = 'Search Lists';
export const FIND_NAME = 'findInLists';

/** Its path in the form. */
export const FIND_PATH = `options.${FIND_NAME}`;

interface OptionQuery {
	/** What the options are, in the plural. */
	label: string;
	/** Words that a name has to contain, in any order. Blank: no restriction. */
	find: string;
	/** The filter that searches all of them, for a list that `find` does not shorten. */
	searchedBy?: string;
	/** The IDs that the form already holds. Their options are always shown, so that they keep their names. */
	chosen: ReadonlySet<string>;
}

/** Creates a filter for options whose name or ID contains every word of a search. */
export function createOptionFilter(search: string): (option: INodePropertyOptions) => boolean {
	const matches = createWordFilter(search);
	return ({ name, value }) => matches(`${name} ${value}`);
}

/** How the value of a message starts. No ID starts like this. */
const NOTE = 'note: ';

/** An option that only shows a message. Fields recognise its value and reject it. */
export const messageOption = (message: string, description: string): INodePropertyOptions => ({
	name: message,
	value: `${NOTE}${message}`,
	description,
});

/** The message in the value of such an option; undefined for any other value. */
export const parseMessage = (value: unknown): string | undefined =>
	typeof value === 'string' && value.startsWith(NOTE) ? value.slice(NOTE.length) : undefined;

/** The message above an incomplete list; undefined if all options are shown. */
function listMessage(
	total: number,
	matching: number,
	{ label, find, searchedBy }: OptionQuery,
): INodePropertyOptions | undefined {
	if (total === 0) {
		return messageOption(
			`No ${label} found`,
			"The API key can't see any, or none match your other selections",
		);
	}
	if (matching === 0) {
		return messageOption(
			`No ${label} matching "${find}"`,
			`Change or clear the '${FIND_LABEL}' option`,
		);
	}
	if (matching <= MAX_OPTIONS) return undefined;
	const shown = `Showing ${formatCount(MAX_OPTIONS)} of ${formatCount(matching)} ${label}`;
	return searchedBy === undefined
		? messageOption(shown, `To find others, add the '${FIND_LABEL}' option and type part of a name`)
		: messageOption(
				`${shown}: the '${searchedBy}' filter searches all`,
				`To find others, add the '${searchedBy}' filter and type part of a name`,
			);
}

/** The options to show, in their order: those that are chosen, and the first of those that match. */
export function limitOptions(
	options: readonly INodePropertyOptions[],
	query: OptionQuery,
): INodePropertyOptions[] {
	const matches = createOptionFilter(query.find);
	let matching = 0;
	const shown = options.filter((option) => {
		const isMatch = matches(option);
		if (isMatch) matching += 1;
		const isWithinLimit = isMatch && matching <= MAX_OPTIONS;
		return isWithinLimit || query.chosen.has(String(option.value));
	});
	const message = listMessage(options.length, matching, query);
	return message ? [message, ...shown] : shown;
}

function collectIds(value: unknown): string[] {
	const plain = locatorValue(value);
	if (typeof plain === 'string') return parseMessage(plain) === undefined ? uuidsIn(plain) : [];
	if (typeof plain !== 'object' || plain === null) return [];
	return Object.values(plain).flatMap(collectIds);
}

/** The IDs in the value of a field: in text, in lists, and in rows of resource locators. Names and messages hold none. */
export const idsIn = (value: unknown): string[] => [...new Set(collectIds(value))];
