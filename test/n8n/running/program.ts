/** A program that runs until it is stopped, with the programs that it starts. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface ProgramOptions {
	command: string;
	args: readonly string[];
	env: Readonly<Record<string, string>>;
	/** The text that it prints when it is ready. */
	ready: RegExp;
	/** The time limit for its start. */
	readyTimeoutMs?: number;
	/** The signal that asks it to finish (SIGTERM). */
	stopSignal?: 'SIGTERM' | 'SIGINT';
}

const LIFELINE = join(__dirname, 'lifeline.mjs');
const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 30_000;

export class Program {
	/** The output so far, of both streams. */
	log = '';

	private readonly child: ChildProcessWithoutNullStreams;
	private readonly stopSignal: NodeJS.Signals;
	/** Resolves when it has ended, whatever the reason. */
	readonly ended: Promise<void>;
	/**
	 * In a process group of its own, so that all of it can be ended and Ctrl-C does not reach it first;
	 * behind a lifeline, so that it does not outlive this process.
	 */
	private constructor({ command, args, env, stopSignal = 'SIGTERM' }: ProgramOptions) {
		this.stopSignal = stopSignal;
		this.child = spawn(process.execPath, [LIFELINE, command, ...args], { env, detached: true });
		const keep = (text: Buffer): void => {
			this.log += text.toString();
		};
		this.child.stdout.on('data', keep);
		this.child.stderr.on('data', keep);
		this.ended = new Promise((resolve) => {
			this.child.once('close', () => resolve());
			this.child.once('error', (error) => {
				this.log += error.message;
				resolve();
			});
		});
	}

	/**
	 * Starts it and waits until it is ready.
	 * @throws when it ends or takes too long, with what it wrote last
	 */
	static async start(options: ProgramOptions): Promise<Program> {
		const program = new Program(options);
		const { ready, readyTimeoutMs = READY_TIMEOUT_MS } = options;
		const deadline = Date.now() + readyTimeoutMs;
		while (!ready.test(program.log)) {
			if (program.hasEnded || Date.now() > deadline) {
				await program.stop();
				const end = program.log.split('\n').slice(-40).join('\n');
				throw new Error(`${options.command} ${options.args.join(' ')} did not get ready:\n${end}`);
			}
			await pause(100);
		}
		return program;
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	get hasEnded(): boolean {
		const { pid, exitCode, signalCode } = this.child;
		return pid === undefined || exitCode !== null || signalCode !== null;
	}

	/** Lets it finish, then kills what is left. */
	async stop(): Promise<void> {
		this.signal(this.stopSignal);
		const giveUp = new AbortController();
		await Promise.race([
			this.ended,
			pause(STOP_TIMEOUT_MS, undefined, { signal: giveUp.signal }).catch(() => {}),
		]);
		giveUp.abort();
		await this.kill();
	}

	/** Kills it. */
	async kill(): Promise<void> {
		this.signal('SIGKILL');
		await this.ended;
	}

	private signal(name: NodeJS.Signals): void {
		const { pid } = this.child;
		if (pid === undefined) return;
		try {
			process.kill(-pid, name);
		} catch {
			// It has already ended.
		}
	}
}
