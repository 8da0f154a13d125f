/** Measures a path through n8n: its time, alternating with another path, and its memory. */
import type { N8n } from '../test/n8n/install/install';
import type { Server } from './live';
import { LiveN8n } from './live';
import type { Path } from './paths';

/** Medians of two measurements in the same unit. */
export interface Pair {
	ours: number;
	theirs: number;
}

/** Returns the middle one of the values. */
function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

/** Measures both in every round, so that a slower machine slows both alike. */
export async function alternate(
	rounds: number,
	ours: () => Promise<number>,
	theirs: () => Promise<number>,
): Promise<Pair> {
	const pairs: Pair[] = [];
	for (let round = 0; round < rounds; round++) {
		pairs.push({ ours: await ours(), theirs: await theirs() });
	}
	return {
		ours: median(pairs.map((pair) => pair.ours)),
		theirs: median(pairs.map((pair) => pair.theirs)),
	};
}

const ROUNDS = 5;
/** For paths whose rounds take long. */
export const FEW_ROUNDS = 3;

/** A path and the account that it reads. */
type Workload = [server: Server, path: Path];

/** Compares the times of two workloads. A first run of each fills the server's cache, warms n8n and isn't counted. */
export async function compareWorkloads(
	n8n: LiveN8n,
	our: Workload,
	their: Workload,
	rounds = ROUNDS,
): Promise<Pair> {
	const [ours, theirs] = [await n8n.prepare(...our), await n8n.prepare(...their)];
	await ours();
	await theirs();
	return await alternate(rounds, ours, theirs);
}

/** Compares the times of two paths that read the same account. */
export async function compare(n8n: LiveN8n, server: Server, our: Path, their: Path): Promise<Pair> {
	return await compareWorkloads(n8n, [server, our], [server, their]);
}

/** Returns the peak memory of a path above idle, in megabytes: the median of several runs, each in a new n8n. */
export async function measureMemory(
	installation: N8n,
	server: Server,
	small: Server,
	path: Path,
): Promise<number> {
	const peaks: number[] = [];
	for (let round = 0; round < FEW_ROUNDS; round++) {
		const n8n = await LiveN8n.start(installation);
		try {
			const [warmUp, run] = [await n8n.prepare(small, path), await n8n.prepare(server, path)];
			await warmUp();
			const memory = n8n.memory();
			const idle = memory.now;
			memory.watch();
			await run();
			peaks.push(memory.peak - idle);
		} finally {
			await n8n.stop();
		}
	}
	return median(peaks);
}
