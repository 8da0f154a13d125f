/**
 * Finds filters that n8n would ignore without a word: written as one expression, under a name that the
 * form does not have, or in another place. Workflows that a program or a model wrote have them.
 */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeParameters } from 'n8n-workflow';
import type { Named } from './nearest';
import { nearest } from './nearest';
import { yieldsNothing } from './nothing';
import { hasExpression } from './rawParameter';

/** A list and the names that its form has. */
export interface KnownNames {
	/** What a person calls the list: "Module Result". */
	label: string;
	filters: readonly Named[];
	/** The options of any list: one that is left over from another list does no harm. */
	options: ReadonlySet<string>;
	/** The other lists of the node. */
	others: ReadonlyArray<Pick<KnownNames, 'label' | 'filters'>>;
}

interface Fault {
	message: string;
	nextStep: string;
}

const UNFILTERED =
	'n8n ignores it, and the node would return data of the whole account, so it made no request.';
const REMOVE =
	'If the form does not show it, delete the node and add it again: n8n keeps what the form does not show.';

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const asChoice = ({ name, displayName }: Named): string => `'${name}' (${displayName})`;

const oneOf = (names: readonly Named[]): string => names.map(asChoice).join(' or ');

/** Blank, and so without an effect whatever its name. */
const isBlank = (raw: unknown): boolean => !hasExpression(raw) && yieldsNothing(raw);

const isFields = (raw: unknown): raw is INodeParameters =>
	typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function faultOfShape(label: string, raw: unknown): Fault | null {
	if (isBlank(raw) || isFields(raw)) return null;
	const what = typeof raw === 'string' && raw.startsWith('=') ? 'one expression' : 'one value';
	return {
		message: `'${label}' is ${what} instead of a set of fields`,
		nextStep: `${UNFILTERED} Add each field under '${label}' by itself, with an expression of its own where it needs one.`,
	};
}

/** Names with a value that are not among those that are known. */
const unknownIn = (raw: unknown, isKnown: (name: string) => boolean): string[] =>
	isFields(raw) ? Object.keys(raw).filter((name) => !isKnown(name) && !isBlank(raw[name])) : [];

const hasFilter = ({ filters }: Pick<KnownNames, 'filters'>, name: string): boolean =>
	filters.some((filter) => filter.name === name);

function suggest(name: string, { label, filters, others }: KnownNames): string {
	const homes = others.filter((other) => hasFilter(other, name));
	const found = homes[0]?.filters.find((filter) => filter.name === name);
	const near = nearest(name, filters);
	const instead = near.length > 0 ? `Use ${oneOf(near)} instead of '${name}'.` : '';
	if (found) {
		const lists = homes.map((home) => home.label).join(', ');
		const elsewhere = `'${name}' (${found.displayName}) is a filter of ${lists}. To remove it in the form, choose ${homes[0].label}, delete the filter, and choose ${label} again.`;
		return `${elsewhere} ${instead}`.trim();
	}
	if (instead !== '') return instead;
	const all = filters.map(asChoice).join(', ');
	return filters.length === 0 ? `${label} has no filters.` : `The filters are ${all}.`;
}

function faultOfFilters(raw: unknown, known: KnownNames): Fault | null {
	const names = unknownIn(raw, (name) => hasFilter(known, name));
	if (names.length === 0) return null;
	const suggestions = names.map((name) => suggest(name, known));
	const isNowhere = names.some((name) => !known.others.some((other) => hasFilter(other, name)));
	const are = names.length === 1 ? 'is not a filter' : 'are not filters';
	return {
		message: `${quoted(names)} ${are} of ${known.label}`,
		nextStep: [UNFILTERED, ...suggestions, ...(isNowhere ? [REMOVE] : [])].join(' '),
	};
}

/** Filters that stand where n8n does not look for them. */
function faultOfPlace(names: readonly string[], place: string, known: KnownNames): Fault | null {
	if (names.length === 0) return null;
	const [is, each] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
	const near = names.flatMap((name) => nearest(name, known.filters).slice(0, 1));
	const cure = near.length > 0 ? `Put ${each} under 'Filters' as ${oneOf(near)}` : `Remove ${each}`;
	return {
		message: `${quoted(names)} ${is} ${place}`,
		nextStep: `${UNFILTERED} ${cure}. ${REMOVE}`,
	};
}

/**
 * What n8n would ignore in a form, and how to go on; null when there is nothing.
 * @param raw the form as it is written
 * @param outside names that a filter may have been given at the top level of the form
 */
export function faultOfNames(
	raw: INodeParameters,
	known: KnownNames,
	outside: readonly string[],
): Fault | null {
	const strays = outside.filter((name) => !isBlank(raw[name]));
	const noOptions = unknownIn(raw.options, (name) => known.options.has(name));
	return (
		faultOfShape('Filters', raw.filters) ??
		faultOfShape('Options', raw.options) ??
		faultOfFilters(raw.filters, known) ??
		faultOfPlace(noOptions, "under 'Options', which has no such field", known) ??
		faultOfPlace(strays, "outside of 'Filters'", known)
	);
}

/** @throws NodeOperationError for what n8n would ignore */
export function refuseUnknownNames(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	known: KnownNames,
	outside: readonly string[],
): void {
	const node = context.getNode();
	const fault = faultOfNames(node.parameters, known, outside);
	if (fault === null) return;
	const { message, nextStep } = fault;
	throw new NodeOperationError(node, message, {
		description: nextStep,
		itemIndex: context.getItemIndex(),
	});
}
