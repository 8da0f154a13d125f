import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { exactDates } from '../../fields/dates/dates';
import { relativeDate } from '../../fields/dates/relativeDates';
import {
	courseFilters,
	departmentFilters,
	groupFilters,
	quizFilters,
	userFilters,
} from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { choiceFilter, onlyFilter } from '../../fields/recordFilters';
import { textSearch } from '../../fields/textSearch';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.answers,
	action: 'Get many answers',
	description: 'Retrieve a list of what learners answered to the questions of quizzes',
	simplified: [
		'userName',
		'userEmail',
		'quizTitle',
		'questionNumber',
		'questionTitle',
		'answerText',
		'isAnswerCorrect',
		'answerScore',
		'attemptDate',
		'answerKey',
	],
	filters: [
		...quizFilters(
			'Only return answers in these quizzes. Without a quiz, the node reads the answers of all quizzes, one quiz after another.',
		),
		...courseFilters('Only return answers in quizzes of these courses', 'parentCourseIds'),
		...userFilters('Only return answers of these learners'),
		relativeDate('attemptDate'),
		onlyFilter({
			displayName: 'Wrong Answers Only',
			name: 'wrongAnswersOnly',
			column: 'isAnswerCorrect',
			equals: false,
			description: 'Whether to only return wrong answers',
		}),
		choiceFilter({
			displayName: 'Attempts',
			name: 'attempts',
			column: 'isAttemptPassed',
			description: 'Only return answers of attempts with this result',
			choices: [
				{ name: 'Failed', value: 'failed', equals: false },
				{ name: 'Passed', value: 'passed', equals: true },
			],
		}),
		textSearch({
			displayName: 'Question Contains',
			name: 'questionContains',
			placeholder: 'e.g. fire extinguisher',
			columns: ['questionTitle', 'statementTitle'],
			description: 'Only return answers to questions whose text contains all of these words',
		}),
		...departmentFilters('Only return answers of learners in these departments'),
		...groupFilters('Only return answers of learners in these groups'),
		idList({
			displayName: 'Enrollment Names or IDs',
			name: 'enrollmentIds',
			from: 'getEnrollments',
			description:
				'Only return answers in these enrollments (one learner in one course). To fill the list, select courses or users first.',
		}),
		...exactDates('attemptDate'),
	],
	toFile: true,
});
