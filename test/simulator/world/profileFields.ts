/** A field of the user profile: what `/user/profile/fields` lists. */
export interface ProfileField {
	name: string;
	label: string;
	/** "login, email, first_name, last_name, job_title, string, country, phone, birthdate". */
	type: string;
	isUnique?: boolean;
	isRequired?: boolean;
	/** The choices of a list. */
	values?: ReadonlyArray<{ name: string; value: string }>;
}

const COUNTRIES = [
	{ name: 'Germany', value: 'DE' },
	{ name: 'Spain', value: 'ES' },
	{ name: 'United States', value: 'US' },
];

/** The standard fields, and two that the account defined itself. */
export const PROFILE_FIELDS: readonly ProfileField[] = [
	{ name: 'LOGIN', label: 'Login', type: 'login', isUnique: true, isRequired: true },
	{ name: 'EMAIL', label: 'Email', type: 'email', isUnique: true, isRequired: true },
	{ name: 'FIRST_NAME', label: 'First Name', type: 'first_name' },
	{ name: 'LAST_NAME', label: 'Last Name', type: 'last_name' },
	{ name: 'JOB_TITLE', label: 'Job Title', type: 'job_title' },
	{ name: 'PHONE', label: 'Phone', type: 'phone' },
	{ name: 'COUNTRY', label: 'Country', type: 'country', values: COUNTRIES },
	{ name: 'ABOUT_ME', label: 'About Me', type: 'string' },
	{ name: 'USER_DEFINED_FIELD1', label: 'Personnel number', type: 'string', isUnique: true },
	{
		name: 'USER_FIELD_xPH1D',
		label: 'Site & building',
		type: 'string',
		values: [
			{ name: 'North', value: 'North' },
			{ name: '<South>', value: '<South>' },
		],
	},
];
