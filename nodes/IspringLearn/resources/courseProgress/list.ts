import { PROGRESS } from '../../api/endpoints/progress';
import { progressOperations } from '../progress/operations';

export const operations = progressOperations({
	endpoints: PROGRESS.courseProgress,
	action: 'Get the progress of many courses',
	description: 'Retrieve one row for each course: how many learners have it, and how far they are',
	simplified: [
		'courseTitle',
		'learners',
		'assigned',
		'finished',
		'failed',
		'open',
		'overdue',
		'averageProgress',
		'nextDueDate',
		'courseId',
	],
	counts: {
		courses: 'The course as a whole, once for each time that it was assigned',
		modules: 'The modules of the course: its lessons and quizzes',
	},
});
