/** Lists the profile fields of an account, for the mapping of values to them in the editor. */
import { NodeApiError } from 'n8n-workflow';
import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { SETTINGS } from '../api/endpoints/settings';
import type { Runtime } from '../api/runtime';
import { createNormalizer } from '../api/schema/normalizer';
import { isStandardField, toRequestName } from '../api/schema/profile/profileEntries';
import type { RawRecord, Value } from '../api/schema/record';
import { recordsWith } from '../api/schema/record';
import { PROFILE_FIELD } from '../api/schema/records/settings';
import { PICK_LIST_FORM } from '../errors/form';
import { recordName } from '../errors/messages/template';
import { describeError } from '../errors/throwNodeError';
import { AccountLists } from './accountLists';

type ListFields = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

const toText = (value: Value): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** The choices of a field. */
const toChoices = (values: Value): INodePropertyOptions[] =>
	recordsWith(values, 'value').map(({ name, value }) => ({
		name: toText(name) || toText(value),
		value: toText(value),
	}));

/** How n8n's editor shows a field, by its type. */
const TYPES: Readonly<Record<string, FieldType>> = { birthdate: 'dateTime', date: 'dateTime' };

/** The API lets a new user do without a country, even if the account requires it. */
const NEVER_REQUIRED = 'country';

/**
 * Converts a record of a profile field.
 * @param isNew whether the values are those of a new user, who needs the required fields
 */
function toField(record: RawRecord, isNew: boolean): ResourceMapperField {
	const name = toText(record.name);
	const options = toChoices(record.values);
	const isRequired = record.isRequired === true;
	return {
		id: toRequestName(name),
		displayName: toText(record.label) || name,
		required: isNew && isRequired && record.type !== NEVER_REQUIRED,
		removed: !isRequired && !isStandardField(name),
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		...(options.length > 0
			? { type: 'options', options }
			: { type: TYPES[toText(record.type)] ?? 'string' }),
	};
}

const byPriority = (one: RawRecord, other: RawRecord): number =>
	Number(one.orderPriority ?? 0) - Number(other.orderPriority ?? 0);

/** Converts the records of all profile fields, in the order of the account. */
export function toMapperFields(
	records: readonly RawRecord[],
	isNew: boolean,
): ResourceMapperField[] {
	const rows = records.map(createNormalizer(PROFILE_FIELD)).sort(byPriority);
	return rows.filter(({ name }) => toText(name) !== '').map((row) => toField(row, isNew));
}

/** @throws NodeApiError that says why the fields could not be read */
const createFieldList = (runtime: Runtime, isNew: boolean): ListFields =>
	async function () {
		const { profileFields } = SETTINGS;
		try {
			const lists = await AccountLists.open(runtime, this);
			return { fields: toMapperFields(await lists.readRecords(profileFields), isNew) };
		} catch (error) {
			const request = {
				label: recordName(profileFields.name),
				idFilters: [],
				form: PICK_LIST_FORM,
				retries: 0,
			};
			const { message, description, httpCode } = await describeError(this, error, request);
			// A new error without the cause: axios keeps the Authorization header in it.
			throw new NodeApiError(this.getNode(), { message }, { message, description, httpCode });
		}
	};

/** The `resourceMapping` methods of a node. */
export const createResourceMapping = (runtime: Runtime) => ({
	getNewProfileFields: createFieldList(runtime, true),
	getProfileFields: createFieldList(runtime, false),
});
