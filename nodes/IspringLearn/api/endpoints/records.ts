/** The endpoints that return one record, except those of trainings and webhooks. Facts only. */
import { CERTIFICATE_LINK } from '../schema/records/certificates';
import { ENROLLMENT } from '../schema/records/enrollments';
import { DEPARTMENT, GROUP_WITH_MEMBERS, USER } from '../schema/records/people';
import type { RecordEndpoint } from './endpoint';
import { READ_RECORD } from './endpoint';

export const RECORDS = {
	/** An unknown ID is answered with 400. */
	user: {
		...READ_RECORD,
		name: 'users',
		path: '/user/{userId}/v2',
		wrapper: 'userProfile',
		schema: USER,
	},

	/** An unknown ID is answered with 400. */
	department: {
		...READ_RECORD,
		name: 'departments',
		path: '/department/{departmentId}',
		wrapper: 'department',
		schema: DEPARTMENT,
	},

	enrollment: {
		...READ_RECORD,
		name: 'enrollments',
		path: '/enrollment/{enrollmentId}',
		wrapper: 'enrollment',
		schema: ENROLLMENT,
	},

	/**
	 * A link to the file, which is new with every request and valid for ten minutes. An unknown ID is answered
	 * with 404. The documents call the element in XML issuedCertificate, and attachment.
	 */
	certificateLink: {
		...READ_RECORD,
		name: 'certificates',
		path: '/certificate/{certificateId}',
		wrapper: 'issuedCertificate',
		otherWrappers: ['attachment'],
		schema: CERTIFICATE_LINK,
	},

	group: {
		...READ_RECORD,
		name: 'groups',
		path: '/group/{groupId}',
		wrapper: 'group',
		schema: GROUP_WITH_MEMBERS,
	},
} satisfies Record<string, RecordEndpoint>;
