import fc from 'fast-check';
import { DAY } from '../../../../nodes/IspringLearn/api/incremental/time';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { EventMemory } from '../../../../nodes/IspringLearn/triggers/instant/memory/eventMemory';
import type { ProcessedItems } from '../../../../nodes/IspringLearn/triggers/instant/memory/processedItems';
import {
	createTableMemory,
	fitsTable,
} from '../../../../nodes/IspringLearn/triggers/instant/memory/processedItems';
import { Locks } from '../../../../nodes/IspringLearn/api/requester/locks';
import type { SeenEvents } from '../../../../nodes/IspringLearn/triggers/instant/memory/seenEvents';
import { selectNew } from '../../../../nodes/IspringLearn/triggers/instant/memory/seenEvents';
import { rejectionOf } from '../../support/thrown';
import { NOW } from './support';

const pause = async () => await new Promise<void>((resolve) => setImmediate(resolve));

let batches = 0;

/** n8n's table, without a lock between its read and its write, as in n8n 2.41. */
class Table {
	entries: string[] = [];

	calls = 0;

	readonly items: ProcessedItems = {
		checkProcessedAndRecord: async (items, _scope, { maxEntries = Infinity }) => {
			this.calls += 1;
			const entries = [...this.entries];
			await pause();
			const known = new Set(entries);
			const isKnown = (item: unknown) => known.has(String(item));
			const fresh = items.filter((item) => !isKnown(item));
			this.entries = [...entries, ...fresh.map(String)].slice(-maxEntries);
			return { new: fresh, processed: items.filter(isKnown) };
		},
	};

	/** The memory of one process. */
	memory(recurs: true | undefined = undefined, locks = new Locks(), pauses = 5): SeenEvents {
		const sleep = async () => {
			for (let n = 0; n < pauses; n++) await pause();
		};
		const batch = String(++batches);
		const { items } = this;
		return createTableMemory({ items, locks, node: 'w:n', batch, sleep }, { recurs });
	}
}

const placesOf = (...names: string[]) => names.map((place) => ({ place, value: '' }));
const eventOf = (message: object, ...names: string[]) => ({ message, places: placesOf(...names) });

const MEMORIES: Array<[string, () => SeenEvents]> = [
	["n8n's table", () => new Table().memory()],
	['a process', () => new EventMemory()],
];

describe.each(MEMORIES)('in the memory of %s', (_name, create) => {
	const [A, B] = [{}, {}];

	test('an event is new once', async () => {
		const memory = create();
		const events = [eventOf(A, 'a'), eventOf(B, 'b')];
		expect(await selectNew(memory, events, NOW)).toEqual(events);
		expect(await selectNew(memory, events, NOW + 60)).toEqual([]);
	});

	test('records of one message may share a place, those of two messages may not', async () => {
		const events = [eventOf(A, 'a'), eventOf(A, 'a', 'c'), eventOf(B, 'a'), eventOf(B, 'd')];
		const [first, second, , fourth] = events;
		expect(await selectNew(create(), events, NOW)).toEqual([first, second, fourth]);
	});

	test('an event with one known place is known, and its other places, too', async () => {
		const memory = create();
		await selectNew(memory, [eventOf(A, 'a')], NOW);
		expect(await selectNew(memory, [eventOf(B, 'a', 'b')], NOW)).toEqual([]);
		expect(await selectNew(memory, [eventOf(A, 'b')], NOW)).toEqual([]);
	});

	test('an event without a place is always new', async () => {
		const memory = create();
		for (let n = 0; n < 2; n++) {
			expect(await selectNew(memory, [eventOf(A)], NOW)).toHaveLength(1);
		}
		expect(await selectNew(memory, [], NOW)).toEqual([]);
	});

	test('any events are new once', async () => {
		const deliveries = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), {
			maxLength: 5,
		});
		await fc.assert(
			fc.asyncProperty(deliveries, async (list) => {
				const memory = create();
				const returned: string[] = [];
				for (const names of list) {
					const events = names.map((name) => ({ ...eventOf({}, name), name }));
					for (const { name } of await selectNew(memory, events, NOW)) returned.push(name);
				}
				expect(returned.sort()).toEqual([...new Set(list.flat())].sort());
			}),
			{ numRuns: 30 },
		);
	});
});

