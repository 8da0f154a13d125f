import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import { mayBeDone } from '../../api/requester/retryRules';
import { idLocator } from '../../fields/ids/locators';
import { invalidField } from '../../fields/parseValue';
import { EMPTY_FIELDS_STAY, textField } from '../../fields/send/sendFields';
import { ACTION } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { DEPARTMENT_ID, parentLocator } from './departmentFields';
import {
	isUpToDate,
	readDepartments,
	requireFreeCode,
	requireOtherParent,
} from './existingDepartment';

const checkPlace: SendDefinition['before'] = async (plan, tools) => {
	const { code, parentDepartmentId } = plan.parameters;
	if (code === undefined && parentDepartmentId === undefined) return plan;
	const departments = await readDepartments(tools);
	requireFreeCode(departments, plan.parameters, tools.context);
	requireOtherParent(departments, plan.parameters, 'Parent Department', tools.context);
	return plan;
};

/** Looks again after a lost response: the department may be as wanted by now. */
const lookAgain: SendDefinition['recover'] = async (error, { parameters }, tools) => {
	if (!mayBeDone(error)) return null;
	const { departmentId } = parameters;
	const department = await tools.readRecord(RECORDS.department, { departmentId });
	if (!isUpToDate(department, parameters)) return null;
	return { action: 'updated', departmentId: String(departmentId) };
};

export const update = sendOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a department',
	description: 'Rename a department, move it, or change its code',
	endpoint: WRITES.updateDepartment,
	done: 'updated',
	fields: [
		idLocator('department', { description: 'The department to update', hint: EMPTY_FIELDS_STAY }),
		textField({
			displayName: 'Name',
			name: 'name',
			placeholder: 'e.g. Sales',
			description: 'The new name. Leave empty to keep the current name.',
		}),
		parentLocator(
			'The department to move this one to. Leave empty to keep the current parent.',
			true,
		),
		textField({
			displayName: 'Code',
			name: 'code',
			placeholder: 'e.g. HR-042',
			description:
				'The new code, for example from your HR system. Leave empty to keep the current code. Stops if another department has this code.',
		}),
	],
	toParameters: (values, context) => {
		if (Object.keys(values).length > 1) return values;
		const nextStep = "Enter a name, a code or a parent department. There's nothing to change.";
		return invalidField(context, 'Name', 'is empty', nextStep);
	},
	before: checkPlace,
	recover: lookAgain,
	check: "Check the department with 'Get'. It's safe to run this operation again.",
	columns: [ACTION, DEPARTMENT_ID],
});
