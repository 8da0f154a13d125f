import fc from 'fast-check';
import { Turns } from '../../../../nodes/IspringLearn/api/requester/turns';

/** Resolves after this many microtasks. */
const ticks = async (count: number): Promise<void> => {
	for (let tick = 0; tick < count; tick++) await Promise.resolve();
};

it('gives turns one after another, in the order of the items, once all are prepared', async () => {
	const item = fc.record({
		preparation: fc.nat(20),
		duration: fc.nat(20),
		/** Ends without a turn, as after an invalid value. */
		fails: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(item, { maxLength: 12 }), async (items) => {
			const turns = new Turns();
			const events: string[] = [];
			let prepared = 0;
			let running = 0;
			for (const at of items.keys()) turns.add(at);
			expect(turns.count).toBe(items.length);
			await Promise.all(
				items.map(async ({ preparation, duration, fails }, at) => {
					await ticks(preparation);
					prepared += 1;
					if (!fails) {
						await turns.take(at);
						expect(prepared).toBe(items.length);
						expect((running += 1)).toBe(1);
						events.push(String(at));
						await ticks(duration);
						running -= 1;
					}
					turns.end(at);
				}),
			);
			const inOrder = [...items.keys()].filter((at) => !items[at].fails).map(String);
			expect(events).toEqual(inOrder);
		}),
	);
});

it('lets items of a later batch wait for those before them', async () => {
	const turns = new Turns();
	const events: string[] = [];
	const run = async (item: number) => {
		await turns.take(item);
		events.push(`begin ${item}`);
		await ticks(30);
		events.push(`end ${item}`);
		turns.end(item);
	};
	turns.add(0);
	const first = run(0);
	await ticks(10);
	turns.add(1);
	await Promise.all([first, run(1)]);
	expect(events).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
});
