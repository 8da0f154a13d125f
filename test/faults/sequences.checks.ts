/** Faults in random order: whatever the combination, the outcome is exactly the items or a message. */
import '../support/withoutPauses';
import { faultsOf } from '../support/faults/randomFaults';
import type { Read } from './support/account';
import { Account } from './support/account';
import { Random, seedOf } from '../support/random';

/** For each format. Both together are more than two thousand. */
const SEQUENCES = Number(process.env.SEQUENCES ?? 1_100);
const AT_ONCE = 4;

/** The n-th sequence of a seed, independent of those before it. */
function readingOf(seed: number, n: number, format: 'json' | 'xml', parallel: boolean): Read {
	const random = new Random(seed + n);
	return {
		format,
		pageSize: random.between(3, 10),
		items: random.of([1, 1, 1, 3]),
		parallel,
		// By learners there are more requests: the list of users, each of its pages twice.
		faults: faultsOf(random, parallel ? 40 : undefined),
	};
}

export function checkSequences(format: 'json' | 'xml', parallel = false): void {
	const name = parallel ? `${format} and parallel` : format;
	const sequences = parallel ? SEQUENCES / 4 : SEQUENCES;
	test(`${sequences} sequences of faults, in ${name}`, async () => {
		const seed = seedOf(`Sequences of faults in ${name}`);
		const account = await Account.open();
		const problems: string[] = [];
		let next = 0;
		let failed = 0;
		const worker = async () => {
			while (next < sequences && problems.length < 5) {
				const n = next++;
				const reading = readingOf(seed, n, format, parallel);
				const result = await account.read(reading);
				if (result.failed) failed += 1;
				for (const problem of result.problems) {
					problems.push(`SEED=${seed}, sequence ${n}: ${problem}: ${JSON.stringify(reading)}`);
				}
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
		await account.close();
		process.stdout.write(
			`Sequences in ${name}: ${next - failed} with all items, ${failed} with a message\n`,
		);
		expect(problems).toEqual([]);
		expect(failed).toBeGreaterThan(sequences / 20);
		expect(next - failed).toBeGreaterThan(sequences / 20);
	});
}
