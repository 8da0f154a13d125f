import { sleep } from 'n8n-workflow';

/** The execution was cancelled while a request waited for its next try. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'Cancelled';
	}
}

/**
 * Waits, but not beyond the cancelling of the execution. (n8n-workflow's own `sleepWithAbort` is
 * missing from older versions of n8n.)
 * @throws Cancelled at once when the signal is given
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (!signal) return await sleep(milliseconds);
	let cancel = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		cancel = () => reject(new Cancelled());
	});
	if (signal.aborted) cancel();
	signal.addEventListener('abort', cancel);
	try {
		await Promise.race([sleep(milliseconds), cancelled]);
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}
