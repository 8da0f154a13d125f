import { inOrder } from '../../../../nodes/IspringLearn/api/paginator/inOrder';
import { gather } from '../../support/list';

async function* numbers(count: number, requested: number[] = []): AsyncGenerator<number> {
	for (let at = 0; at < count; at++) {
		requested.push(at);
		yield await Promise.resolve(at);
	}
}

/** Tasks that the test ends. */
function tasks() {
	const ends: Array<(value: string) => void> = [];
	let running = 0;
	let max = 0;
	const run = async (at: number): Promise<string> => {
		max = Math.max(max, ++running);
		const outcome = await new Promise<string>((resolve) => (ends[at] = resolve));
		running -= 1;
		return outcome;
	};
	return { run, end: (at: number) => ends[at](`${at}`), max: () => max };
}

const settled = async () => {
	for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

test('yields results in the order of the items, and runs four at a time', async () => {
	const { run, end, max } = tasks();
	const outcomes = gather(inOrder(numbers(9), () => Infinity, run));
	await settled();
	for (const at of [3, 2, 1, 0, 4, 6, 5, 8, 7]) {
		await settled();
		end(at);
	}
	expect(await outcomes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
	expect(max()).toBe(4);
});

test('runs no more tasks than results are needed', async () => {
	const requested: number[] = [];
	const outcomes = inOrder(
		numbers(9, requested),
		() => 1,
		async (at) => await Promise.resolve(at),
	);
	expect((await outcomes.next()).value).toBe(0);
	await outcomes.return(undefined);
	expect(requested).toEqual([0]);
});

test('throws the error of a task in its turn, and leaves no later error unhandled', async () => {
	const run = async (at: number): Promise<number> =>
		at > 0 ? await Promise.reject(new Error(`no ${at}`)) : at;
	const outcomes = inOrder(numbers(4), () => Infinity, run);
	expect((await outcomes.next()).value).toBe(0);
	await expect(outcomes.next()).rejects.toThrow('no 1');
	await settled();
});
