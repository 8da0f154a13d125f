import type { INodeProperties } from 'n8n-workflow';

/** When a field is shown, by the values of others. */
export type Shown = NonNullable<INodeProperties['displayOptions']>['show'];

/** Return All and Limit, for the operations that `show` names. */
export function returnAllOrLimit(show: Shown): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			description: 'Max number of results to return',
			displayOptions: { show: { ...show, returnAll: [false] } },
		},
	];
}

/** The switch between stable typed columns and the record as sent; shown always without `show`. */
export function simplify(show?: Shown): INodeProperties {
	return {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		hint: 'On: always the same columns, with numbers as numbers. Off: as iSpring Learn sends it.',
		...(show && { displayOptions: { show } }),
	};
}

/** Named apart because a page token, unlike other tokens, is no secret and has to stay readable. */
export const PAGE_TOKEN = 'pageToken';

/** Options of every list: how it is paged through, and how patiently. */
export const PAGING_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		default: 3,
		typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
		description:
			'How many times to try again when iSpring Learn is busy or the connection breaks, with growing pauses',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		default: 1000,
		typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
		description:
			'How many results to ask for at once. Smaller pages help on slow connections; the items are the same.',
	},
	{
		displayName: 'Page Token',
		name: PAGE_TOKEN,
		type: 'string',
		default: '',
		description:
			'Where to start from: a nextPageToken that iSpring Learn gave earlier for the same filters. Blank starts at the beginning.',
	},
];
