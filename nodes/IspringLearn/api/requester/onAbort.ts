/** What is to be called, by signal: Node.js warns of more than ten listeners, and hundreds may wait on one signal. */
const waiting = new WeakMap<AbortSignal, { callbacks: Set<() => void>; listener: () => void }>();

/**
 * Calls back when a signal is given, unless it was before.
 * @returns a function that takes the callback back
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (!signal) return () => {};
	const { callbacks, listener } = waiting.get(signal) ?? listen(signal);
	callbacks.add(callback);
	return () => {
		callbacks.delete(callback);
		if (callbacks.size > 0) return;
		signal.removeEventListener('abort', listener);
		waiting.delete(signal);
	};
}

function listen(signal: AbortSignal) {
	const callbacks = new Set<() => void>();
	const listener = () => {
		for (const callback of [...callbacks]) callback();
	};
	const entry = { callbacks, listener };
	signal.addEventListener('abort', listener);
	waiting.set(signal, entry);
	return entry;
}
