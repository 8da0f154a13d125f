/** The fields and columns that the operations of an enrollment share. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { ENROLLMENT } from '../../api/schema/records/enrollments';
import type { Column } from '../../api/schema/recordSchema';
import { shapeOf } from '../../api/schema/rowShape';
import { idText, orIn } from '../../fields/ids/ids';
import { locatorList } from '../../fields/ids/locators';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { ACTION, WARNING } from '../../operations/send/columns';

/** Who is meant, and which course. */
export const NAMES = ['userName', 'userEmail', 'courseTitle'];

/** What an item says of an enrollment, besides what happened. */
export const ENROLLMENT_SHAPE = shapeOf(ENROLLMENT, [
	...NAMES,
	'accessDate',
	'dueDate',
	'expirationDate',
	'shouldLockAfterDueDate',
	'userId',
	'courseId',
	'enrollmentId',
]);

/** The columns of an item for an enrollment. */
export const ENROLLMENT_COLUMNS: readonly Column[] = [ACTION, ...ENROLLMENT_SHAPE.columns, WARNING];

type Shown = Pick<INodeProperties, 'displayOptions'>;

/** Several learners and several courses: chosen one by one, or as text. */
export const learnersAndCourses = (
	descriptions: { learners: string; courses: string },
	shown: Shown = {},
): INodeProperties[] =>
	[
		locatorList('user', { parameter: 'learnerIds', description: descriptions.learners }),
		idText({
			displayName: 'User Names, Emails or IDs',
			name: 'learnerIds',
			from: 'getUsers',
			description: descriptions.learners,
			placeholder: 'e.g. anna@example.com, Bob Brown',
			hint: orIn('Users'),
		}),
		locatorList('course', { parameter: 'courseIds', description: descriptions.courses }),
		idText({
			displayName: 'Course Names or IDs',
			name: 'courseIds',
			from: 'getCourses',
			description: `${descriptions.courses}. Use IDs for learning tracks and other content.`,
			placeholder: 'e.g. Onboarding, Fire Safety',
			hint: orIn('Courses'),
		}),
	].map((field) => ({ ...field, ...shown }));

/**
 * Checks that there is at least one learner and at least one course.
 * @throws NodeOperationError if there is none
 */
export function requireLists(
	{ learnerIds, courseIds }: Parameters,
	context: ItemContext,
): { learnerIds: string[]; courseIds: string[] } {
	if (learnerIds === undefined) {
		const nextStep =
			"Choose learners in 'Users', or enter names, email addresses or IDs in 'User Names, Emails or IDs'.";
		return invalidField(context, 'Users', 'is empty', nextStep);
	}
	if (courseIds === undefined) {
		const nextStep =
			"Choose courses in 'Courses', or enter titles or IDs in 'Course Names or IDs'.";
		return invalidField(context, 'Courses', 'is empty', nextStep);
	}
	return { learnerIds: [learnerIds].flat().map(String), courseIds: [courseIds].flat().map(String) };
}
