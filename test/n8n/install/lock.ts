/** Lets one process at a time do a long task, and the next one if the process was killed. */
import { existsSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 2_000;
/** A lock that was not touched for this long is abandoned. */
const STALE_MS = 30_000;

/** Runs the task while it holds the lock, a folder at this path. Calls `waiting` once if another process holds it. */
export async function withLock<T>(
	path: string,
	work: () => Promise<T>,
	waiting: () => void = () => {},
): Promise<T> {
	for (let told = false; !take(path); told = true) {
		if (!told) waiting();
		await pause(BEAT_MS / 2);
		if (!isStale(path)) continue;
		// One of the waiting processes is first: the others then see a fresh lock.
		await pause(BEAT_MS * Math.random());
		if (isStale(path)) remove(path);
	}
	const beat = setInterval(() => touch(path), BEAT_MS);
	const release = (): void => remove(path);
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		process.off('exit', release);
		release();
	}
}

/** Only one process can create a folder: the others get an error. */
function take(path: string): boolean {
	return mkdirSync(path, { recursive: true }) !== undefined;
}

function touch(path: string): void {
	if (existsSync(path)) utimesSync(path, new Date(), new Date());
}

function isStale(path: string): boolean {
	const found = statSync(path, { throwIfNoEntry: false });
	return found !== undefined && Date.now() - found.mtimeMs > STALE_MS;
}

function remove(path: string): void {
	rmSync(path, { recursive: true, force: true });
}
