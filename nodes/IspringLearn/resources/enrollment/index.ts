/** The operations of an enrollment. */
import { RECORDS } from '../../api/endpoints/records';
import { idInput } from '../../fields/ids/ids';
import { recordOperation } from '../../operations/list/recordOperation';
import { enroll } from './enroll';
import { operations as list } from './list';
import { ENROLLMENT_SIMPLIFIED } from './simplified';
import { reenroll } from './reenroll';
import { unenroll } from './unenroll';
import { update } from './update';

const get = recordOperation({
	endpoint: RECORDS.enrollment,
	action: 'Get an enrollment',
	description: 'Retrieve an enrollment: who is enrolled in which course, and until when',
	id: idInput({
		displayName: 'Enrollment ID',
		name: 'enrollmentId',
		from: 'getEnrollments',
		description: 'The ID of the enrollment to get',
	}),
	simplified: ENROLLMENT_SIMPLIFIED,
});

export const operations = [enroll, get, ...list, reenroll, unenroll, update];
