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