describe("n8n's table", () => {
	const record = async (memory: SeenEvents, ...names: string[]) =>
		await memory.record(placesOf(...names), NOW);

	test('keeps the events of executions that run at once in one process', async () => {
		const table = new Table();
		const memory = table.memory();
		const names = Array.from({ length: 20 }, (_, at) => `e${at}`);
		await Promise.all(names.map(async (name) => await record(memory, name)));
		expect(await record(memory, ...names)).toEqual(names.map(() => false));
	});

	test('is used by one execution after another: one of two executions gets it', async () => {
		const memory = new Table().memory();
		const results = await Promise.all([record(memory, 'a'), record(memory, 'a')]);
		expect(results.flat().sort()).toEqual([false, true]);
	});

	test('keeps the events of two processes, though one overwrites what the other has written', async () => {
		const table = new Table();
		const [one, other] = [5, 10].map((pauses) => table.memory(undefined, new Locks(), pauses));
		await Promise.all([record(one, 'a'), record(other, 'b')]);
		expect(await record(table.memory(), 'a', 'b')).toEqual([false, false]);
	});

	test('forgets the oldest entries beyond a number', async () => {
		const table = new Table();
		await record(table.memory(), ...Array.from({ length: 10_001 }, (_, at) => `e${at}`));
		expect(table.entries).toHaveLength(10_000);
		expect(await record(table.memory(), 'e0', 'e10000')).toEqual([true, false]);
	});

	test('remembers for a day what can happen again', async () => {
		const memory = new Table().memory(true);
		const at = async (now: number) => (await memory.record(placesOf('a'), now))[0];
		expect(await at(NOW)).toBe(true);
		expect(await at(NOW + DAY - 1)).toBe(false);
		const table = new Table().memory(true);
		await table.record(placesOf('a'), NOW);
		expect(await table.record(placesOf('a'), NOW + 3 * DAY)).toEqual([true]);
	});

	test('does not fail for others after it failed once', async () => {
		const table = new Table();
		const locks = new Locks();
		const items = { checkProcessedAndRecord: async () => await Promise.reject(new Error('no')) };
		const tools = { items, locks, node: 'w:n', batch: '0', sleep: pause };
		const broken = createTableMemory(tools, {});
		const failing = record(broken, 'a');
		const memory = table.memory(undefined, locks);
		const working = record(memory, 'a');
		await rejectionOf(Error, failing);
		expect(await working).toEqual([true]);
	});

	test('keeps the events of two processes that both use it all the time', async () => {
		const table = new Table();
		const sleep = async (milliseconds: number) => {
			for (let n = 0; n < milliseconds / 20; n++) await pause();
		};
		const processes = [new Locks(), new Locks()];
		const names = Array.from({ length: 8 }, (_, at) => `e${at}`);
		const recordIn = async (locks: Locks, name: string) => {
			const batch = String(++batches);
			const tools = { items: table.items, locks, node: 'w:n', batch, sleep };
			return await record(createTableMemory(tools, {}), name);
		};
		await Promise.all(names.map(async (name, at) => await recordIn(processes[at % 2], name)));
		expect(await record(table.memory(), ...names)).toEqual(names.map(() => false));
	});

	test('fails once at its first use, where another process inserts the row at the same time', async () => {
		const table = new Table();
		let isFirst = true;
		const items: ProcessedItems = {
			checkProcessedAndRecord: async (...call) => {
				if (!isFirst) return await table.items.checkProcessedAndRecord(...call);
				isFirst = false;
				throw new Error('UNIQUE constraint failed');
			},
		};
		const tools = { items, locks: new Locks(), node: 'w:n', batch: '0', sleep: pause };
		expect(await record(createTableMemory(tools, {}), 'a')).toEqual([true]);
		expect(await record(table.memory(), 'a')).toEqual([false]);
	});

	test('returns its events although it fails after it has recorded them', async () => {
		const table = new Table();
		const items: ProcessedItems = {
			checkProcessedAndRecord: async (...call) => {
				if (table.calls > 0) throw new Error('The database is away');
				return await table.items.checkProcessedAndRecord(...call);
			},
		};
		const tools = { items, locks: new Locks(), node: 'w:n', batch: '0', sleep: pause };
		expect(await record(createTableMemory(tools, {}), 'a')).toEqual([true]);
	});

	test('does not fit changes of a status, of which the last one counts', () => {
		const fitting = Object.entries(INSTANT_EVENTS).filter(([, event]) => !fitsTable(event));
		expect(fitting.map(([name]) => name)).toEqual([
			'courseStatusChanged',
			'moduleStatusChanged',
			'trainingMeetingUpdated',
		]);
	});

	test('returns the same events to an execution that n8n repeats after a crash', async () => {
		const table = new Table();
		const memoryOf = (batch: string) =>
			createTableMemory(
				{ items: table.items, locks: new Locks(), node: 'w:n', batch, sleep: pause },
				{},
			);
		expect(await record(memoryOf('7'), 'a')).toEqual([true]);
		expect(await record(memoryOf('7'), 'a')).toEqual([true]);
		expect(await record(memoryOf('8'), 'a')).toEqual([false]);
	});

	test('is not used if there are no events', async () => {
		const table = new Table();
		expect(await table.memory().record([], NOW)).toEqual([]);
		expect(table.calls).toBe(0);
	});
});
