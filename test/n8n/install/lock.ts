/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program of the repository, never shipped to n8n */
/** Lets one process at a time do a long work, and lets the next one in when it was killed in the middle. */
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
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
	for (let told = false; !take(path); ) {
		if (!told) waiting();
		told = true;
		discardStale(path);
		await pause(BEAT_MS / 2);
	}
	const beat = setInterval(() => touch(path), BEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		rmSync(path, { recursive: true, force: true });
	}
}

function take(path: string): boolean {
	try {
		mkdirSync(path);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(`${path}/process`, String(process.pid));
	return true;
}

function touch(path: string): void {
	const now = new Date();
	try {
		utimesSync(path, now, now);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT') throw error;
	}
}

/** Moves a stale lock out of the way: of several processes that try, one succeeds. */
function discardStale(path: string): void {
	const age = ageOf(path);
	if (age === null || age < STALE_MS) return;
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT') throw error;
	}
	rmSync(aside, { recursive: true, force: true });
}

function ageOf(path: string): number | null {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw error;
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
