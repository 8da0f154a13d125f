/** Runs tasks concurrently and keeps their results in order. */
import { awaitedLater } from '../awaitedLater';

/** Maximum number of tasks running at once. Their requests also wait for slots of the host. */
export const CONCURRENCY = 4;

/**
 * Runs a task for each item, some of them ahead, and yields the results in the order of the items.
 * @param maxResults returns how many more results may be needed, at least one
 * @throws the error of the first task that fails, in its turn
 */
export async function* inOrder<T, R>(
	items: AsyncIterable<T>,
	maxResults: () => number,
	run: (item: T) => Promise<R>,
): AsyncGenerator<R> {
	const running: Array<Promise<R>> = [];
	for await (const item of items) {
		running.push(awaitedLater(run(item)));
		if (running.length < Math.min(CONCURRENCY, maxResults())) continue;
		const [first] = running.splice(0, 1);
		yield await first;
	}
	for (const task of running) yield await task;
}
