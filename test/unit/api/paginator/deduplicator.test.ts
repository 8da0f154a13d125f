import { Deduplicator } from '../../../../nodes/IspringLearn/api/paginator/deduplicator';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';

describe('Joiner', () => {
	const record = (userId: string, more = {}) => ({
		userId,
		courseId: 'c',
		moduleId: 'm',
		enrollmentId: 'e',
		...more,
	});
	const joiner = () => new Deduplicator(ENDPOINTS.moduleResults.schema);

	it('leaves out what an earlier query gave', () => {
		const join = joiner();
		expect(join.keepNew([record('a'), record('b')])).toEqual([record('a'), record('b')]);
		join.endQuery();
		expect(join.keepNew([record('b'), record('c')])).toEqual([record('c')]);
		join.endQuery();
		expect(join.keepNew([record('a'), record('b'), record('c'), record('d')])).toEqual([
			record('d'),
		]);
	});

	it('keeps what one query gives twice', () => {
		const join = joiner();
		expect(join.keepNew([record('a'), record('a')])).toHaveLength(2);
		expect(join.keepNew([record('a')])).toHaveLength(1);
		join.endQuery();
		expect(join.keepNew([record('a')])).toHaveLength(0);
	});

	it('tells records apart by their key alone', () => {
		const join = joiner();
		join.keepNew([record('a', { progress: 10 })]);
		join.endQuery();
		expect(join.keepNew([record('a', { progress: 20 })])).toEqual([]);
		expect(join.keepNew([record('a', { enrollmentId: 'f' })])).toHaveLength(1);
		expect(join.keepNew([record('a', { enrollmentId: undefined })])).toHaveLength(1);
	});

	it('tells records without a key apart by all they hold', () => {
		const join = joiner();
		join.keepNew([{ progress: 10 }, {}]);
		join.endQuery();
		expect(join.keepNew([{ progress: 10 }, { progress: 20 }, {}])).toEqual([{ progress: 20 }]);
	});

	it('takes nothing for known that is merely the name of a property', () => {
		expect(joiner().keepNew([record('__proto__'), record('constructor')])).toHaveLength(2);
	});
});

test('records without every part of their key are told apart by all that they hold', () => {
	const joiner = new Deduplicator(ENDPOINTS.moduleResults.schema);
	const bare = { userId: 'u', courseId: 'c', moduleId: 'm' };
	expect(joiner.keepNew([{ ...bare, progress: 10 }])).toHaveLength(1);
	joiner.endQuery();
	expect(
		joiner.keepNew([
			{ ...bare, progress: 20 },
			{ ...bare, progress: 10 },
		]),
	).toEqual([{ ...bare, progress: 20 }]);
});
