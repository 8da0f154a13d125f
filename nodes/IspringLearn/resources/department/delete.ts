import { WRITES } from '../../api/endpoints/writes';
import { requiredLocator } from '../../fields/ids/locators';
import { invalidField } from '../../fields/parseValue';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { readId } from '../../api/schema/record';
import { ACTION } from '../../operations/send/columns';
import { DEPARTMENT_ID } from './departmentFields';
import { describeDepartments, readDepartments } from './existingDepartment';

/** Stops if there are subdepartments. No document says what would become of them. */
const requireNoneBelow: SendDefinition['before'] = async (plan, tools) => {
	const id = String(plan.parameters.departmentId).toLowerCase();
	const all = await readDepartments(tools);
	const below = all.filter((one) => readId(one, 'parentDepartmentId').toLowerCase() === id);
	if (below.length === 0) return plan;
	const nextStep = `Delete them first, or move them with the 'Update' operation: ${describeDepartments(below)}.`;
	return invalidField(tools.context, 'Department', 'has subdepartments', nextStep);
};

export const deleteDepartment = sendOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a department',
	description:
		"Delete an empty department permanently. A department that has users, managers or subdepartments can't be deleted.",
	endpoint: WRITES.deleteDepartment,
	done: 'deleted',
	fields: [requiredLocator('department', 'The department to delete', "This can't be undone")],
	before: requireNoneBelow,
	check: "Look for the department with 'Get Many'.",
	columns: [ACTION, DEPARTMENT_ID],
	exceptInTools: true,
});
