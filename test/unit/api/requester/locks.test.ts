import fc from 'fast-check';
import { Locks } from '../../../../nodes/IspringLearn/api/requester/locks';
import { CancelledError } from '../../../../nodes/IspringLearn/api/requester/abort';
import { rejectionOf } from '../../support/thrown';

/** Resolves after this many microtasks. */
const ticks = async (count: number): Promise<void> => {
	for (let tick = 0; tick < count; tick++) await Promise.resolve();
};

it('runs work for a key in order, one at a time, whatever becomes of it', async () => {
	const work = fc.record({
		key: fc.constantFrom('a', 'b'),
		duration: fc.nat(20),
		fails: fc.boolean(),
		/** After how many microtasks it is cancelled. */
		cancelled: fc.option(fc.nat(60)),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(work, { maxLength: 10 }), async (all) => {
			const locks = new Locks();
			const running = { a: 0, b: 0 };
			const begun = { a: [] as number[], b: [] as number[] };
			await Promise.all(
				all.map(async ({ key, duration, fails, cancelled }, at) => {
					const cancel = new AbortController();
					if (cancelled !== null) void ticks(cancelled).then(() => cancel.abort());
					const run = async () => {
						begun[key as 'a'].push(at);
						expect((running[key as 'a'] += 1)).toBe(1);
						await ticks(duration);
						running[key as 'a'] -= 1;
						if (fails) throw new TypeError('failed');
						return at;
					};
					const result = locks.run(key, run, cancel.signal);
					const outcome = await result.catch((error: unknown) => error);
					if (outcome instanceof CancelledError) expect(cancelled).not.toBeNull();
					else if (fails) expect(outcome).toBeInstanceOf(TypeError);
					else expect(outcome).toBe(at);
				}),
			);
			for (const order of Object.values(begun)) {
				expect(order).toEqual([...order].sort((one, other) => one - other));
			}
			await new Promise(setImmediate);
			expect(Reflect.get(locks, 'last')).toEqual(new Map());
		}),
	);
});

it('does not let the next one in when one that waits is cancelled', async () => {
	const locks = new Locks();
	let finish = () => {};
	const first = locks.run('a', async () => {
		await new Promise<void>((resolve) => {
			finish = resolve;
		});
	});
	const cancel = new AbortController();
	const second = rejectionOf(
		CancelledError,
		locks.run('a', async () => {}, cancel.signal),
	);
	const work = jest.fn(async () => {});
	const third = locks.run('a', work);
	cancel.abort();
	await second;
	await ticks(20);
	expect(work).not.toHaveBeenCalled();
	finish();
	await Promise.all([first, third]);
	expect(work).toHaveBeenCalledTimes(1);
});
