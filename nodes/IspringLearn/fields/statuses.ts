import type { INodeProperties } from 'n8n-workflow';
import type { Status } from '../source/statuses';
import { normalised } from './normalised';
import { refuseValue } from './refuse';
import { entriesOf } from './values';

/** A filter by statuses. By expression it takes their values or their names. Sent as `<name>[]=…`. */
export function statusList(
	displayName: string,
	name: string,
	statuses: readonly Status[],
	description: string,
): INodeProperties {
	const values = new Map(statuses.map(({ value }) => [String(value), value]));
	return {
		displayName,
		name,
		type: 'multiOptions',
		default: [],
		description,
		options: statuses.map((status) => ({ ...status })),
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					normalised(name, (given, context) => {
						const chosen = entriesOf(given).map((entry) => {
							const value = values.get(entry.toLowerCase());
							if (value !== undefined) return value;
							return refuseValue(
								context,
								displayName,
								entry,
								'is not a status',
								`The statuses are: ${[...values.keys()].join(', ')}.`,
							);
						});
						return chosen.length === 0 ? undefined : (chosen as string[]);
					}),
				],
			},
		},
	};
}
