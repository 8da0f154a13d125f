import fc from 'fast-check';
import { DAY } from '../../../../nodes/IspringLearn/api/incremental/time';
import { EventMemory } from '../../../../nodes/IspringLearn/triggers/instant/memory/eventMemory';
import { NOW } from './support';

const add = async (memory: EventMemory, place: string, value = '', now = NOW): Promise<boolean> =>
	(await memory.record([{ place, value }], now))[0];

test('knows the last value in each place', async () => {
	const additions = fc.array(
		fc.tuple(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.constantFrom('', '1', '2')),
	);
	await fc.assert(
		fc.asyncProperty(additions, async (list) => {
			const memory = new EventMemory();
			const expected = new Map<string, string>();
			for (const [place, value] of list) {
				expect(await add(memory, place, value)).toBe(expected.get(place) !== value);
				expected.set(place, value);
			}
			expect(memory.size).toBe(expected.size);
		}),
	);
});

test('forgets after a day, when the vendor has given up', async () => {
	const memory = new EventMemory();
	await add(memory, 'a');
	expect(await add(memory, 'a', '', NOW + DAY)).toBe(false);
	expect(await add(memory, 'a', '', NOW + 3 * DAY)).toBe(true);
	await add(memory, 'b', '', NOW + 5 * DAY);
	expect(memory.size).toBe(1);
});

test('forgets the oldest first, and what came again lately last', async () => {
	const memory = new EventMemory(3);
	for (const place of ['a', 'b', 'c', 'a', 'd']) await add(memory, place);
	expect(await add(memory, 'a')).toBe(false);
	expect(await add(memory, 'b')).toBe(true);
});

test('never has more than it may', async () => {
	const sizes = fc.integer({ min: 1, max: 9 });
	await fc.assert(
		fc.asyncProperty(fc.array(fc.string(), { maxLength: 50 }), sizes, async (places, max) => {
			const memory = new EventMemory(max);
			for (const place of places) await add(memory, place);
			expect(memory.size).toBe(Math.min(max, new Set(places).size));
		}),
	);
});

test('a clock that goes back does not make it forget', async () => {
	const memory = new EventMemory();
	await add(memory, 'a');
	expect(await add(memory, 'a', '', NOW - 10 * DAY)).toBe(false);
});
