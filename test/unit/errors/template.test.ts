import { ENDPOINTS } from '../../../nodes/IspringLearn/api/endpoints/endpoints';
import { recordName } from '../../../nodes/IspringLearn/errors/messages/template';

it('names the records of every endpoint in words', () => {
	expect(Object.values(ENDPOINTS).map(({ name }) => recordName(name))).toEqual([
		'module results',
		'course results',
		'courses',
		'course modules',
		'course modules',
		'enrollments',
		'certificates',
		'users',
		'departments',
		'quizzes',
		'answers',
		'groups',
		'points',
	]);
});

it('spells out any other name', () => {
	expect(recordName('quizAnswers')).toBe('quiz answers');
});
