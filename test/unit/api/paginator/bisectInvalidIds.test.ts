import fc from 'fast-check';
import { bisectInvalidIds } from '../../../../nodes/IspringLearn/api/paginator/bisectInvalidIds';
import { gather } from '../../support/list';

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `id-${at}`);

/** Calls that are refused for the sake of these ids, or when they are too long. */
function calls(bad: ReadonlySet<string>, longest = Infinity) {
	const made: Array<readonly string[]> = [];
	const isAccepted = async (some: readonly string[]) => {
		made.push(some);
		return some.length <= longest && !some.some((id) => bad.has(id));
	};
	return { made, isAccepted };
}

it('finds any ids among any others, in their order, within 2·k·log2(n) calls after the first', async () => {
	const some = fc
		.integer({ min: 1, max: 120 })
		.chain((count) => fc.tuple(fc.constant(ids(count)), fc.subarray(ids(count))));
	await fc.assert(
		fc.asyncProperty(some, async ([all, bad]) => {
			const { made, isAccepted } = calls(new Set(bad));
			expect(await gather(bisectInvalidIds(all, isAccepted))).toEqual(bad);
			expect(made.length - 1).toBeLessThanOrEqual(
				2 * bad.length * Math.ceil(Math.log2(all.length)),
			);
			expect(new Set(made.map(String)).size).toBe(made.length);
		}),
		{ numRuns: 500 },
	);
});

it('asks once when all are accepted, and not at all for none', async () => {
	const { made, isAccepted } = calls(new Set());
	expect(await gather(bisectInvalidIds(ids(50), isAccepted))).toEqual([]);
	expect(made).toHaveLength(1);
	expect(await gather(bisectInvalidIds([], isAccepted))).toEqual([]);
	expect(made).toHaveLength(1);
});

it('blames none for a call that is refused for another reason', async () => {
	const { isAccepted } = calls(new Set(['id-7']), 20);
	expect(await gather(bisectInvalidIds(ids(50), isAccepted))).toEqual(['id-7']);
});

it('asks no further than it is listened to', async () => {
	const { made, isAccepted } = calls(new Set(ids(64)));
	for await (const id of bisectInvalidIds(ids(64), isAccepted)) {
		expect(id).toBe('id-0');
		break;
	}
	expect(made).toHaveLength(7);
});
