import type { INodeProperties } from 'n8n-workflow';
import { idInPath, idList } from '../../fields/ids';
import { listRouting } from '../../operations/listOperation';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { Runtime } from '../../api/runtime';
import { getMany } from '../../operations/getMany';

const filters = [
	idList({
		displayName: 'Course Names or IDs',
		name: 'courseIds',
		from: 'getCourses',
		description: 'Only modules of these courses',
	}),
];

const show = { resource: ['courseModule'], operation: ['getAll'] };

const courseId = idInPath({
	displayName: 'Course Name or ID',
	name: 'courseId',
	from: 'getCourses',
	description: 'The course whose modules to get',
});

const scope = (runtime: Runtime): INodeProperties => ({
	displayName: 'Of',
	name: 'scope',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show },
	options: [
		{
			name: 'Many Courses',
			value: 'courses',
			description: 'Every course, or those chosen under Filters. Trainings are included.',
			routing: listRouting(runtime, ENDPOINTS.courseModules, filters),
		},
		{
			name: 'One Course',
			value: 'course',
			description: 'Trainings are included',
			routing: listRouting(runtime, ENDPOINTS.modulesOfCourse, [courseId]),
		},
	],
	default: 'courses',
});

/** What the form shows for the resource Course Module. */
export const courseModule = getMany({
	resource: 'courseModule',
	action: 'Get many course modules',
	description: 'Get the modules of courses, one item for each',
	schema: ENDPOINTS.courseModules.schema,
	unpaged: true,
	before: (runtime) => [
		scope(runtime),
		{ ...courseId, displayOptions: { show: { ...show, scope: ['course'] } } },
	],
	filters,
});
