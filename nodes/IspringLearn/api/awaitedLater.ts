/**
 * Returns a promise that is awaited later, or not at all after another error. Until then, Node.js must not report its error
 * as unhandled.
 */
export function awaitedLater<T>(promise: Promise<T>): Promise<T> {
	promise.catch(() => {});
	return promise;
}
