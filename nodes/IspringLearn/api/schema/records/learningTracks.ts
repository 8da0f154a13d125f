/** The schema of learning tracks, which consist of courses. */
import type { RawRecord } from '../record';
import { readId } from '../record';
import type { RecordSchema } from '../recordSchema';

/** The `type` of a learning track in the list of content. */
export const TRACK_TYPE = 'LearningTrack';

/** True for a learning track, and for content without a type. */
export const isTrack = (content: RawRecord): boolean =>
	['', TRACK_TYPE.toLowerCase()].includes(readId(content, 'type').toLowerCase());

/** A course in a learning track. The order of the records is that of the API. */
export const TRACK_COURSE: RecordSchema = {
	primaryKey: ['learningTrackId', 'courseId'],
	columns: [
		{ name: 'trackTitle', type: 'text' },
		{ name: 'courseTitle', type: 'text', lookup: { kind: 'course', by: 'courseId' } },
		{ name: 'courseId', type: 'id' },
		{ name: 'learningTrackId', type: 'id' },
	],
};
