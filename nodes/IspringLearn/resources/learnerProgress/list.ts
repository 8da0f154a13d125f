import { PROGRESS } from '../../api/endpoints/progress';
import { progressOperations } from '../progress/operations';

export const operations = progressOperations({
	endpoints: PROGRESS.learnerProgress,
	action: 'Get the progress of many learners',
	description:
		'Retrieve one row for each learner: how much is assigned, finished, open and overdue',
	simplified: [
		'userName',
		'userEmail',
		'departmentName',
		'assigned',
		'finished',
		'open',
		'overdue',
		'averageProgress',
		'nextDueDate',
		'userId',
	],
	counts: {
		courses: 'The courses of each learner',
		modules: 'The modules of each learner: the lessons and quizzes of courses',
	},
});
