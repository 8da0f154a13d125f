/**
 * Faults in real n8n: whatever goes wrong on the way, the items are exactly those of the account, or
 * there is a message. What each fault has to bring is the same list that the engine's suite goes by.
 */
import { faultsOf } from '../support/faults/randomFaults';
import type { ExpectedOutcome, FaultCase } from '../support/faults/catalogue';
import { CATALOGUE, expectedOutcome, POSITIONS } from '../support/faults/catalogue';
import { Random, seedOf } from '../support/random';
import type { Fault } from '../simulator/server';
import { FaultyAccount } from './faultyAccount';
import { installN8n } from './install/install';
import { Instance } from './instance';

const INSTALL_TIMEOUT_MS = 1_800_000;
const SUITE_TIMEOUT_MS = 1_200_000;

/** Most of the time is spent waiting for retries. */
const AT_ONCE = 12;
const SEQUENCES = Number(process.env.SEQUENCES ?? 150);

let n8n: Instance;

beforeAll(async () => {
	n8n = await Instance.start({ n8n: await installN8n() });
}, INSTALL_TIMEOUT_MS);

afterAll(async () => await n8n?.stop());

interface Read {
	name: string;
	faults: Fault[];
	/** The expected outcome. If absent, both are right. */
	once?: ExpectedOutcome;
}

const reading = ({ name, fault }: FaultCase, request: number, times: number): Read => ({
	name: `${name}, ${times} times from page ${request}`,
	faults: [{ ...fault, on: { request, times } }],
});

/** Each fault at each page, once, and lasting at the first, a middle and the last page. */
const singly = (): Read[] =>
	CATALOGUE.flatMap((disturbance) => [
		...POSITIONS.map((page) => ({
			...reading(disturbance, page, 1),
			once: expectedOutcome(disturbance, page),
		})),
		...[1, 5, POSITIONS.length].map((page) => ({
			...reading(disturbance, page, Infinity),
			once: disturbance.lasting,
		})),
	]);

function byChance(seed: number): Read[] {
	return Array.from({ length: SEQUENCES }, (_, n) => ({
		name: `SEED=${seed}, sequence ${n}`,
		faults: faultsOf(new Random(seed + n)),
	}));
}

/** Reads with all of them, a few at a time, each from an account that no other read uses. */
async function messageProblems(
	readings: readonly Read[],
	format: 'json' | 'xml',
	what: string,
): Promise<string[]> {
	const waiting = readings.values();
	const problems: string[] = [];
	const worker = async (_: unknown, at: number) => {
		const account = await FaultyAccount.open(n8n, `${what}-${format}-${at}`, format);
		try {
			for (const { name, faults, once } of waiting) {
				const { failed, problems: found } = await account.read(faults);
				if (once && failed !== (once === 'message'))
					found.push(failed ? 'a message' : 'no message');
				problems.push(...found.map((one) => `${name}: ${one}: ${JSON.stringify(faults)}`));
			}
		} finally {
			await account.close();
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return problems;
}

// The engine's suites have both in each format.
test(
	'each fault at every page of ten, in JSON',
	async () => {
		expect(await messageProblems(singly(), 'json', 'single')).toEqual([]);
	},
	SUITE_TIMEOUT_MS,
);

test(
	`${SEQUENCES} sequences of faults, in XML`,
	async () => {
		const readings = byChance(seedOf('Sequences of faults in n8n'));
		expect(await messageProblems(readings, 'xml', 'sequence')).toEqual([]);
	},
	SUITE_TIMEOUT_MS,
);

test('n8n has not written any secret', () => {
	expect(n8n.log).not.toContain('of-the-client');
});
