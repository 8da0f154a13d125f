/** The schemas of quizzes, and of the answers that learners give in them. */
import { toIds } from '../record';
import type { Column, RecordSchema } from '../recordSchema';
import { DEPARTMENT_OF_PERSON, keyColumn, PERSON } from './columns';

/** Courses may share a quiz. */
const COURSE_TITLES: Column = {
	name: 'courseTitles',
	type: 'list',
	lookup: { kind: 'course', by: 'parentCourseIds' },
};

/** A quiz, and the courses that contain it. */
export const QUIZ: RecordSchema = {
	primaryKey: ['quizId'],
	createTransform:
		() =>
		({ parentCourseIds, ...quiz }) => ({ ...quiz, parentCourseIds: toIds(parentCourseIds) }),
	columns: [
		{ name: 'quizTitle', type: 'text' },
		COURSE_TITLES,
		{ name: 'parentCourseIds', type: 'list' },
		{ name: 'contentItemId', type: 'id' },
		{ name: 'quizId', type: 'id' },
	],
};

/**
 * What tells answers apart. A question with statements has one record for each, and several choices may have
 * one each: so the texts are part of the key.
 */
const ANSWER_KEY: RecordSchema['primaryKey'] = [
	'userId',
	'enrollmentId',
	'quizId',
	'attemptDate',
	'questionNumber',
	'questionTitle',
	'statementTitle',
	'answerText',
	'customAnswerText',
];

/** An answer to one question, or to one statement of it, in one attempt. The quiz comes from the list of quizzes. */
export const QUIZ_ANSWER: RecordSchema = {
	primaryKey: ANSWER_KEY,
	columns: [
		...PERSON,
		{ name: 'quizTitle', type: 'text' },
		COURSE_TITLES,
		{ name: 'questionNumber', type: 'number' },
		{ name: 'questionGroup', type: 'text' },
		{ name: 'questionTitle', type: 'text' },
		{ name: 'statementTitle', type: 'text' },
		{ name: 'questionType', type: 'enum' },
		{ name: 'answerText', type: 'text' },
		{ name: 'customAnswerText', type: 'text' },
		{ name: 'isAnswerCorrect', type: 'boolean' },
		{ name: 'answerScore', type: 'number' },
		{ name: 'questionScore', type: 'number' },
		{ name: 'isAttemptPassed', type: 'boolean' },
		{ name: 'attemptScore', type: 'number' },
		{ name: 'passingScore', type: 'number' },
		{ name: 'attemptDate', type: 'dateTime' },
		{ name: 'quizVersion', type: 'text' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'parentCourseIds', type: 'list' },
		{ name: 'contentItemId', type: 'id' },
		{ name: 'quizId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
		keyColumn(ANSWER_KEY, 'answerKey'),
	],
};
