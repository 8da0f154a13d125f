import { sleep } from 'n8n-workflow';
import { Barrier } from '../../../../nodes/IspringLearn/api/enrichment/barrier';

/** Waits at a barrier and notes when it is released. */
function waiter(barrier: Barrier, released: string[], name: string): Promise<void> {
	return barrier.wait().then(() => void released.push(name));
}

/** A barrier that three readers have joined. */
function barrierOfThree(): Barrier {
	const barrier = new Barrier();
	barrier.join();
	barrier.join();
	barrier.join();
	return barrier;
}

it('releases a single reader at once', async () => {
	const barrier = new Barrier();
	barrier.join();
	await barrier.wait();
	barrier.leave();
	await barrier.wait();
});

it('releases all readers when the last one waits', async () => {
	const barrier = barrierOfThree();
	const released: string[] = [];
	const waiting = [waiter(barrier, released, 'a'), waiter(barrier, released, 'b')];
	await sleep(5);
	expect(released).toEqual([]);
	await Promise.all([...waiting, waiter(barrier, released, 'c')]);
	expect(released).toEqual(['a', 'b', 'c']);
});

it('does not wait for readers that have left, and can be used again', async () => {
	const barrier = barrierOfThree();
	const released: string[] = [];
	const a = waiter(barrier, released, 'a');
	const b = waiter(barrier, released, 'b');
	barrier.leave();
	await Promise.all([a, b]);
	const again = waiter(barrier, released, 'again');
	await sleep(5);
	expect(released).toEqual(['a', 'b']);
	barrier.leave();
	await again;
	expect(released).toEqual(['a', 'b', 'again']);
});
