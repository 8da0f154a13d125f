/** The schemas of an account's settings. */
import type { RecordSchema } from '../recordSchema';

/** A role, built in or defined by the account. */
export const ROLE: RecordSchema = {
	primaryKey: ['roleId'],
	columns: [
		{ name: 'title', type: 'text' },
		{ name: 'type', type: 'enum' },
		{ name: 'description', type: 'text' },
		{ name: 'roleId', type: 'id' },
	],
};

/** A profile field. `values` has the choices of a list; `name` is what requests call the field. */
export const PROFILE_FIELD: RecordSchema = {
	primaryKey: ['userFieldInfoId'],
	columns: [
		{ name: 'label', type: 'text' },
		{ name: 'name', type: 'id' },
		{ name: 'type', type: 'enum' },
		{ name: 'isRequired', type: 'boolean' },
		{ name: 'isUnique', type: 'boolean' },
		{ name: 'orderPriority', type: 'number' },
		{ name: 'values', type: 'list' },
		{ name: 'userFieldInfoId', type: 'id' },
	],
};
