import fc from 'fast-check';
import { WRITES } from '../../../../nodes/IspringLearn/api/endpoints/writes';
import { idsOfPair, pairsOf, toPair } from '../../../../nodes/IspringLearn/operations/send/pairs';
import type { SendPlan } from '../../../../nodes/IspringLearn/operations/send/plan';
import { toOutcome, toPortions } from '../../../../nodes/IspringLearn/operations/send/plan';

const names = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, at) => `${prefix}${at}`);

const enroll = (
	learnerIds: string[],
	courseIds: string[],
	more: Partial<SendPlan> = {},
): SendPlan => ({
	endpoint: WRITES.enroll,
	parameters: { learnerIds, courseIds, dueDateType: 'default' },
	action: 'enrolled',
	split: { list: 'learnerIds', by: 'courseIds' },
	...more,
});

interface Body {
	learnerIds: string[];
	courseIds: string[];
}

describe('pairs of two lists', () => {
	it('are sent once each, except those that are done or needless, with at most 50 IDs in a list', () => {
		const counts = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 60 }));
		fc.assert(
			fc.property(counts, fc.nat(7), fc.nat(7), ([learners, courses], skipped, needed) => {
				const lists = [names('l', learners), names('c', courses)] as const;
				const all = pairsOf(...lists);
				const skip = new Set(all.filter((_, at) => at % 8 < skipped));
				const needless = new Set(all.filter((_, at) => (at >> 3) % 8 < needed));
				const portions = toPortions(enroll(...lists, { skip, needless }));
				const bodies = portions.map(({ parameters }) => parameters as unknown as Body);
				const sent = bodies.map((body) => pairsOf(body.learnerIds, body.courseIds));
				expect(sent.flat().sort()).toEqual(
					all.filter((pair) => !skip.has(pair) && !needless.has(pair)).sort(),
				);
				expect(portions.map(({ entries }) => entries)).toEqual(sent);
				for (const body of bodies) {
					expect(body).toEqual({ ...body, dueDateType: 'default' });
					expect(Math.max(body.learnerIds.length, body.courseIds.length)).toBeLessThanOrEqual(50);
				}
			}),
			{ numRuns: 50 },
		);
	});

	it('share requests if they lack the same', () => {
		const needless = new Set([toPair('l1', 'c0')]);
		const portions = toPortions(enroll(names('l', 4), names('c', 2), { needless }));
		expect(portions.map(({ parameters }) => [parameters.learnerIds, parameters.courseIds])).toEqual(
			[
				[
					['l0', 'l2', 'l3'],
					['c0', 'c1'],
				],
				[['l1'], ['c1']],
			],
		);
	});

	it('take no request if nothing is to be done', () => {
		const needless = new Set(pairsOf(['l0'], ['c0']));
		expect(toPortions(enroll(['l0'], ['c0'], { needless }))).toEqual([]);
	});

	it.each([
		[[], ['c0']],
		[['l0'], []],
	])('must not be without one of the lists: %j, %j', (learners, courses) => {
		expect(() => toPortions(enroll(learners, courses))).toThrow(TypeError);
	});

	it('have the lists in the outcome', () => {
		expect(toOutcome(enroll(['l0'], ['c0', 'c1']), null)).toEqual({
			action: 'enrolled',
			learnerIds: ['l0'],
			courseIds: ['c0', 'c1'],
		});
		expect(idsOfPair(toPair('l0', 'c1'))).toEqual(['l0', 'c1']);
	});
});
