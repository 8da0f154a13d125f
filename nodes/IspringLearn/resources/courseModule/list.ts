import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { courseFilters } from '../../fields/ids/idFilters';
import { requiredLocator } from '../../fields/ids/locators';
import { listOperations } from '../../operations/list/listOperation';

const filters = courseFilters('Only return modules of these courses');

export const operations = listOperations({
	endpoint: ENDPOINTS.courseModules,
	action: 'Get many course modules',
	description: 'Retrieve a list of course modules',
	simplified: [
		'courseTitle',
		'title',
		'type',
		'sequentialNumber',
		'description',
		'addedDate',
		'viewUrl',
		'courseId',
		'moduleId',
	],
	choice: {
		displayName: 'Modules From',
		name: 'scope',
		default: 'courses',
		options: [
			{
				name: 'All or Selected Courses',
				value: 'courses',
				description: "All courses, or only those selected under 'Filters'. Includes trainings.",
				endpoint: ENDPOINTS.courseModules,
				filters,
			},
			{
				name: 'Single Course',
				value: 'course',
				description: 'A single course. Includes trainings.',
				endpoint: ENDPOINTS.modulesOfCourse,
				fields: [requiredLocator('course', 'The course to get modules from')],
			},
		],
	},
	filters,
});
