/**
 * Faults in real n8n: whatever goes wrong on the way, the items are exactly those of the account, or
 * there is a message. What each fault has to bring is the same list that the engine's suite goes by.
 */
import { faultsOf } from '../support/faults/randomFaults';
import type { Coming, Disturbance } from '../support/faults/catalogue';
import { CATALOGUE, comingOf, POSITIONS } from '../support/faults/catalogue';
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

interface Reading {
	name: string;
	faults: Fault[];
	/** The expected outcome. If absent, both are right. */
	coming?: Coming;
}

const reading = ({ name, fault }: Disturbance, request: number, times: number): Reading => ({
	name: `${name}, ${times} times from page ${request}`,
	faults: [{ ...fault, on: { request, times } }],
});

/** Each fault at each page, once, and lasting at the first, a middle and the last page. */
const singly = (): Reading[] =>
	CATALOGUE.flatMap((disturbance) => [
		...POSITIONS.map((page) => ({
			...reading(disturbance, page, 1),
			coming: comingOf(disturbance, page),
		})),
		...[1, 5, POSITIONS.length].map((page) => ({
			...reading(disturbance, page, Infinity),
			coming: disturbance.lasting,
		})),
	]);

function byChance(seed: number): Reading[] {
	return Array.from({ length: SEQUENCES }, (_, n) => ({
		name: `SEED=${seed}, sequence ${n}`,
		faults: faultsOf(new Random(seed + n)),
	}));
}

/** Reads with all of them, a few at a time, each from an account that no other read uses. */
async function complaintsOf(
	readings: readonly Reading[],
	format: 'json' | 'xml',
	what: string,
): Promise<string[]> {
	const waiting = readings.values();
	const complaints: string[] = [];
	const worker = async (_: unknown, at: number) => {
		const account = await FaultyAccount.open(n8n, `${what}-${format}-${at}`, format);
		try {
			for (const { name, faults, coming } of waiting) {
				const { told, complaints: found } = await account.read(faults);
				if (coming && told !== (coming === 'told')) found.push(told ? 'a message' : 'no message');
				complaints.push(...found.map((one) => `${name}: ${one}: ${JSON.stringify(faults)}`));
			}
		} finally {
			await account.close();
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return complaints;
}

describe.each(['json', 'xml'] as const)('in %s', (format) => {
	test(
		'each fault at every page of ten',
		async () => {
			expect(await complaintsOf(singly(), format, 'single')).toEqual([]);
		},
		SUITE_TIMEOUT_MS,
	);

	test(
		`${SEQUENCES} sequences of faults`,
		async () => {
			const readings = byChance(seedOf(`Sequences of faults in n8n, in ${format}`));
			expect(await complaintsOf(readings, format, 'sequence')).toEqual([]);
		},
		SUITE_TIMEOUT_MS,
	);
});

test('n8n has not written any secret', () => {
	expect(n8n.log).not.toContain('of-the-client');
});
