import { sleep } from 'n8n-workflow';
import { onAbort } from './onAbort';

/** The execution was cancelled, or stopped by another input item, while a request waited. */
export class CancelledError extends Error {
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
export async function abortableSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw new CancelledError();
	let forget = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		forget = onAbort(signal, () => reject(new CancelledError()));
	});
	try {
		await Promise.race([sleep(milliseconds), cancelled]);
	} finally {
		forget();
	}
}
