/** The resident memory of a process, from Linux's proc file system. */
import { readFileSync, writeFileSync } from 'node:fs';

const KILOBYTES_PER_MEGABYTE = 1024;
/** Resets the peak when written to clear_refs. proc(5) */
const RESET_PEAK = '5';

/** Returns the ID of the first child process. */
export function childOf(pid: number | undefined): number {
	return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

/** The memory of one process. */
export class ResidentMemory {
	constructor(private readonly pid: number) {}

	/** Current memory, in megabytes. */
	get now(): number {
		return this.read('VmRSS');
	}

	/** Peak memory since `watch` was called, in megabytes. */
	get peak(): number {
		return this.read('VmHWM');
	}

	/** Starts a new peak. */
	watch(): void {
		writeFileSync(`/proc/${this.pid}/clear_refs`, RESET_PEAK);
	}

	private read(field: string): number {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
		return Number(kilobytes) / KILOBYTES_PER_MEGABYTE;
	}
}
