/** Lets one process at a time do a long work, and lets the next one in when it was killed in the middle. */
import { existsSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 2_000;
/** A lock that was not touched for so long belongs to nobody any more. */
const STALE_MS = 30_000;

/** Does the work while holding the lock, a folder at this path. `waiting` is told once when another process has it. */
export async function withLock<T>(
	path: string,
	work: () => Promise<T>,
	waiting: () => void = () => {},
): Promise<T> {
	for (let told = false; !take(path); told = true) {
		if (!told) waiting();
		await pause(BEAT_MS / 2);
		if (!isStale(path)) continue;
		// Of several that wait, one is the first: the others then see a lock that is fresh again.
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

/** A folder is made by one process only: the others are told that it was there. */
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
