/** Finds the values of profile fields in an input item: n8n's "Map Automatically". */
import type { ResourceMapperField } from 'n8n-workflow';
import { toWord } from '../choices';
import { isBlank } from '../parameter';
import type { ItemContext } from '../parseValue';
import { invalidField, invalidValue } from '../parseValue';
import { PROFILE_LABEL } from './profileText';

type Fields = readonly ResourceMapperField[];

/** As n8n calls them. */
const MODE = 'Mapping Column Mode';
const MANUALLY = 'Map Each Column Manually';
const ONE_BY_ONE = `or set '${MODE}' to '${MANUALLY}'`;

const exactly = (text: string): string => text;

/** How a name in the input item is compared with the names of fields, the best way first. */
const WAYS: ReadonlyArray<{
	nameOf: (field: ResourceMapperField) => string;
	fold: (text: string) => string;
}> = [
	{ nameOf: ({ id }) => id, fold: exactly },
	{ nameOf: ({ displayName }) => displayName, fold: exactly },
	{ nameOf: ({ id }) => id, fold: toWord },
	{ nameOf: ({ displayName }) => displayName, fold: toWord },
];

/**
 * The values of an input item by the fields that have their names or labels, in any spelling. Fields that were removed
 * from the form count, too: in this mode, the form does not show which.
 * @throws NodeOperationError for a label that several fields have, and for a field that several values belong to
 */
export function matchInput(
	input: Record<string, unknown>,
	schema: Fields,
	context: ItemContext,
): Record<string, unknown> {
	if (schema.length === 0) {
		const nextStep = `Set '${MODE}' to '${MANUALLY}', which loads them, and then back.`;
		return invalidField(
			context,
			PROFILE_LABEL,
			"doesn't have the fields of your account",
			nextStep,
		);
	}
	const names = new Set(Object.keys(input).filter((name) => !isBlank(input[name])));
	const nameOfField = new Map<ResourceMapperField, string>();
	for (const { nameOf, fold } of WAYS) {
		const open = schema.filter((field) => !nameOfField.has(field));
		for (const name of names) {
			const fields = open.filter((field) => fold(nameOf(field)) === fold(name));
			if (fields.length === 0) continue;
			const [field] = fields;
			if (fields.length > 1) throwSameLabel(name, fields, context);
			const other = nameOfField.get(field);
			if (other !== undefined) throwSameField(field, [other, name], context);
			nameOfField.set(field, name);
			names.delete(name);
		}
	}
	return Object.fromEntries([...nameOfField].map(([{ id }, name]) => [id, input[name]]));
}

function throwSameLabel(name: string, fields: Fields, context: ItemContext): never {
	const ids = fields.map(({ id }) => `'${id}'`).join(' or ');
	const nextStep = `In the input item, rename '${name}' to ${ids}, ${ONE_BY_ONE}.`;
	return invalidValue(context, PROFILE_LABEL, name, 'is the name of several fields', nextStep);
}

function throwSameField(
	{ displayName }: ResourceMapperField,
	names: readonly string[],
	context: ItemContext,
): never {
	const both = names.map((name) => `'${name}'`).join(' and ');
	const nextStep = `Remove one of them from the input item, ${ONE_BY_ONE}.`;
	const problem = `has several values for '${displayName}': ${both}`;
	return invalidField(context, PROFILE_LABEL, problem, nextStep);
}
