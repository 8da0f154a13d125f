import type { ListEndpoint } from './listEndpoint';
import { createProfileReader, PROFILE } from '../schema/profile';
import type { RawRecord, Value } from '../schema/normalizer';
import { isBlank, isRecord, setField } from '../schema/normalizer';

/** Ids in an array; in XML they lie in `<id>` elements, of which there may be one or none. */
function idsOf(groups: Value): Value {
	const ids = isRecord(groups) && Object.hasOwn(groups, 'id') ? groups.id : groups;
	if (Array.isArray(ids)) return ids.map((id) => (typeof id === 'number' ? String(id) : id));
	return ids === null || ids === undefined || isBlank(ids) ? [] : [ids];
}

/** Spread syntax would take several times as long, and everybody who gets a name comes by here. */
function createFlattener(): (record: RawRecord) => RawRecord {
	const profileOf = createProfileReader();
	return (record) => {
		const flat: RawRecord = {};
		for (const name of Object.keys(record)) {
			if (name !== 'fields' && name !== 'groups') setField(flat, name, record[name]);
		}
		const profile = profileOf(record.fields, flat);
		for (const name of Object.keys(profile)) setField(flat, name, profile[name]);
		flat.groups = idsOf(record.groups);
		return flat;
	};
}

/**
 * `GET /users/v2`: the people of the account, those who are blocked or have left as well. The fields
 * of their profile become columns named in camelCase; those that an account made itself come last.
 */
export const USER: ListEndpoint = {
	label: 'users',
	path: '/users/v2',
	list: 'userProfiles',
	xmlItem: 'userProfile',
	createTransform: createFlattener,
	schema: {
		primaryKey: ['userId'],
		additionalColumns: true,
		columns: [
			{ name: 'userId', type: 'id' },
			...PROFILE.map((name) => ({ name, type: 'text' as const })),
			{ name: 'status', type: 'number' },
			{ name: 'role', type: 'enum' },
			{ name: 'roleId', type: 'id' },
			{ name: 'departmentId', type: 'id' },
			{ name: 'groups', type: 'list' },
			{ name: 'addedDate', type: 'dateTime' },
			{ name: 'lastLoginDate', type: 'dateTime' },
		],
	},
};
