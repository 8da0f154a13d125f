/** Finds how many results an n8n with little memory survives. */
import type { Measure } from '../line';
import type { LimitedPath } from '../n8n/paths';
import { summarize } from '../rounds';
import type { AccountSpec } from '../server/replay';
import type { Session } from '../session';

/** The heap of n8n's process, in megabytes. n8n 2.41 doesn't start with 256 MB. */
export const HEAP_MEGABYTES = 272;
/** With hardly any memory left, n8n only collects garbage. */
const TIMEOUT_MS = 60_000;
const PAGE = 1000;
const LEAST = 10_000;
const STEP = 1.1;

/** Numbers of results in whole pages, each a step above the one before, up to those of the account. */
function steps(most: number): number[] {
	const counts: number[] = [];
	for (let count = LEAST; count < most; count = Math.ceil((count * STEP) / PAGE) * PAGE) {
		counts.push(count);
	}
	return [...counts, most];
}

/** Whether a new n8n returns so many results. */
async function survives(
	session: Session,
	spec: AccountSpec,
	path: LimitedPath,
	results: number,
): Promise<boolean> {
	const { account } = await session.servers.get(spec);
	return await session.withNewN8n(async (n8n) => {
		const run = await n8n.prepare(account, path(results), results, 'time');
		const failure = await run(TIMEOUT_MS).then(
			() => null,
			(error: unknown) => error,
		);
		if (failure === null) return true;
		const isTimeout = failure instanceof Error && failure.name === 'TimeoutError';
		if (isTimeout || (await n8n.hasEnded())) return false;
		throw failure;
	}, HEAP_MEGABYTES);
}

/** Bisects the numbers of results, unless n8n survives all. */
async function findMost(session: Session, spec: AccountSpec, path: LimitedPath): Promise<number> {
	// Fills the server's cache.
	const { account } = await session.servers.get(spec);
	await (
		await (await session.n8n()).prepare(account, path(spec.rows), spec.rows, 'time')
	)();
	const counts = steps(spec.rows);
	if (await survives(session, spec, path, spec.rows)) return spec.rows;
	let [good, bad] = [-1, counts.length - 1];
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		if (await survives(session, spec, path, counts[middle])) good = middle;
		else bad = middle;
	}
	return good < 0 ? 0 : counts[good];
}

/** Compares the highest numbers of results that n8n survives. */
export const survival =
	(spec: AccountSpec, ours: LimitedPath, theirs: LimitedPath): Measure =>
	async (session) =>
		summarize([[await findMost(session, spec, ours), await findMost(session, spec, theirs)]]);
