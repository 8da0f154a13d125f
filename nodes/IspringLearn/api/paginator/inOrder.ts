/** Tasks that run at the same time. Requests wait at the gate of their host besides. */
const AT_ONCE = 4;

/**
 * What a task gives for each item, in the order of the items. Some tasks run ahead of the one whose
 * outcome is being waited for.
 * @param most how many more outcomes may be wanted, at least one
 * @throws what the first task that went wrong threw, in its turn
 */
export async function* inOrder<T, R>(
	items: AsyncIterable<T>,
	most: () => number,
	run: (item: T) => Promise<R>,
): AsyncGenerator<R> {
	const running: Array<Promise<R>> = [];
	for await (const item of items) {
		const task = run(item);
		// Whoever takes the outcome gets to know of it; until then it is not unhandled.
		task.catch(() => {});
		running.push(task);
		if (running.length < Math.min(AT_ONCE, most())) continue;
		const [first] = running.splice(0, 1);
		yield await first;
	}
	for (const task of running) yield await task;
}
