/** The ID fields of a form, and the parameters that they fill. Several fields may fill the same one. */
import type { INodeProperties } from 'n8n-workflow';
import type { Query } from '../../api/paginator/chunkQuery';
import type { SkippedIds } from '../../api/paginator/invalidIds';
import type { LabelledIds } from '../../errors/failedItem';
import type { LabelOf } from '../../errors/form';
import { idSourceOf } from '../../fields/ids/idField';
import type { IdOrReference } from '../../fields/ids/references';
import type { LookupName } from '../../methods/lookups';
import type { Reference } from '../../methods/names/nameResolver';
import { isReference } from '../../methods/names/nameResolver';

/** An ID field that holds something in a query. */
export interface FilledField {
	/** Under which the query holds its entries. */
	name: string;
	label: string;
	/** The pick-list in which to look its names up. */
	from: LookupName;
	parameter: string;
	entries: readonly IdOrReference[];
}

/** A field, and the IDs that it stands for. */
export interface FieldIds extends Pick<FilledField, 'name' | 'label' | 'parameter'> {
	ids: readonly string[];
}

/** The ID fields that hold something in a query. Those whose pick-lists other fields narrow come last. */
export function findFilledFields(fields: readonly INodeProperties[], query: Query): FilledField[] {
	const filled = fields.flatMap((field) => {
		const source = idSourceOf(field);
		const entries = query[field.name];
		if (source === undefined || !Array.isArray(entries)) return [];
		const { name, displayName: label } = field;
		return [{ ...source, name, label, entries: entries as IdOrReference[] }];
	});
	return [
		...filled.filter(({ isNarrowed }) => !isNarrowed),
		...filled.filter(({ isNarrowed }) => isNarrowed),
	];
}

/** The names in a field. */
export const namesIn = ({ entries }: FilledField): Reference[] => entries.filter(isReference);

/** The IDs that fields stand for, each once, by parameter. */
export function idsByParameter(fields: readonly FieldIds[]): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const { parameter, ids } of fields) {
		found.set(parameter, [...new Set([...(found.get(parameter) ?? []), ...ids])]);
	}
	return found;
}

/** Moves the IDs of fields to their parameters. Keeps the order of the query. */
export function joinFields(query: Query, fields: readonly FieldIds[]): Query {
	const parameterOf = new Map(fields.map(({ name, parameter }) => [name, parameter]));
	const ids = idsByParameter(fields);
	const joined: Query = {};
	for (const [name, value] of Object.entries(query)) {
		const parameter = parameterOf.get(name);
		if (parameter === undefined) joined[name] = value;
		else joined[parameter] = ids.get(parameter);
	}
	return joined;
}

/**
 * Finds the label of the field that sends a parameter. If several fill it, all of them are named; if none
 * does, the first.
 */
export function createLabelOf(fields: readonly INodeProperties[], query: Query): LabelOf {
	const parameterOf = (field: INodeProperties) =>
		idSourceOf(field)?.parameter ?? field.routing?.send?.property?.split('.')[0] ?? field.name;
	return (parameter) => {
		const all = fields.filter((field) => parameterOf(field) === parameter);
		const filled = all.filter(({ name }) => Object.hasOwn(query, name));
		const named = filled.length > 0 ? filled : all.slice(0, 1);
		const labels = named.map(({ displayName }) => displayName);
		return labels.length > 0 ? labels.join("' or '") : parameter;
	};
}

/** The labels of the ID fields that hold something in a query. */
export const labelsOfFilled = (fields: readonly INodeProperties[], query: Query): string[] =>
	findFilledFields(fields, query).map(({ label }) => label);

/** Splits the IDs that were skipped by the fields that hold them. */
export function labelSkipped(
	skipped: readonly SkippedIds[],
	fields: readonly FieldIds[],
): LabelledIds[] {
	return skipped.flatMap(({ parameter, ids, records, isForbidden }) => {
		const groups = new Map<string | null, string[]>();
		for (const id of ids) {
			const holder = fields.find((one) => one.parameter === parameter && one.ids.includes(id));
			const label = holder?.label ?? parameter;
			groups.set(label, [...(groups.get(label) ?? []), id]);
		}
		return [...groups].map(([label, some]) => ({ label, ids: some, records, isForbidden }));
	});
}
