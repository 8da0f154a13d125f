/** A role of the account: what `/role` lists. The first is the owner's, the second every learner's. */
export interface Role {
	type: string;
	/** The name of the type in requests to newer European accounts. */
	newerType?: string;
	title: string;
	description: string;
	/** Whether it acts on others, so that a user can have it beside Learner, but not two of them. */
	isAdministrative: boolean;
	/** Whether it is limited to departments. */
	managesDepartments?: boolean;
}

const role = (type: string, title: string, description: string, more?: Partial<Role>): Role => ({
	type,
	title,
	description,
	isAdministrative: true,
	...more,
});

export const ROLES: readonly Role[] = [
	role('account_owner', 'Account Owner', 'Has every right'),
	role('learner', 'Learner', 'Takes courses', {
		isAdministrative: false,
		newerType: 'learners',
	}),
	role('administrator', 'Administrator', 'Manages the account', {
		newerType: 'account_administrators',
	}),
	role('department_administrator', 'Department Administrator', 'Manages some departments', {
		managesDepartments: true,
		newerType: 'department_administrators',
	}),
	role('publisher', 'Author', 'Creates courses', { newerType: 'course_authors' }),
	role('custom', 'Trainer & Coach', 'Grades <assignments>', { managesDepartments: true }),
];
export const OWNER = 0;
export const LEARNER = 1;
