/** Waiting that ends when an execution is cancelled. */
import { sleep } from 'n8n-workflow';

/** The execution was cancelled, or another input item stopped it, while a request waited. */
export class CancelledError extends Error {
	constructor() {
		super('cancelled');
		this.name = 'Cancelled';
	}
}

/** The callbacks of a signal, kept with the signal itself. */
const CALLBACKS: unique symbol = Symbol('abort callbacks');

interface WatchedSignal extends AbortSignal {
	[CALLBACKS]?: { callbacks: Set<() => void>; listener: () => void };
}

/**
 * Calls back once a signal aborts. Does nothing if it has aborted already. All callbacks of a signal share
 * one listener: Node.js warns of more than ten, and hundreds of requests may wait on one signal.
 * @returns a function that removes the callback
 */
export function onAbort(signal: WatchedSignal | undefined, callback: () => void): () => void {
	if (!signal) return () => {};
	const { callbacks, listener } = signal[CALLBACKS] ?? listen(signal);
	callbacks.add(callback);
	return () => {
		callbacks.delete(callback);
		if (callbacks.size > 0) return;
		signal.removeEventListener('abort', listener);
		delete signal[CALLBACKS];
	};
}

function listen(signal: WatchedSignal) {
	const callbacks = new Set<() => void>();
	const listener = () => {
		for (const callback of [...callbacks]) callback();
	};
	const entry = { callbacks, listener };
	signal.addEventListener('abort', listener);
	signal[CALLBACKS] = entry;
	return entry;
}

/**
 * Waits for a promise, or until the signal aborts.
 * @throws CancelledError as soon as the signal aborts
 */
export async function orCancelled<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (signal?.aborted) throw new CancelledError();
	let unsubscribe = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		unsubscribe = onAbort(signal, () => reject(new CancelledError()));
	});
	try {
		return await Promise.race([promise, cancelled]);
	} finally {
		unsubscribe();
	}
}

/**
 * Waits until the time is up or the signal aborts. (n8n-workflow's own `sleepWithAbort` is missing from
 * older versions of n8n.)
 * @throws CancelledError as soon as the signal aborts
 */
export async function abortableSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw new CancelledError();
	await orCancelled(sleep(milliseconds), signal);
}
