import { addedAt, type World } from '../world';
import { ids, paged, unpaged, type Endpoint, type EndpointOptions } from './endpoint';
import type { ChoiceFilter } from './filters';
import { formatDate } from './row';

const TYPES = ['Quiz', 'Video', 'Presentation'];
const added = (n: number): string => formatDate(addedAt(n));

/** Courses and materials, and the modules of courses. */
export function contentLists(world: World, options: EndpointOptions): Endpoint[] {
	const { users, courses, modules, tracks } = world;
	const admin = users[0]?.id;
	const listed = courses.filter((course) => course.listed);
	const items = modules.filter((one) => one.item === one.index);
	const outside = modules.filter((one) => one.type === 'material');
	const contents = [
		...listed.map((of) => ({ id: of.id, of, type: 'Course' })),
		...items.map((of, n) => ({
			id: of.itemId,
			of,
			type: TYPES[(listed.length + n) % TYPES.length],
		})),
		...tracks.map((of) => ({ id: of.id, of, type: 'LearningTrack' })),
	];
	const places = new Map(contents.map(({ id }, i) => [id, i]));
	// A course that the list omits still exists: its id is valid and matches nothing.
	const findContent = (id: string): number =>
		places.get(id) ?? (world.find('course', id) >= 0 ? Number.MAX_SAFE_INTEGER : -1);
	const contentTypes: ChoiceFilter = {
		kind: 'choice',
		name: 'contentTypes',
		values: ['Course', 'LearningTrack', ...TYPES],
		of: (i) => contents[i].type,
	};
	return [
		{
			...paged,
			path: '/contents',
			wrapper: 'contentItems',
			row: 'contentItem',
			count: () => places.size,
			filters: [
				{ kind: 'ids', name: 'contentItemIds', find: findContent, of: (i) => i },
				contentTypes,
			],
			make: (i) => {
				const { id, type } = contents[i];
				// A test may have changed it.
				const { title } = contents[i].of;
				return {
					contentItemId: id,
					title,
					description: i % 3 === 0 ? `About "${title}"` : '',
					userId: admin,
					addedDate: added(i),
					viewUrl: `http://127.0.0.1/app/preview/${id}?a=1&b=2`,
					type,
					contentItemType: type.toLowerCase(),
				};
			},
		},
		{
			...paged,
			path: '/courses/modules',
			wrapper: 'modules',
			row: 'module',
			tokenKey: 'nextPageToekn',
			count: () => outside.length,
			filters: [
				{
					...ids(world, 'courseIds', 'course', (i) => outside[i].course),
					required: options.modulesNeedCourses,
				},
			],
			make: (i) => ({
				moduleId: outside[i].id,
				contentItemId: outside[i].itemId,
				courseId: outside[i].courseId,
				title: outside[i].title,
				description: '',
				authorId: admin,
				addedDate: added(i),
				viewUrl: `http://127.0.0.1/app/preview/${outside[i].id}`,
			}),
		},
		{
			...unpaged,
			path: '/course/{courseId}/modules',
			wrapper: 'modules',
			row: 'module',
			count: () => modules.length,
			inPath: ids(world, 'courseId', 'course', (i) => modules[i].course),
			filters: [],
			make: (i) => ({
				moduleId: modules[i].id,
				itemId: modules[i].itemId,
				courseId: modules[i].courseId,
				title: modules[i].title,
				type: modules[i].type,
				sequentialNumber: 1 + (i % world.options.modulesPerCourse),
			}),
		},
	];
}
