/** Compares two paths in the same n8n: their times, or the memory that their items take. */
import type { Measure } from '../line';
import type { Run } from '../n8n/liveN8n';
import type { Path } from '../n8n/paths';
import type { Purpose } from '../n8n/workflow';
import type { Measurement, Rounds, Sample } from '../rounds';
import { measurePairs, ROUNDS } from '../rounds';
import type { AccountSpec } from '../server/replay';
import type { Session } from '../session';

/** A path, and the account that it reads. */
export interface Side {
	account: AccountSpec;
	path: Path;
	/** Every page takes a while. */
	isDelayed?: boolean;
	/** The path returns one item with a file. */
	isFile?: boolean;
	/** A part of the measurement, such as 0.1 for a tenth of the results (1). */
	part?: number;
}

async function prepare(session: Session, side: Side, purpose: Purpose): Promise<Sample> {
	const { account, path, isDelayed = false, isFile = false, part = 1 } = side;
	const n8n = await session.n8n();
	const server = await session.servers.get(account);
	const items = isFile ? 1 : account.rows;
	const create = async (isLate: boolean): Promise<Run> =>
		await n8n.prepare(isLate ? server.delayedAccount : server.account, path, items, purpose);
	// The first runs fill the server's cache and warm n8n up. They aren't counted.
	const warmUp = await create(false);
	await warmUp();
	await warmUp();
	const run = isDelayed ? await create(true) : warmUp;
	return async () => (await run()) * part;
}

const compare =
	(purpose: Purpose) =>
	(ours: Side, theirs: Side, rounds: Rounds = ROUNDS): Measure =>
	async (session): Promise<Measurement> => {
		const [our, their] = [
			await prepare(session, ours, purpose),
			await prepare(session, theirs, purpose),
		];
		return await measurePairs(our, their, rounds);
	};

/** Compares milliseconds. */
export const times = compare('time');

/** Compares megabytes. */
export const memory = compare('memory');
