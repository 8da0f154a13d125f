import fc from 'fast-check';
import { DAY } from '../../../../nodes/IspringLearn/api/incremental/time';
import { EventMemory } from '../../../../nodes/IspringLearn/triggers/instant/rows/eventMemory';

const NOW = 1_741_596_544;

const additions = fc.array(
	fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), fc.constantFrom('', '1', '2')),
);

const restored = (memory: EventMemory, max?: number): EventMemory =>
	EventMemory.restore(JSON.parse(JSON.stringify(memory.store())) as string[], max) ??
	new EventMemory();

test('knows the last value in each place, also after it was stored', () => {
	fc.assert(
		fc.property(additions, additions, (before, after) => {
			const expected = new Map<string, string>();
			const memory = new EventMemory();
			const addTo = (target: EventMemory) => (one: [string, string]) => {
				const [place, value] = one;
				expect(target.add(place, value, NOW)).toBe(expected.get(place) !== value);
				expected.set(place, value);
			};
			before.forEach(addTo(memory));
			const later = restored(memory);
			after.forEach(addTo(later));
			expect(later.size).toBe(expected.size);
			for (const [place, value] of expected) expect(later.has(place, value, NOW)).toBe(true);
		}),
	);
});

test('a copy does not change the original', () => {
	const memory = new EventMemory();
	memory.add('a', '1', NOW);
	memory.copy().add('b', '2', NOW);
	expect(memory.has('b', '2', NOW)).toBe(false);
	expect(memory.copy().has('a', '1', NOW)).toBe(true);
});

test('forgets after a day, when the vendor has given up', () => {
	const memory = new EventMemory();
	memory.add('a', '1', NOW);
	expect(memory.has('a', '1', NOW + DAY)).toBe(true);
	expect(memory.has('a', '1', NOW + 2 * DAY)).toBe(false);
	memory.add('b', '2', NOW + 2 * DAY);
	expect(memory.size).toBe(1);
	expect(memory.add('a', '1', NOW + 2 * DAY)).toBe(true);
});

test('forgets the oldest first, and what was seen again lately last', () => {
	const memory = new EventMemory(3);
	for (const place of ['a', 'b', 'c', 'a', 'd']) memory.add(place, '', NOW);
	expect(['a', 'b', 'c', 'd'].map((place) => memory.has(place, '', NOW))).toEqual([
		true,
		false,
		true,
		true,
	]);
	const later = restored(memory, 3);
	later.add('e', '', NOW);
	expect(['a', 'c', 'd', 'e'].map((place) => later.has(place, '', NOW))).toEqual([
		true,
		false,
		true,
		true,
	]);
});

test('never holds more than it may', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string(), { maxLength: 50 }),
			fc.integer({ min: 1, max: 9 }),
			(places, max) => {
				const memory = new EventMemory(max);
				for (const place of places) memory.add(place, '', NOW);
				expect(memory.size).toBe(Math.min(max, new Set(places).size));
			},
		),
	);
});

test('a clock that goes back does not make it forget', () => {
	const memory = new EventMemory();
	memory.add('a', '1', NOW);
	expect(memory.add('a', '1', NOW - 10 * DAY)).toBe(false);
});

test('takes little space', () => {
	const memory = new EventMemory();
	for (let n = 0; n < 1000; n++) memory.add(`place ${n}`, 'x'.repeat(1000), NOW);
	expect(JSON.stringify(memory.store()).length).toBeLessThan(35 * 1000);
});

test.each([
	undefined,
	null,
	{},
	'text',
	[7],
	[null],
	['short'],
	[`${'a'.repeat(24)}-1`],
	[`${'a'.repeat(24)}zzzzzzzzzz`],
	[new EventMemory().store(), 'x'],
])('rejects what it did not store: %j', (stored) => {
	expect(EventMemory.restore(stored as string[])).toBeNull();
});
