import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { idList, requiredId } from '../../fields/ids';
import { listOperation } from '../../operations/listOperation';

const filters = [
	idList({
		displayName: 'Course Names or IDs',
		name: 'courseIds',
		from: 'getCourses',
		description: 'Only modules of these courses',
	}),
];

export const getAll = listOperation({
	endpoint: ENDPOINTS.courseModules,
	action: 'Get many course modules',
	description: 'Get the modules of courses, one item for each',
	choice: {
		displayName: 'Of',
		name: 'scope',
		default: 'courses',
		options: [
			{
				name: 'Many Courses',
				value: 'courses',
				description: 'Every course, or those chosen under Filters. Trainings are included.',
				endpoint: ENDPOINTS.courseModules,
				filters,
			},
			{
				name: 'One Course',
				value: 'course',
				description: 'Trainings are included',
				endpoint: ENDPOINTS.modulesOfCourse,
				fields: [
					requiredId({
						displayName: 'Course Name or ID',
						name: 'courseId',
						from: 'getCourses',
						description: 'The course whose modules to get',
					}),
				],
			},
		],
	},
	filters,
});
