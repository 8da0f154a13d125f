/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a program of the repository, never shipped to n8n */
/** Runs a program to its end. */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

export interface RunOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Ends the program after so long, in ms. */
	timeout?: number;
	/** What the program writes is added to this file. */
	log?: string;
}

export interface Ended {
	/** Exit code, or null when the program was ended by a signal. */
	code: number | null;
	stdout: string;
	stderr: string;
}

/** @throws when the program cannot be started at all */
export async function run(
	command: string,
	args: readonly string[],
	{ log, ...options }: RunOptions = {},
): Promise<Ended> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
			chunks.push(chunk);
			if (log !== undefined) appendFileSync(log, chunk);
		};
		child.stdout.on('data', keep(out));
		child.stderr.on('data', keep(err));
		child.once('error', reject);
		child.once('close', (code) =>
			resolve({
				code,
				stdout: Buffer.concat(out).toString(),
				stderr: Buffer.concat(err).toString(),
			}),
		);
	});
}

/**
 * Like `run`, for a program that has to go well.
 * @throws with the end of what the program wrote
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
