/** Reports the progress of a long task: a line that updates itself in a terminal, occasional lines in a log. */
export type Report = (text: string) => void;

const LOG_EVERY_MS = 30_000;
const TERMINAL_EVERY_MS = 1_000;

/** Runs the task, and reports its name and the time so far. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
	const { isTTY } = process.stderr;
	const started = Date.now();
	const seconds = (): number => Math.round((Date.now() - started) / 1000);
	const say = (text: string): void => {
		process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
	};
	say(`${what} …`);
	const clock = setInterval(
		() => say(`${what} … ${seconds()} s`),
		isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS,
	);
	let end = 'stopped';
	try {
		const result = await work();
		end = 'done';
		return result;
	} finally {
		clearInterval(clock);
		say(`${what}: ${end} after ${seconds()} s`);
		if (isTTY) process.stderr.write('\n');
	}
}
