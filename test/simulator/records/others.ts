import { formatDate } from '../lists/row';
import { hasCertificate } from '../world/enrollments';
import type { Department, Enrollment, Group, World } from '../world';
import type { Row } from './user';

export const departmentRecord = (one: Department): Row => ({
	departmentId: one.id,
	name: one.name,
	parentDepartmentId: one.parentId,
	code: one.code,
	subordination: { subordinationType: 'inherit' },
});

export const groupRow = ({ id, name, isSmart }: Group): Row => ({ groupId: id, name, isSmart });

/** A group on its own: "adds usersCount, userIds[]". A limited key reads the members that it sees. */
export function groupRecord(
	world: World,
	group: Group,
	sees: (department: number) => boolean,
): Row {
	const members = world.users.filter(
		(user) => !user.deleted && user.groups.includes(group.index) && sees(user.department),
	);
	return {
		usersCount: members.length,
		...groupRow(group),
		userIds: members.map(({ id }) => id),
	};
}

const DAY = 86_400;

/** "issueDate, expiryDate?": every second certificate expires, a year after it was issued. */
const certificateOf = (world: World, { index, access }: Enrollment): Row => ({
	issuedCertificateId: world.id('certificate', index),
	issueDate: formatDate(access + DAY),
	expiryDate: index % 2 === 0 ? formatDate(access + 366 * DAY) : undefined,
});

export const enrollmentRecord = (world: World, one: Enrollment): Row => ({
	enrollmentId: one.id,
	courseId: one.contentId,
	learnerId: world.users[one.user].id,
	accessDate: formatDate(one.access),
	dueDate: one.due && formatDate(one.due),
	expirationDate: one.expiration && formatDate(one.expiration),
	shouldLockAfterDueDate: one.lock,
	certificate: hasCertificate(one.index, world.assigned.initial)
		? certificateOf(world, one)
		: undefined,
	enrollmentTypeGroup: one.source,
});
