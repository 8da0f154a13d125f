/** The fields and columns that the operations of a department share. */
import type { Column } from '../../api/schema/recordSchema';
import type { IdField } from '../../fields/ids/idField';
import { idLocator } from '../../fields/ids/locators';

export const DEPARTMENT_ID: Column = { name: 'departmentId', type: 'id' };

/** The department that another one is part of. */
export const parentLocator = (description: string, isOptional?: true): IdField =>
	idLocator('department', {
		label: 'Parent Department',
		name: 'parentDepartmentId',
		description,
		isOptional,
	});
