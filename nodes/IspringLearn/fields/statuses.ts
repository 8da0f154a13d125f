import type { INodeProperties } from 'n8n-workflow';
import type { Status } from '../api/schema/statuses';
import { transformParameter } from './transformParameter';
import { invalidValue } from './invalidValue';
import { cleaned, parseList, listInText } from './parseList';

/** Names of statuses have blanks in them; their values may stand with blanks between. */
const BETWEEN_NAMES = /[,;\n]+/;

/** "In Progress", "in progress" and "in_progress" are one. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_]+/g, '_');

/** A filter by statuses. By expression it takes their values or their names. Sent as `<name>[]=…`. */
export function statusList(
	displayName: string,
	name: string,
	statuses: readonly Status[],
	{ description, hint }: { description: string; hint: string },
): INodeProperties {
	const byWord = new Map(
		statuses.flatMap(({ name: word, value }) => [
			[plain(word), value],
			[plain(String(value)), value],
		]),
	);
	return {
		displayName,
		name,
		type: 'multiOptions',
		default: [],
		description,
		hint,
		options: statuses.map((status) => ({ ...status })),
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					transformParameter(name, (given, context) => {
						const isText = typeof given === 'string' && listInText(cleaned(given)) === undefined;
						const chosen = parseList(given, BETWEEN_NAMES).flatMap((entry) => {
							const isOne = !isText || byWord.has(plain(entry));
							const words = isOne ? [entry] : entry.split(/\s+/);
							const values = words.map((word) => byWord.get(plain(word)));
							if (!values.includes(undefined)) return values as string[];
							return invalidValue(
								context,
								displayName,
								entry,
								'is not a status',
								`The statuses are: ${statuses.map((status) => `${status.value} (${status.name})`).join(', ')}.`,
							);
						});
						return chosen.length === 0 ? undefined : [...new Set(chosen)];
					}),
				],
			},
		},
	};
}
