/** How much of the machine's memory a process takes, as Linux tells it. */
import { readFileSync, writeFileSync } from 'node:fs';

const KILOBYTES_PER_MEGABYTE = 1024;
/** Written to clear_refs, it makes the highest mark start anew (proc(5)). */
const RESET_HIGHEST = '5';

/** The process that another one has started. */
export function childOf(pid: number | undefined): number {
	return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

export class Memory {
	constructor(private readonly pid: number) {}

	/** What it holds now, in megabytes. */
	get now(): number {
		return this.read('VmRSS');
	}

	/** The most that it held since `watch` was called, in megabytes. */
	get most(): number {
		return this.read('VmHWM');
	}

	watch(): void {
		writeFileSync(`/proc/${this.pid}/clear_refs`, RESET_HIGHEST);
	}

	private read(field: string): number {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
		return Number(kilobytes) / KILOBYTES_PER_MEGABYTE;
	}
}
