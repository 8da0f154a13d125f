/** The fields that every list has. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { parameterOr } from './guard/emptyExpressions';
import type { ItemContext } from './parseValue';
import { parseInteger } from './parseValue';
import { exceptInTools, isExceptInTools, onlyInTools } from './tool';

const LIMIT: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	default: 50,
	typeOptions: { minValue: 1 },
	description: 'Max number of results to return',
};

/** How many records a tool returns by default. A model reads all of them. */
const TOOL_LIMIT = 25;

/** The default of Limit. */
export const defaultLimit = (isTool: boolean): number =>
	isTool ? TOOL_LIMIT : Number(LIMIT.default);

/** Return All, and Limit if it is off. A tool always has a limit. */
export const RETURN_ALL_OR_LIMIT: INodeProperties[] = [
	exceptInTools({
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	}),
	exceptInTools({ ...LIMIT, displayOptions: { show: { returnAll: [false] } } }),
	onlyInTools({ ...LIMIT, default: TOOL_LIMIT }),
];

/** A constant, because the linter requires a password field where a literal name contains "token". */
export const PAGE_TOKEN = 'pageToken';

/** The collection of a form's filters. */
export const filterCollection = (filters: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: filters,
});

/** The collection of a form's options. */
export const optionCollection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options,
});

const RETRIES = { min: 0, max: 10 };

/** The option for retries, which the triggers also have. */
export const MAX_RETRIES: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	default: 3,
	typeOptions: { minValue: RETRIES.min, maxValue: RETRIES.max, numberPrecision: 0 },
	description: 'How many times to retry when iSpring Learn is busy or the connection drops',
};

/**
 * Checks a value of the option for retries.
 * @throws NodeOperationError for a value that is not such a number
 */
export const parseMaxRetries = (context: ItemContext, value: unknown): number =>
	parseInteger(context, MAX_RETRIES.displayName, value, RETRIES);

/**
 * Reads the option for retries of an operation. An AI model may have left it empty.
 * @throws NodeOperationError for a value that is not such a number
 */
export const readMaxRetries = (context: IExecuteSingleFunctions): number =>
	parseMaxRetries(
		context,
		parameterOr(context, `options.${MAX_RETRIES.name}`, MAX_RETRIES.default),
	);

/** Options for paging and retries. */
export const PAGING_OPTIONS: INodeProperties[] = [
	MAX_RETRIES,
	exceptInTools({
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		default: 1000,
		typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
		description:
			"Number of results to request per page. Use fewer on slow connections. Doesn't affect the output.",
	}),
	exceptInTools({
		displayName: 'Page Token',
		name: PAGE_TOKEN,
		type: 'string',
		default: '',
		description:
			'The nextPageToken of an earlier response with the same filters. Leave empty to start from the beginning.',
	}),
];

/** The option to read results by learners. */
export const PARALLEL: INodeProperties = exceptInTools({
	displayName: 'Parallel',
	name: 'parallel',
	type: 'boolean',
	default: false,
	description:
		"Whether to read the results of several groups of learners at once, which is faster in large accounts. The order of the results differs. The API key must be able to read users. Results of learners whom it can't list may be missing. Ignored with Limit, with several input items, with filters for users, enrollments, modules or course items, and with more than 50 IDs in a filter.",
});

/** The same option where results are summed up: neither a limit nor the order of the results matters. */
export const PARALLEL_SUMMARY: INodeProperties = {
	...PARALLEL,
	description:
		"Whether to read the results of several groups of learners at once, which is faster in large accounts. The API key must be able to read users. Results of learners whom it can't list may be missing. Ignored with several input items, with filters for users, enrollments, modules or course items, and with more than 50 IDs in a filter.",
};

/** The names of options that a tool does not have. n8n may keep their values from before. */
export const EXCEPT_IN_TOOLS: ReadonlySet<string> = new Set(
	[...PAGING_OPTIONS, PARALLEL].filter(isExceptInTools).map(({ name }) => name),
);
