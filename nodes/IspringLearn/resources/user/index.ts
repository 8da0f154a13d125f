/** The operations of a user. */
import { RECORDS } from '../../api/endpoints/records';
import { requiredLocator } from '../../fields/ids/locators';
import { recordOperation } from '../../operations/list/recordOperation';
import { create } from './create';
import { deleteUser } from './delete';
import { operations as list } from './list';
import { USER_SIMPLIFIED } from './simplified';
import { activate, deactivate, terminate } from './status';
import { update } from './update';
import { upsert } from './upsert';

const get = recordOperation({
	endpoint: RECORDS.user,
	action: 'Get a user',
	description: 'Retrieve a user with their profile fields',
	id: requiredLocator('user', 'The user to get'),
	simplified: USER_SIMPLIFIED,
});

export const operations = [
	activate,
	create,
	upsert,
	deactivate,
	deleteUser,
	get,
	...list,
	terminate,
	update,
];
