import { sleep } from 'n8n-workflow';
import { Barrier } from '../../../../nodes/IspringLearn/api/enrichment/barrier';

/** Waits in a gathering and notes when it may go on. */
function waiter(readers: Barrier, notes: string[], name: string): Promise<void> {
	return readers.wait().then(() => void notes.push(name));
}

/** A gathering that three have joined. */
function ofThree(): Barrier {
	const readers = new Barrier();
	readers.join();
	readers.join();
	readers.join();
	return readers;
}

it('lets one who reads alone go on at once', async () => {
	const readers = new Barrier();
	readers.join();
	await readers.wait();
	readers.leave();
	await readers.wait();
});

it('lets all go on together when the last of them waits', async () => {
	const readers = ofThree();
	const notes: string[] = [];
	const waiting = [waiter(readers, notes, 'a'), waiter(readers, notes, 'b')];
	await sleep(5);
	expect(notes).toEqual([]);
	await Promise.all([...waiting, waiter(readers, notes, 'c')]);
	expect(notes).toEqual(['a', 'b', 'c']);
});

it('waits no longer for those who have left, and again the next time', async () => {
	const readers = ofThree();
	const notes: string[] = [];
	const a = waiter(readers, notes, 'a');
	const b = waiter(readers, notes, 'b');
	readers.leave();
	await Promise.all([a, b]);
	const again = waiter(readers, notes, 'again');
	await sleep(5);
	expect(notes).toEqual(['a', 'b']);
	readers.leave();
	await again;
	expect(notes).toEqual(['a', 'b', 'again']);
});
