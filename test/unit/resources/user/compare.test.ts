import { createTransform } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { USER_BEFORE } from '../../../../nodes/IspringLearn/api/schema/records/people';
import { isUpToDate } from '../../../../nodes/IspringLearn/resources/user/existing/compare';

const read = (record: RawRecord): RawRecord => createTransform(USER_BEFORE)(record);

const USER = read({
	departmentId: 'D-1',
	groups: { id: ['G-1', 'g-2'] },
	fields: [
		{ name: 'LOGIN', label: 'Sign-in name', value: 'anna' },
		{ name: 'JOB_TITLE', label: 'Position', value: 'Trainer' },
		{ name: 'USER_FIELD_x', label: 'Job Title', value: 'Coach' },
		{ name: 'PHONE', value: null },
	],
	userRoles: { userRole: { roleId: 'R-1', manageableDepartmentIds: { id: ['d-2', 'd-1'] } } },
});

test.each([
	{ fields: { login: 'anna', job_title: 'Trainer', USER_FIELD_x: 'Coach' } },
	{ departmentId: 'd-1', groupIds: ['g-1'] },
	{ roles: [{ roleId: 'r-1', manageableDepartmentIds: ['D-1', 'D-2'] }] },
	{},
])('a user has %j', (wanted) => {
	expect(isUpToDate(USER, wanted)).toBe(true);
});

test.each([
	// The label of another field.
	{ fields: { job_title: 'Coach' } },
	{ fields: { login: 'Anna' } },
	{ fields: { phone: '+1 234' } },
	{ fields: { country: 'DE' } },
	{ departmentId: 'd-2' },
	{ groupIds: ['g-1', 'g-3'] },
	{ roles: [{ roleId: 'r-1' }] },
	{ roles: [{ roleId: 'r-2', manageableDepartmentIds: ['d-1', 'd-2'] }] },
	// No record shows it.
	{ manageableDepartmentIds: ['d-1'] },
])('a user does not have %j', (wanted) => {
	expect(isUpToDate(USER, wanted)).toBe(false);
});

test('a role is not known from a record without roles', () => {
	expect(isUpToDate(read({ roleId: 'r-1' }), { roles: [{ roleId: 'r-1' }] })).toBe(false);
});
