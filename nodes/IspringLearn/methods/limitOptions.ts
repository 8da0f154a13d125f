/** Limits a pick-list to what the form can show, and says so in the list. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { uuidsIn } from '../api/pastedText';
import { formatCount } from '../errors/messages/template';
import { createWordFilter } from './textMatching';

/** n8n draws all options of a list at once. With many more than this, the form freezes for seconds. */
export const MAX_OPTIONS = 1000;

/** The option of the form that shortens lists. */
export const FIND_LABEL = 'Find in Lists';
export const FIND_NAME = 'findInLists';

/** Its path in the form. */
export const FIND_PATH = `options.${FIND_NAME}`;

interface OptionQuery {
	/** What the options are, in the plural. */
	label: string;
	/** Words that a name has to contain, in any order. Blank: no restriction. */
	find: string;
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
		`${formatCount(MAX_OPTIONS)} of ${formatCount(matching)} ${label} are shown`,
		`To see others, add "${FIND_LABEL}" under Options and type part of the name there`,
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

/** The IDs in the value of a field. Expressions, messages and other text hold none. */
export const idsIn = (value: unknown): string[] => {
	const parts: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
	return [
		...new Set(
			parts.flatMap((part) =>
				typeof part === 'string' && parseMessage(part) === undefined ? uuidsIn(part) : [],
			),
		),
	];
};
