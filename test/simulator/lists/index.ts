import type { World } from '../world';
import { contentLists } from './content';
import type { Endpoint, EndpointOptions, Happened } from './endpoint';
import { organisationLists } from './organisation';
import { peopleLists } from './people';
import { quizLists } from './quizzes';
import { resultLists } from './results';
import { taskLists } from './tasks';

export type { Endpoint, EndpointOptions } from './endpoint';

/** All list endpoints over one world. */
export function makeEndpoints(
	world: World,
	options: EndpointOptions,
	happened: Happened,
): Endpoint[] {
	const { moduleLists = 'both' } = options;
	const missing: readonly string[] = {
		both: [],
		old: ['/course/{courseId}/modules'],
		new: ['/courses/modules'],
		neither: ['/course/{courseId}/modules', '/courses/modules'],
	}[moduleLists];
	return [
		...resultLists(world, options, happened),
		...peopleLists(world, options),
		...contentLists(world, options),
		...organisationLists(world),
		...taskLists(world, options),
		...quizLists(world, options),
	].filter(({ path }) => !missing.includes(path));
}
