/** The endpoints of learning tracks. Facts only. */
import { isTrack, TRACK_COURSE, TRACK_TYPE } from '../schema/records/learningTracks';
import type { ListEndpoint } from './endpoint';
import { READ_PAGE } from './endpoint';
import { ENDPOINTS } from './endpoints';

/** The filter of the list of content that leaves out what is no learning track. */
export const ONLY_TRACKS = { contentTypes: [TRACK_TYPE] };

/** The courses of learning tracks. The IDs of the tracks are separated by commas, and required. */
export const TRACK_COURSES: ListEndpoint = {
	...READ_PAGE,
	name: 'coursesInLearningTracks',
	path: '/learning_track/courses',
	list: null,
	xmlItem: 'learningTracksCourse',
	schema: TRACK_COURSE,
	unpaged: true,
	parent: {
		endpoint: { ...ENDPOINTS.courses, name: 'learningTracks' },
		query: ONLY_TRACKS,
		select: isTrack,
		idField: 'contentItemId',
		parameter: 'learningTrackIds',
		idFilter: 'learningTrackIds',
		copies: { trackTitle: 'title' },
		batch: { size: 50, field: 'learningTrackId' },
	},
};
