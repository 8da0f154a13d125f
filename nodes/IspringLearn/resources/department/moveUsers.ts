import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { WRITES } from '../../api/endpoints/writes';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import { mayBeDone } from '../../api/requester/retryRules';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import { requireUsers, users } from '../../fields/send/users';
import { ACTION, USER_IDS } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { DEPARTMENT_ID } from './departmentFields';

/** Looks again after a lost response: the users may be in the department by now. */
const lookAgain: SendDefinition['recover'] = async (error, plan, { readAll }, failed) => {
	if (!mayBeDone(error)) return null;
	const departmentId = normalizeUuid(String(plan.parameters.departmentId));
	const found = await readAll(ENDPOINTS.users, { userIds: failed });
	const there = found.filter(
		(user) => normalizeUuid(readId(user, 'departmentId')) === departmentId,
	);
	const moved = new Set(there.map((user) => normalizeUuid(readId(user, 'userId'))));
	const areAll = failed.every((id) => moved.has(normalizeUuid(id)));
	return areAll ? { ...plan, skip: new Set(failed) } : null;
};

export const moveUsers = sendOperation({
	name: 'Move Users',
	value: 'moveUsers',
	action: 'Move users to a department',
	description: 'Move users to a department. They leave their current department.',
	endpoint: WRITES.moveUsers,
	done: 'moved',
	split: { list: 'userIds' },
	fields: [
		...users('move'),
		idLocator('department', { description: 'The department to move the users to' }),
	],
	toParameters: requireUsers,
	recover: lookAgain,
	check: "Get the users and check their 'departmentName'. It's safe to run this operation again.",
	columns: [ACTION, DEPARTMENT_ID, USER_IDS],
});
