import type { Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField, invalidValue } from '../../fields/parseValue';
import { EMPTY_FIELDS_STAY, required, textField } from '../../fields/send/sendFields';
import { ACTION } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { findCreated, rejectName } from './create';
import { DEPARTMENT_ID, parentLocator } from './departmentFields';
import {
	findByCode,
	findNamesakes,
	isUpToDate,
	isWithoutCode,
	readDepartments,
	requireOtherParent,
} from './existingDepartment';

const PARENT_CODE = 'Parent Department Code';

/** A parent is chosen, or has a code. */
function checkParent(values: Parameters, context: ItemContext): Parameters {
	const { parentDepartmentId, parentCode } = values;
	if (parentDepartmentId === undefined || parentCode === undefined) return values;
	const nextStep = 'Leave one of them empty.';
	return invalidField(context, PARENT_CODE, "can't be combined with 'Parent Department'", nextStep);
}

/** Replaces the code of the parent by its ID, which an earlier input item may have created. */
function findParent(
	{ parentCode, ...parameters }: Parameters,
	departments: readonly RawRecord[],
	context: ItemContext,
): Parameters {
	if (parentCode === undefined) return parameters;
	const parent = findByCode(departments, parentCode, PARENT_CODE, context);
	if (parent) return { ...parameters, parentDepartmentId: readId(parent, 'departmentId') };
	const nextStep =
		'Enter the code of a department that exists. An earlier input item can also create the parent.';
	return invalidValue(context, PARENT_CODE, parentCode, "isn't the code of a department", nextStep);
}

/**
 * Checks what a new department needs.
 * @throws NodeOperationError without a name or a parent, or if it exists without a code
 */
function requireNew(
	wanted: Parameters,
	departments: readonly RawRecord[],
	context: ItemContext,
): void {
	const { name, parentDepartmentId, code } = wanted;
	const because = 'The department is new, and a new department needs one.';
	if (name === undefined) invalidField(context, 'Name', 'is empty', `Enter a name. ${because}`);
	if (parentDepartmentId === undefined) {
		const nextStep = `Choose a department, or enter its code in '${PARENT_CODE}'. ${because}`;
		invalidField(context, 'Parent Department', 'is empty', nextStep);
	}
	const namesake = findNamesakes(departments, wanted).find(isWithoutCode);
	if (namesake === undefined) return;
	const nextStep = `The existing department has no code. To change it, set its code to "${String(code)}" with the 'Update' operation first. To create another one, enter a different name.`;
	rejectName(context, wanted, namesake, nextStep);
}

const createOrUpdate: SendDefinition['before'] = async (plan, tools) => {
	const { context } = tools;
	const departments = await readDepartments(tools);
	const wanted = findParent(plan.parameters, departments, context);
	const department = findByCode(departments, wanted.code, 'Code', context);
	if (department === undefined) {
		requireNew(wanted, departments, context);
		return { ...plan, parameters: wanted };
	}
	const departmentId = readId(department, 'departmentId');
	if (isUpToDate(department, wanted)) return { action: 'unchanged', departmentId };
	const parameters = { ...wanted, departmentId };
	const field = plan.parameters.parentCode === undefined ? 'Parent Department' : PARENT_CODE;
	requireOtherParent(departments, parameters, field, context);
	return { ...plan, endpoint: WRITES.updateDepartment, action: 'updated', parameters };
};

/** Looks again after a lost response: the department may exist by now, or be as wanted. */
const lookAgain: SendDefinition['recover'] = async (error, plan, tools) => {
	const { endpoint, parameters } = plan;
	if (endpoint !== WRITES.updateDepartment) return await findCreated(error, plan, tools);
	if (!mayBeDone(error)) return null;
	const departments = await readDepartments(tools);
	const department = findByCode(departments, parameters.code, 'Code', tools.context);
	if (department === undefined || !isUpToDate(department, parameters)) return null;
	return { action: 'updated', departmentId: String(parameters.departmentId) };
};

export const upsert = sendOperation({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a department',
	description: 'Create a new department, or update the current one if it already exists (upsert)',
	endpoint: WRITES.createDepartment,
	done: 'created',
	fields: [
		required(
			textField({
				displayName: 'Code',
				name: 'code',
				placeholder: 'e.g. HR-042',
				description:
					"The department's code in another system, such as your HR system. The node finds an existing department by this code.",
				hint: EMPTY_FIELDS_STAY,
			}),
			'Enter the code of the department. The node needs it to find out whether the department exists.',
		),
		textField({
			displayName: 'Name',
			name: 'name',
			placeholder: 'e.g. Sales',
			description: 'The name of the department. A new department needs one.',
		}),
		parentLocator('The department that this one is part of. A new department needs one.', true),
		textField({
			displayName: PARENT_CODE,
			name: 'parentCode',
			placeholder: 'e.g. HR-001',
			hint: "Instead of 'Parent Department'",
			description:
				"The code of the parent department. Use it instead of 'Parent Department' when you sync an HR system. An earlier input item can create the parent.",
		}),
	],
	toParameters: checkParent,
	before: createOrUpdate,
	recover: lookAgain,
	check:
		"Look for the department with 'Get Many'. It's also safe to run this operation again, because it looks for the department first.",
	columns: [ACTION, DEPARTMENT_ID],
});
