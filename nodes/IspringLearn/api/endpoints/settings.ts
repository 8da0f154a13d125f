/** The lists of an account's settings, which forms offer as choices. They come whole and have no name. */
import * as schemas from '../schema/records/settings';
import type { ListEndpoint } from './endpoint';
import { READ_PAGE } from './endpoint';

const READ_SETTINGS = {
	...READ_PAGE,
	list: null,
	unpaged: true,
} as const;

export const SETTINGS = {
	roles: {
		...READ_SETTINGS,
		name: 'roles',
		path: '/role',
		xmlItem: 'role',
		schema: schemas.ROLE,
	},

	/** The profile fields of users: those that every account has, and those that an account defines itself. */
	profileFields: {
		...READ_SETTINGS,
		name: 'profileFields',
		path: '/user/profile/fields',
		xmlItem: 'userFieldInfo',
		schema: schemas.PROFILE_FIELD,
	},
} satisfies Record<string, ListEndpoint>;
