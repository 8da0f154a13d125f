import type { Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import type { RequestError } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import type { ItemContext } from '../../fields/parseValue';
import { invalidValue } from '../../fields/parseValue';
import { required, textField } from '../../fields/send/sendFields';
import { ACTION } from '../../operations/send/columns';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import type { Outcome, SendPlan } from '../../operations/send/plan';
import { sendOperation } from '../../operations/send/sendOperation';
import { DEPARTMENT_ID, parentLocator } from './departmentFields';
import { findByCode, findNamesakes, readDepartments, requireFreeCode } from './existingDepartment';

/**
 * Stops because its parent has a department with this name. No document says that iSpring Learn would.
 * @throws NodeOperationError always
 */
export function rejectName(
	context: ItemContext,
	{ name }: Parameters,
	namesake: RawRecord,
	nextStep: string,
): never {
	const id = readId(namesake, 'departmentId');
	const problem = `is the name of an existing department (${id}) with the same parent`;
	return invalidValue(context, 'Name', name, problem, nextStep);
}

const requireNew: SendDefinition['before'] = async (plan, tools) => {
	const { parameters } = plan;
	const departments = await readDepartments(tools);
	requireFreeCode(departments, parameters, tools.context);
	const [namesake] = findNamesakes(departments, parameters);
	if (namesake === undefined) return plan;
	const nextStep =
		"To change the existing department, use the 'Update' operation. To create another one, enter a different name.";
	return rejectName(tools.context, parameters, namesake, nextStep);
};

/**
 * Finds a department whose creation was not confirmed. No department had its code before, or no other one its name
 * and parent.
 */
export async function findCreated(
	error: RequestError,
	{ parameters }: SendPlan,
	tools: WriteTools,
): Promise<Outcome | null> {
	if (!mayBeDone(error)) return null;
	const { code } = parameters;
	const departments = await readDepartments(tools);
	const created =
		code === undefined
			? findNamesakes(departments, parameters)
			: [findByCode(departments, code, 'Code', tools.context)];
	const [one, ...others] = created;
	if (one === undefined || others.length > 0) return null;
	return { action: 'created', departmentId: readId(one, 'departmentId') };
}

export const create = sendOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a department',
	description:
		'Create a department. Stops if another department has the same code, or the same name and parent.',
	endpoint: WRITES.createDepartment,
	done: 'created',
	fields: [
		required(
			textField({
				displayName: 'Name',
				name: 'name',
				placeholder: 'e.g. Sales',
				description: 'The name of the new department',
			}),
			'Enter the name of the new department.',
		),
		parentLocator('The department that the new one belongs to'),
		textField({
			displayName: 'Code',
			name: 'code',
			placeholder: 'e.g. HR-042',
			description:
				"The department's code in another system, such as your HR system. The 'Create or Update' operation finds the department by this code.",
		}),
	],
	before: requireNew,
	recover: findCreated,
	check:
		"Look for the department with 'Get Many'. It's safe to run this operation again, because it stops if its parent has a department with this name.",
	columns: [ACTION, DEPARTMENT_ID],
});
