import { TRACK_COURSES } from '../../api/endpoints/learningTracks';
import { idList } from '../../fields/ids/ids';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: TRACK_COURSES,
	action: 'Get many learning tracks',
	description: 'Retrieve a list of the courses in learning tracks',
	simplified: ['trackTitle', 'courseTitle', 'courseId', 'learningTrackId'],
	filters: [
		idList({
			displayName: 'Learning Track Names or IDs',
			name: 'learningTrackIds',
			from: 'getLearningTracks',
			description: 'Only return the courses of these learning tracks',
		}),
	],
});
