/** The operations of a department. */
import { RECORDS } from '../../api/endpoints/records';
import { requiredLocator } from '../../fields/ids/locators';
import { recordOperation } from '../../operations/list/recordOperation';
import { create } from './create';
import { deleteDepartment } from './delete';
import { operations as list, simplified } from './list';
import { moveUsers } from './moveUsers';
import { update } from './update';
import { upsert } from './upsert';

const get = recordOperation({
	endpoint: RECORDS.department,
	action: 'Get a department',
	description: 'Retrieve a department with its code and its parent department',
	id: requiredLocator('department', 'The department to get'),
	simplified,
});

export const operations = [create, upsert, deleteDepartment, get, ...list, moveUsers, update];
