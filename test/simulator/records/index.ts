import type { FileHost } from '../files/fileHost';
import type { Kind, World } from '../world';
import { departmentRecord, enrollmentRecord, groupRecord } from './others';
import { meetingRecord, sessionRecord, trainingRecord } from './trainings';
import { userRecord, type Row, type UserFields } from './user';

/** An endpoint of one record: `GET /group/{groupId}`. */
export interface RecordEndpoint {
	path: string;
	kind: Kind;
	/** The name of its id in the path. */
	parameter: string;
	/** Its element in XML. */
	element: string;
	/** Whether the OpenAPI file puts it in `response`. */
	wrapped: boolean;
	/** The answer to an unknown id, if it is text with the status 404. */
	notFound?: string;
	departmentOf?: (i: number) => number;
	/** Finds a record by its id. Default: by its kind. */
	find?: (id: string) => number;
	make: (i: number, sees: (department: number) => boolean) => Row;
}

/** All single records over one world. */
export function makeRecords(
	world: World,
	userFields: UserFields,
	files: FileHost,
): RecordEndpoint[] {
	const user = {
		kind: 'user',
		parameter: 'userId',
		element: 'userProfile',
		wrapped: true,
		departmentOf: (i: number) => world.users[i].department,
		make: (i: number) => userRecord(world, world.users[i], userFields),
	} as const;
	return [
		{ ...user, path: '/user/{userId}' },
		{ ...user, path: '/user/{userId}/v2' },
		{
			path: '/department/{departmentId}',
			kind: 'department',
			parameter: 'departmentId',
			element: 'department',
			wrapped: true,
			departmentOf: (i) => i,
			make: (i) => ({
				...departmentRecord(world.departments[i]),
				coSubordination: { subordinationType: 'no_supervisor' },
			}),
		},
		{
			path: '/group/{groupId}',
			kind: 'group',
			parameter: 'groupId',
			element: 'group',
			wrapped: false,
			make: (i, sees) => groupRecord(world, world.groups[i], sees),
		},
		{
			path: '/enrollment/{enrollmentId}',
			kind: 'enrollment',
			parameter: 'enrollmentId',
			element: 'enrollment',
			wrapped: false,
			departmentOf: (j) => world.users[world.userOf(j)].department,
			make: (j) => enrollmentRecord(world, world.enrollment(j)),
		},
		{
			path: '/training/{trainingId}',
			kind: 'item',
			parameter: 'trainingId',
			element: 'training',
			wrapped: true,
			find: (id) => world.trainings.find(id),
			make: (i) => trainingRecord(world, i),
		},
		{
			path: '/certificate/{issuedCertificateId}',
			kind: 'certificate',
			parameter: 'issuedCertificateId',
			element: 'issuedCertificate',
			wrapped: false,
			notFound: 'Issued certificate not found',
			departmentOf: (j) => world.users[world.userOf(j)].department,
			make: (j) => ({ url: files.linkTo(j) }),
		},
		{
			path: '/training/session/{trainingSessionId}',
			kind: 'session',
			parameter: 'trainingSessionId',
			element: 'trainingSession',
			wrapped: true,
			make: (i) => sessionRecord(world, world.trainings.sessions[i]),
		},
		{
			path: '/training/day/{dayId}',
			kind: 'meeting',
			parameter: 'dayId',
			element: 'Day',
			wrapped: true,
			make: (i) => meetingRecord(world, world.trainings.meetings[i]),
		},
	];
}
