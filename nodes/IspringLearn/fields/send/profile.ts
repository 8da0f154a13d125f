/** The profile of a user: fields that every account has, and fields that an account defines itself. */
import type { IExecuteSingleFunctions, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { toRequestName } from '../../api/schema/profile/profileEntries';
import { rawParameter } from '../guard/emptyValue';
import { isMapping, mappedValues } from '../mapping';
import { isBlank, sendParameter } from '../parameter';
import { invalidField, invalidValue } from '../parseValue';
import { matchInput } from './profileInput';
import { PROFILE_LABEL, toProfileText } from './profileText';

const NAME = 'profile';

/** Values by the names of profile fields, as requests call them. */
export type Profile = Record<string, string>;

/**
 * Whose profile it is. `method` lists the fields in the editor, with those marked that a new user needs, or none. When
 * the operation changes, the editor keeps the list and its values, unless the parameter `changesWith` has another
 * value: Create or Update keeps those of Create, but Update must not demand what a new user needs.
 */
const OWNERS = {
	new: { method: 'getNewProfileFields', changesWith: 'resource' },
	newOrExisting: { method: 'getProfileFields', changesWith: 'resource' },
	existing: { method: 'getProfileFields', changesWith: 'operation' },
} as const;

/** The field for a profile. */
export const profileField = (owner: keyof typeof OWNERS): INodeProperties => ({
	displayName: PROFILE_LABEL,
	name: NAME,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		"The user's profile, such as login, email, name and your account's own fields. Fields without a value aren't sent, so an update doesn't change them.",
	typeOptions: {
		loadOptionsDependsOn: [OWNERS[owner].changesWith],
		resourceMapper: {
			resourceMapperMethod: OWNERS[owner].method,
			mode: 'add',
			// The editor shows this label instead of the field's name.
			valuesLabel: PROFILE_LABEL,
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
	routing: sendParameter(NAME, (value, context) => {
		const schema = readSchema(value);
		const profile = readProfile(value, schema, context);
		// The saved schema may be that of an operation that needs no field.
		if (owner === 'new') requireFields(profile, schema, context);
		return Object.keys(profile).length === 0 ? undefined : profile;
	}),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isField = (field: unknown): field is ResourceMapperField =>
	isObject(field) && typeof field.id === 'string';

/** The fields of the account as n8n saved them with the mapping. A program may have saved none. */
function readSchema(saved: unknown): ResourceMapperField[] {
	const schema = isMapping(saved) && Array.isArray(saved.schema) ? saved.schema : [];
	const fields = (schema as Array<Partial<ResourceMapperField> | null>).filter(isField);
	return fields.map((field) => ({ ...field, displayName: String(field.displayName ?? field.id) }));
}

/**
 * Reads what n8n saves for the field, or an object with values by field name, as a program may write it.
 * @throws NodeOperationError for a value that is not text, a number or a date
 */
function readProfile(
	saved: unknown,
	schema: readonly ResourceMapperField[],
	context: IExecuteSingleFunctions,
): Profile {
	const isAutomatic = isMapping(saved) && saved.mappingMode === 'autoMapInputData';
	const values = isAutomatic
		? matchInput(context.getInputData().json, schema, context)
		: mappedValues(saved);
	if (isBlank(values)) return {};
	if (!isObject(values)) {
		const nextStep = 'Enter the value of each field.';
		return invalidValue(context, PROFILE_LABEL, values, "isn't a set of fields", nextStep);
	}
	const raw = isAutomatic ? undefined : mappedValues(rawParameter(context, NAME));
	// A program may have written one expression for all values.
	const rawOf = (name: string): unknown => (isObject(raw) ? raw[name] : raw);
	const fields = new Map(schema.map((field) => [field.id, field]));
	const texts = Object.entries(values).map(([name, value]) => {
		const text = toProfileText(value, rawOf(name), fields.get(name) ?? { id: name }, context);
		return [toRequestName(name), text] as const;
	});
	return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/**
 * Checks the fields that an account requires of a new user.
 * @throws NodeOperationError that names those without a value
 */
function requireFields(
	profile: Profile,
	schema: readonly ResourceMapperField[],
	context: IExecuteSingleFunctions,
): void {
	// Without any value, the whole field is empty.
	if (Object.keys(profile).length === 0) return;
	const missing = schema.filter(({ id, required }) => required && !Object.hasOwn(profile, id));
	if (missing.length === 0) return;
	const names = missing.map(({ displayName }) => `'${displayName}'`).join(', ');
	const nextStep =
		"Enter a value. Your account requires it for new users. If it no longer does, select 'Refresh Field List' in the menu of 'Profile Fields'.";
	invalidField(context, PROFILE_LABEL, `has no value for ${names}`, nextStep);
}
