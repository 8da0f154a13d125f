/** The profile of a user: fields that every account has, and fields that an account defines itself. */
import type {
	IExecuteSingleFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperValue,
} from 'n8n-workflow';
import { cleanText, trimText } from '../../api/pastedText';
import { toWord } from '../choices';
import { isEmptyModelValue, isFilledByModel, rawParameter } from '../guard/emptyValue';
import { sendParameter } from '../parameter';
import { invalidValue } from '../parseValue';
import { parseDay } from './sendFields';

const LABEL = 'Profile Fields';
const NAME = 'profile';

/** Values by the names of profile fields, as requests call them. */
export type Profile = Record<string, string>;

/** The method of the node that lists the fields: with those that a new user needs marked, or none. */
type FieldMethod = 'getNewProfileFields' | 'getProfileFields';

/**
 * The field for a profile.
 * @param method lists the fields of the account in the editor
 */
export const profileField = (method: FieldMethod): INodeProperties => ({
	displayName: LABEL,
	name: NAME,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The fields of the profile, such as login, email, name and the fields that your account has added. A field without a value stays as it is.',
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'add',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
	routing: sendParameter(NAME, (value, context) => {
		const profile = readProfile(value, context);
		return Object.keys(profile).length === 0 ? undefined : profile;
	}),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads what n8n saves for the field, or an object with values by field name, as a program may write it.
 * @throws NodeOperationError for a value that is not text, a number or a date
 */
function readProfile(saved: unknown, context: IExecuteSingleFunctions): Profile {
	if (saved === null || saved === undefined || saved === '') return {};
	if (!isObject(saved)) {
		const nextStep = 'Enter the value of each field.';
		return invalidValue(context, LABEL, saved, "isn't a set of fields", nextStep);
	}
	const isMapper = 'mappingMode' in saved;
	const { mappingMode, value, schema = [] } = saved as unknown as ResourceMapperValue;
	const fields = new Map(schema.map((field) => [field.id, field]));
	if (isMapper && mappingMode === 'autoMapInputData') {
		return readValues(matchInput(context.getInputData().json, schema), fields, context, {});
	}
	const values = isMapper ? (value ?? {}) : saved;
	const path = isMapper ? `${NAME}.value` : NAME;
	const raw = rawParameter(context, path);
	return readValues(values, fields, context, isObject(raw) ? raw : {});
}

/** The values of the input item whose names are those of fields, or their labels, in any spelling. */
function matchInput(
	input: Record<string, unknown>,
	schema: readonly ResourceMapperField[],
): Record<string, unknown> {
	const names = new Map(Object.keys(input).map((name) => [toWord(name), name]));
	const found = schema
		.filter(({ removed }) => !removed)
		.map(({ id, displayName }) => {
			const name = names.get(toWord(id)) ?? names.get(toWord(displayName));
			return [id, name === undefined ? undefined : input[name]] as const;
		});
	return Object.fromEntries(found);
}

function readValues(
	values: Record<string, unknown>,
	fields: ReadonlyMap<string, ResourceMapperField>,
	context: IExecuteSingleFunctions,
	raw: Record<string, unknown>,
): Profile {
	const profile: Profile = {};
	for (const [name, value] of Object.entries(values)) {
		const isBlank = isFilledByModel(raw[name]) && isEmptyModelValue(value);
		const text = isBlank ? '' : toText(value, fields.get(name), context, name);
		if (text !== '') profile[name] = text;
	}
	return profile;
}

function toText(
	value: unknown,
	field: ResourceMapperField | undefined,
	context: IExecuteSingleFunctions,
	name: string,
): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string' && cleanText(value) === '') return '';
	const label = field?.displayName ?? name;
	if (field?.type === 'dateTime') return parseDay(context, label, value);
	if (typeof value !== 'object') return trimText(String(value));
	const nextStep = `Enter text. It is the value for '${label}' under '${LABEL}'.`;
	return invalidValue(context, label, value, "isn't text", nextStep);
}
