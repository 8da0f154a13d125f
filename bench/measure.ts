/** How a path is measured: how long it takes, in turns with another one, and how much memory. */
import type { N8n } from '../test/n8n/install/install';
import type { Server } from './live';
import { LiveN8n } from './live';
import type { Path } from './paths';
import type { Pair } from './statistics';
import { inTurns, median } from './statistics';

const ROUNDS = 5;
/** Where one round takes long. */
export const FEW_ROUNDS = 3;

/** A path, and the account that it reads. */
type Work = [server: Server, path: Path];

/** The times of two works. The first run of each makes the answers and warms n8n, and does not count. */
export async function compareWorks(
	n8n: LiveN8n,
	our: Work,
	their: Work,
	rounds = ROUNDS,
): Promise<Pair> {
	const [mine, other] = [await n8n.prepare(...our), await n8n.prepare(...their)];
	await mine();
	await other();
	return await inTurns(rounds, mine, other);
}

/** The same, of two paths that read the same account. */
export async function compare(n8n: LiveN8n, server: Server, our: Path, their: Path): Promise<Pair> {
	return await compareWorks(n8n, [server, our], [server, their]);
}

/** Megabytes above idle that a path takes at most, in an n8n of its own for each try. */
export async function memoryOf(
	found: N8n,
	server: Server,
	small: Server,
	path: Path,
): Promise<number> {
	const peaks: number[] = [];
	for (let tries = 0; tries < FEW_ROUNDS; tries++) {
		const n8n = await LiveN8n.start(found);
		try {
			const [warmUp, work] = [await n8n.prepare(small, path), await n8n.prepare(server, path)];
			await warmUp();
			const memory = n8n.memory();
			const idle = memory.now;
			memory.watch();
			await work();
			peaks.push(memory.most - idle);
		} finally {
			await n8n.stop();
		}
	}
	return median(peaks);
}
