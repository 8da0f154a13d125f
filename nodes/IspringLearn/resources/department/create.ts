import { WRITES } from '../../api/endpoints/writes';
import type { RequestError } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import { readId } from '../../api/schema/record';
import { required, textField } from '../../fields/send/sendFields';
import { ACTION } from '../../operations/send/columns';
import type { WriteTools } from '../../operations/send/definition';
import type { Outcome, SendPlan } from '../../operations/send/plan';
import { sendOperation } from '../../operations/send/sendOperation';
import { DEPARTMENT_ID, parentLocator } from './departmentFields';
import { findByCode, readDepartments, requireFreeCode } from './existingDepartment';

/** Finds a department whose creation was not confirmed. No department had its code before. */
export async function findCreated(
	error: RequestError,
	{ parameters }: SendPlan,
	tools: WriteTools,
): Promise<Outcome | null> {
	const { code } = parameters;
	if (!mayBeDone(error) || code === undefined) return null;
	const created = findByCode(await readDepartments(tools), code, 'Code', tools.context);
	return created ? { action: 'created', departmentId: readId(created, 'departmentId') } : null;
}

export const create = sendOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a department',
	description: 'Create a department. Stops if another department has the same code.',
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
	before: requireFreeCode,
	recover: findCreated,
	check: "Look for the department with 'Get Many'.",
	columns: [ACTION, DEPARTMENT_ID],
});
