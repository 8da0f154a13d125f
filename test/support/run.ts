/**
 * Runs a program to its end. Its output goes through files: n8n exits without waiting for a
 * pipe to be read, and the end of a long output is lost.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Ends the program after this time, in ms. */
	timeout?: number;
	/** Appends the output of the program to this file, where it can be watched, and returns the file as stdout. */
	log?: string;
}

export interface Ended {
	/** Exit code, or null if a signal ended the program. */
	code: number | null;
	stdout: string;
	stderr: string;
}

/** @throws if the program cannot be started */
export async function run(
	command: string,
	args: readonly string[],
	{ log, ...options }: RunOptions = {},
): Promise<Ended> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-run-'));
	const out = log ?? join(folder, 'stdout');
	const err = log ?? join(folder, 'stderr');
	const files = [out, err].map((path) => openSync(path, 'a'));
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			const child = spawn(command, args, { ...options, stdio: ['ignore', ...files] });
			child.once('error', reject);
			child.once('close', resolve);
		});
		const read = (path: string): string => readFileSync(path, 'utf8');
		return { code, stdout: read(out), stderr: err === out ? '' : read(err) };
	} finally {
		files.forEach(closeSync);
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Like `run`, for a program that must succeed.
 * @throws with the end of the program's output
 */
export async function runOrThrow(
	command: string,
	args: readonly string[],
	options: RunOptions = {},
): Promise<string> {
	const { code, stdout, stderr } = await run(command, args, options);
	if (code === 0) return stdout;
	const end = `${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n');
	throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${end}`);
}
