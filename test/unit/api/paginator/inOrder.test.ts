import { inOrder } from '../../../../nodes/IspringLearn/api/paginator/inOrder';
import { gather } from '../../support/list';

async function* numbers(count: number, asked: number[] = []): AsyncGenerator<number> {
	for (let at = 0; at < count; at++) {
		asked.push(at);
		yield await Promise.resolve(at);
	}
}

/** Tasks that end when they are told to. */
function tasks() {
	const ends: Array<(value: string) => void> = [];
	let running = 0;
	let most = 0;
	const run = async (at: number): Promise<string> => {
		most = Math.max(most, ++running);
		const outcome = await new Promise<string>((resolve) => (ends[at] = resolve));
		running -= 1;
		return outcome;
	};
	return { run, end: (at: number) => ends[at](`${at}`), most: () => most };
}

const settled = async () => {
	for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

test('outcomes come in the order of the items, whichever is there first; four at a time', async () => {
	const { run, end, most } = tasks();
	const outcomes = gather(inOrder(numbers(9), () => Infinity, run));
	await settled();
	for (const at of [3, 2, 1, 0, 4, 6, 5, 8, 7]) {
		await settled();
		end(at);
	}
	expect(await outcomes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
	expect(most()).toBe(4);
});

test('no more run than are wanted', async () => {
	const asked: number[] = [];
	const outcomes = inOrder(
		numbers(9, asked),
		() => 1,
		async (at) => await Promise.resolve(at),
	);
	expect((await outcomes.next()).value).toBe(0);
	await outcomes.return(undefined);
	expect(asked).toEqual([0]);
});

test('what a task throws comes in its turn, and nobody has to be there for those behind it', async () => {
	const run = async (at: number): Promise<number> =>
		at > 0 ? await Promise.reject(new Error(`no ${at}`)) : at;
	const outcomes = inOrder(numbers(4), () => Infinity, run);
	expect((await outcomes.next()).value).toBe(0);
	await expect(outcomes.next()).rejects.toThrow('no 1');
	await settled();
});
