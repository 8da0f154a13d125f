import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { parameterOr } from '../fields/guard/emptyExpressions';
import { PAGE_TOKEN } from '../fields/listFields';
import { describeValue } from '../errors/messages/valueMessages';
import { invalidValue, parseBoolean, parseInteger, parseList } from '../fields/parseValue';
import type { NameKind } from '../api/enrichment/nameLookup';
import { NAME_COLUMNS } from '../api/enrichment/nameLookup';

/** What the form says about how a list is read. */
export interface ListParameters {
	/** Infinity with Return All, and where the form has no Limit. */
	limit: number;
	simplify: boolean;
	pageSize: number;
	pageToken: string | null;
	maxRetries: number;
	addNames: NameKind[];
	skipInvalidIds: boolean;
}

/** The kinds of names that are to be added, in the order of their columns. */
export function namesToAdd(context: IExecuteSingleFunctions, value: unknown): NameKind[] {
	const given = parseList(value);
	const known = Object.keys(NAME_COLUMNS) as NameKind[];
	const wrong = given.find((word) => !known.some((kind) => kind === word.toLowerCase()));
	if (wrong === undefined) {
		return known.filter((kind) => given.some((word) => kind === word.toLowerCase()));
	}
	const choices = known.join(', ');
	return invalidValue(
		context,
		'Add Names',
		wrong,
		...describeValue('unknownNameKind', { choices }),
	);
}

function limitOf(context: IExecuteSingleFunctions): number {
	if (parseBoolean(context, 'Return All', parameterOr(context, 'returnAll', false)))
		return Infinity;
	const range = { min: 1, max: Number.MAX_SAFE_INTEGER };
	return parseInteger(context, 'Limit', parameterOr(context, 'limit', 50), range);
}

/**
 * Reads the fields that every list has. Throws for a number, as an expression may give it, out of its range.
 * @param limited whether the form has Return All and Limit
 */
export function readListParameters(
	context: IExecuteSingleFunctions,
	limited: boolean,
): ListParameters {
	const option = (name: string, fallback: unknown): unknown =>
		parameterOr(context, `options.${name}`, fallback);
	const pageToken = String(option(PAGE_TOKEN, '') ?? '').trim();
	return {
		limit: limited ? limitOf(context) : Infinity,
		simplify: parseBoolean(context, 'Simplify', parameterOr(context, 'simplify', true)),
		pageSize: parseInteger(context, 'Page Size', option('pageSize', 1000), { min: 1, max: 1000 }),
		pageToken: pageToken === '' ? null : pageToken,
		maxRetries: parseInteger(context, 'Max Retries', option('maxRetries', 3), { min: 0, max: 10 }),
		addNames: namesToAdd(context, option('addNames', [])),
		skipInvalidIds: parseBoolean(context, 'Skip Invalid IDs', option('skipInvalidIds', false)),
	};
}
