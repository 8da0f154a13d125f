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

/** Compares the times of two paths that read the same account. A first run of each fills the server's cache, warms n8n and isn't counted. */
export async function compare(n8n: LiveN8n, server: Server, our: Path, their: Path): Promise<Pair> {
	const [ours, theirs] = [await n8n.prepare(server, our), await n8n.prepare(server, their)];
	await ours();
	await theirs();
	return await alternate(ROUNDS, ours, theirs);
}

/** What one run of a path takes. */
export interface Usage {
	milliseconds: number;
	/** Peak memory above idle. */
	megabytes: number;
}

/**
 * Returns the time and the peak memory of a path: medians of several runs, each in a new n8n.
 * @param small an account for a first run, which warms n8n up and isn't counted
 */
export async function measureUsage(
	installation: N8n,
	server: Server,
	small: Server,
	path: Path,
	rounds = FEW_ROUNDS,
): Promise<Usage> {
	const runs: Usage[] = [];
	for (let round = 0; round < rounds; round++) {
		const n8n = await LiveN8n.start(installation);
		try {
			const [warmUp, run] = [await n8n.prepare(small, path), await n8n.prepare(server, path)];
			await warmUp();
			const memory = n8n.memory();
			const idle = memory.now;
			memory.watch();
			const milliseconds = await run();
			runs.push({ milliseconds, megabytes: memory.peak - idle });
		} finally {
			await n8n.stop();
		}
	}
	return {
		milliseconds: median(runs.map((run) => run.milliseconds)),
		megabytes: median(runs.map((run) => run.megabytes)),
	};
}
