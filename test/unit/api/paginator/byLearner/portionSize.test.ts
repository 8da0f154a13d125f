import fc from 'fast-check';
import { PortionSize } from '../../../../../nodes/IspringLearn/api/paginator/byLearner/portionSize';

/** After answers with these numbers of results. */
function sizeAfter(counts: readonly number[], pageSize = 1000): PortionSize {
	const size = new PortionSize(pageSize);
	size.add(counts);
	return size;
}

const times = (count: number, results: number): number[] =>
	Array.from({ length: count }, () => results);

it('is small before any answer, and at most as many as have been counted', () => {
	expect(new PortionSize(1000).next).toBe(5);
	expect(sizeAfter(times(2, 1)).next).toBe(5);
	expect(sizeAfter(times(20, 1)).next).toBe(20);
});

it('is 50 while learners have few results', () => {
	expect(sizeAfter(times(50, 5)).next).toBe(50);
	expect(sizeAfter(times(500, 0)).next).toBe(50);
});

it('leaves a page with room where every learner has as many results', () => {
	expect(sizeAfter(times(50, 20)).next).toBe(49);
	expect(sizeAfter(times(50, 200)).next).toBe(4);
});

it('is smaller where learners differ', () => {
	expect(sizeAfter([...times(25, 0), ...times(25, 40)]).next).toBe(37);
});

it('is never below one', () => {
	expect(sizeAfter([5000]).next).toBe(1);
});

it('fits at least half of all portions of such learners into a page', () => {
	fc.assert(
		fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 100, maxLength: 100 }), (counts) => {
			const { next } = sizeAfter(counts);
			const portions = Array.from({ length: Math.floor(counts.length / next) }, (_, at) =>
				counts.slice(at * next, (at + 1) * next).reduce((sum, count) => sum + count, 0),
			);
			const fitting = portions.filter((results) => results <= 1000);
			expect(fitting.length * 2).toBeGreaterThanOrEqual(portions.length);
		}),
	);
});
