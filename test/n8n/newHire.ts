/** A workflow that changes something twice: it creates a user with a field of the account, and enrolls them. */
import type { ResourceMapperValue } from 'n8n-workflow';
import type { Credential, Workflow } from './workflows';
import { node, nodeWithCredential, NODE_TYPE, READ_NODE, workflowOf } from './workflows';

/** The node after the one that creates the user. */
export const ENROLL_NODE = 'Enroll';

const PROFILE = {
	login: 'nora.neu',
	email: 'nora.neu@example.com',
	first_name: 'Nora',
	USER_DEFINED_FIELD1: '007',
};

/** The user, as the account has it. */
export const NEW_HIRE = {
	...{ login: PROFILE.login, email: PROFILE.email, firstName: PROFILE.first_name },
	profile: { USER_DEFINED_FIELD1: PROFILE.USER_DEFINED_FIELD1 },
};

/** As the editor saves it. */
const mapped = (value: Record<string, string>): ResourceMapperValue => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: Object.keys(value).map((id) => ({
		...{ id, displayName: id, required: id === 'login', display: true, removed: false },
		...{ type: 'string', defaultMatch: false, canBeUsedToMatch: false },
	})),
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});

/**
 * Manual Trigger, then Create, then Enroll with the ID from the item before it.
 * @param department by name
 * @param course by title
 */
export function newHireWorkflow(
	credential: Credential,
	{ department, course }: { department: string; course: string },
): Workflow {
	const step = (name: string, parameters: Parameters<typeof node>[2]) =>
		nodeWithCredential(node(name, NODE_TYPE, parameters), credential);
	return workflowOf('New hire', [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		step(READ_NODE, {
			resource: 'user',
			operation: 'create',
			profile: mapped(PROFILE),
			departmentId: { __rl: true, mode: 'name', value: department },
		}),
		step(ENROLL_NODE, {
			resource: 'enrollment',
			operation: 'enroll',
			learnerIds: '={{ $json.userId }}',
			courseIds: course,
		}),
	]);
}
