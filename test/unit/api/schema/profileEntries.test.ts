import { profileValue } from '../../../../nodes/IspringLearn/api/schema/profile/profileEntries';
import type { Value } from '../../../../nodes/IspringLearn/api/schema/record';

const JOB = { name: 'JOB_TITLE', value: ' Trainer ' };
const OWN = { name: 'USER_FIELD_xPH1D', label: 'Job Title', value: 'North' };

test.each<[string, Value]>([
	['an array', [JOB, OWN]],
	['XML', { field: [JOB, OWN] }],
	['an object', { JOB_TITLE: ' Trainer ', USER_FIELD_XPH1D: 'North' }],
	['objects', [{ job_title: 'Trainer' }, { user_field_xph1d: 'North' }]],
	['camel case', { jobTitle: 'Trainer', USER_FIELD_xPH1D: 'North' }],
	[
		'IDs',
		[
			{ id: 'job_title', value: 'Trainer' },
			{ id: 'USER_FIELD_xPH1D', value: 'North' },
		],
	],
])('finds a field by its name, whatever its label, in %s', (_form, fields) => {
	expect(profileValue(fields, 'job_title')).toBe('Trainer');
	expect(profileValue(fields, 'USER_FIELD_xPH1D')).toBe('North');
});

test.each([[null], [undefined], [''], ['  ']])('%j is no value', (value) => {
	expect(profileValue([{ name: 'PHONE', value }], 'phone')).toBe('');
});

test.each<[string, Value]>([
	['nothing', undefined],
	['another field', [{ name: 'EMAIL', value: 'a@example.com' }]],
	['only a label', [{ label: 'job_title', value: 'Trainer' }]],
	['different values', [JOB, { ...JOB, value: 'Coach' }]],
	['an inherited name', { field: [] }],
])('does not know a field from %s', (_what, fields) => {
	expect(profileValue(fields, 'job_title')).toBeUndefined();
});
