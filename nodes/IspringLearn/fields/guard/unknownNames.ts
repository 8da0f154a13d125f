/**
 * Finds filters that n8n would silently ignore: a whole collection as one expression, a name that the
 * form does not have, or a filter in the wrong place. Workflows written by programs and AI models have
 * such mistakes.
 */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeParameters } from 'n8n-workflow';
import { withoutLocators } from '../../methods/locatorValue';
import { hasExpression, isEmptyValue } from './emptyValue';
import type { NamedField } from './similarNames';
import { findSimilar } from './similarNames';

/** The names in the form of one resource. */
export interface KnownNames {
	/** Name of the resource in the form: "Module Result". */
	label: string;
	filters: readonly NamedField[];
	/** The optional fields of its operations that change something. */
	additionalFields?: readonly NamedField[];
	/** The options of all resources: an option left over from another resource does no harm. */
	options: ReadonlySet<string>;
	/** The other resources of the node. */
	others: ReadonlyArray<Pick<KnownNames, 'label' | 'filters'>>;
}

interface Problem {
	message: string;
	nextStep: string;
}

const UNFILTERED =
	'The node stopped because n8n would ignore it and return the data of the whole account.';
const REMOVE = "If the form doesn't show it, delete the node and add it again.";

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const asChoice = ({ name, displayName }: NamedField): string => `'${name}' (${displayName})`;

const oneOf = (names: readonly NamedField[]): string => names.map(asChoice).join(' or ');

/** A blank value has no effect under any name. */
const isBlank = (raw: unknown): boolean => {
	const plain = withoutLocators(raw);
	return !hasExpression(plain) && isEmptyValue(plain);
};

const isFields = (raw: unknown): raw is INodeParameters =>
	typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function checkCollection(label: string, raw: unknown): Problem | null {
	if (isBlank(raw) || isFields(raw)) return null;
	const what = typeof raw === 'string' && raw.startsWith('=') ? 'one expression' : 'one value';
	return {
		message: `'${label}' is ${what} instead of a set of fields`,
		nextStep: `Set an expression on each field under '${label}' instead. ${UNFILTERED}`,
	};
}

/** The unknown names that have a value. */
const unknownIn = (raw: unknown, isKnown: (name: string) => boolean): string[] =>
	isFields(raw) ? Object.keys(raw).filter((name) => !isKnown(name) && !isBlank(raw[name])) : [];

const hasFilter = ({ filters }: Pick<KnownNames, 'filters'>, name: string): boolean =>
	filters.some((filter) => filter.name === name);

function suggest(name: string, { label, filters, others }: KnownNames): string {
	const homes = others.filter((other) => hasFilter(other, name));
	const found = homes[0]?.filters.find((filter) => filter.name === name);
	const similar = findSimilar(name, filters);
	const instead = similar.length > 0 ? `Use ${oneOf(similar)} instead of '${name}'.` : '';
	if (found) {
		const lists = homes.map((home) => home.label).join(', ');
		const elsewhere = `'${name}' (${found.displayName}) is a filter of ${lists}. To remove it, select ${homes[0].label}, delete the filter, and select ${label} again.`;
		return `${elsewhere} ${instead}`.trim();
	}
	if (instead !== '') return instead;
	const all = filters.map(asChoice).join(', ');
	return filters.length === 0 ? `${label} has no filters.` : `The filters are ${all}.`;
}

function checkFilterNames(raw: unknown, known: KnownNames): Problem | null {
	const names = unknownIn(raw, (name) => hasFilter(known, name));
	if (names.length === 0) return null;
	const suggestions = names.map((name) => suggest(name, known));
	const isNowhere = names.some((name) => !known.others.some((other) => hasFilter(other, name)));
	const are = names.length === 1 ? "isn't a filter" : "aren't filters";
	return {
		message: `${quoted(names)} ${are} of ${known.label}`,
		nextStep: [...suggestions, ...(isNowhere ? [REMOVE] : []), UNFILTERED].join(' '),
	};
}

/** Reports filters in a place where n8n does not look for them. */
function describeMisplaced(
	names: readonly string[],
	place: string,
	known: KnownNames,
): Problem | null {
	if (names.length === 0) return null;
	const [is, each] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
	const similar = names.flatMap((name) => findSimilar(name, known.filters).slice(0, 1));
	const fix =
		similar.length > 0 ? `Put ${each} under 'Filters' as ${oneOf(similar)}` : `Remove ${each}`;
	return {
		message: `${quoted(names)} ${is} ${place}`,
		nextStep: `${fix}. ${REMOVE} ${UNFILTERED}`,
	};
}

/** Finds the first problem in the raw parameters of a node. */
function findProblem(
	raw: INodeParameters,
	known: KnownNames,
	misplaced: readonly string[],
): Problem | null {
	const strays = misplaced.filter((name) => !isBlank(raw[name]));
	const noOptions = unknownIn(raw.options, (name) => known.options.has(name));
	return (
		checkCollection('Filters', raw.filters) ??
		checkCollection('Options', raw.options) ??
		checkFilterNames(raw.filters, known) ??
		describeMisplaced(noOptions, "under 'Options', which has no such field", known) ??
		describeMisplaced(strays, "outside 'Filters'", known)
	);
}

/**
 * Stops a node with parameters that n8n would ignore.
 * @param misplaced names under which a filter may wrongly have been put at the top level of the form
 * @throws NodeOperationError that names them and suggests a fix
 */
export function assertKnownNames(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	known: KnownNames,
	misplaced: readonly string[],
): void {
	throwProblem(context, findProblem(context.getNode().parameters, known, misplaced));
}

function throwProblem(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	problem: Problem | null,
): void {
	if (problem === null) return;
	const { message, nextStep } = problem;
	throw new NodeOperationError(context.getNode(), message, {
		description: nextStep,
		itemIndex: context.getItemIndex(),
	});
}

/** Finds an additional field that the form does not have. */
function findUnknownField(
	raw: unknown,
	{ label, additionalFields = [] }: KnownNames,
): Problem | null {
	const isKnown = (name: string): boolean => additionalFields.some((field) => field.name === name);
	const [name] = unknownIn(raw, isKnown);
	if (name === undefined) return null;
	const similar = findSimilar(name, additionalFields);
	const choices = oneOf(similar.length > 0 ? similar : additionalFields);
	return {
		message: `'${name}' isn't an additional field of ${label}`,
		nextStep: `Use ${choices}, or remove it. n8n would ignore it.`,
	};
}

/**
 * Stops an operation that changes something and has an additional field that n8n would ignore.
 * @throws NodeOperationError that names it and suggests a fix
 */
export function assertKnownFields(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	known: KnownNames,
): void {
	const node = context.getNode();
	throwProblem(context, findUnknownField(node.parameters.additionalFields, known));
}
