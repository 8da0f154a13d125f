/** Faults in random order: whatever the combination, the outcome is exactly the items or a message. */
import '../support/withoutPauses';
import { faultsOf } from '../support/faults/randomFaults';
import type { Reading } from './support/account';
import { Account } from './support/account';
import { Random, seedOf } from '../support/random';

/** For each format. Both together are more than two thousand. */
const SEQUENCES = Number(process.env.SEQUENCES ?? 1_100);
const AT_ONCE = 4;

/** The n-th sequence of a seed, independent of those before it. */
function readingOf(seed: number, n: number, format: 'json' | 'xml'): Reading {
	const random = new Random(seed + n);
	return {
		format,
		pageSize: random.between(3, 10),
		items: random.of([1, 1, 1, 3]),
		faults: faultsOf(random),
	};
}

export function checkSequences(format: 'json' | 'xml'): void {
	test(`${SEQUENCES} sequences of faults, in ${format}`, async () => {
		const seed = seedOf(`Sequences of faults in ${format}`);
		const account = await Account.open();
		const complaints: string[] = [];
		let next = 0;
		let told = 0;
		const worker = async () => {
			while (next < SEQUENCES && complaints.length < 5) {
				const n = next++;
				const reading = readingOf(seed, n, format);
				const judgement = await account.read(reading);
				if (judgement.told) told += 1;
				for (const complaint of judgement.complaints) {
					complaints.push(`SEED=${seed}, sequence ${n}: ${complaint}: ${JSON.stringify(reading)}`);
				}
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
		await account.close();
		process.stdout.write(
			`Sequences in ${format}: ${next - told} with all items, ${told} with a message\n`,
		);
		expect(complaints).toEqual([]);
		expect(told).toBeGreaterThan(SEQUENCES / 20);
		expect(next - told).toBeGreaterThan(SEQUENCES / 20);
	});
}
