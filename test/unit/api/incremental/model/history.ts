/** One history: an account, a trigger that polls it, and everything that may come between. */
import { EVENTS } from '../../../../../nodes/IspringLearn/api/incremental/events';
import type {
	PollConfig,
	Start,
} from '../../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { Random } from '../../../../faults/support/random';
import type { EventName, Happening } from './account';
import { happeningsOf, Server } from './account';
import { Engine } from './engine';
import { COURSES, LATE, LENGTH, OVERLAP, resultsOf, START, SWEEP_EVERY } from './schedule';

/** The filters of a time, by the courses that they let through. */
interface Phase {
	courses: ReadonlySet<number>;
	/**
	 * Up to here the trigger knew to have read when it first polled with these filters, of the polls whose
	 * outcome was kept: less than it has if n8n ended in between and had not saved.
	 */
	readAt: number;
	hasPolled: boolean;
	/** Whether what a poll with these filters came to was kept. */
	isKept: boolean;
	/** When its first pass with these filters ended; Infinity before. */
	settledAt: number;
}

/** The time of the filters that a trigger begins with. */
const beginWith = (courses: ReadonlySet<number>): Phase => ({
	courses,
	readAt: 0,
	hasPolled: false,
	isKept: false,
	settledAt: Infinity,
});

export interface History {
	happenings: Happening[];
	engine: Engine;
	start: Start;
	phases: Phase[];
	/** So late a result may arrive for the next poll to find it, and for a sweep to do so. */
	overlap: number;
	late: number;
	/** Polls after the last event that it took to read everything. */
	toSettle: number;
}

const MOST_POLLS_TO_SETTLE = 400;

/** What the core is told, which the tests may lower. */
export interface Told {
	overlap: number;
	late: number;
	remembered: number;
}

const USUAL: Told = { overlap: OVERLAP, late: LATE, remembered: 100_000 };

/** Some histories last hours, others days. */
const SCALES = [1, 1, 100] as const;

/** Plays a history. */
export async function play(
	event: EventName,
	seed: number,
	lowered: Partial<Told> = {},
): Promise<History> {
	const random = new Random(seed);
	const scale = random.of(SCALES);
	const told = { ...USUAL, ...lowered };
	const results = resultsOf(random, scale);
	const server = new Server(
		results,
		{
			pageSize: random.between(1, 6),
			inclusive: random.next() < 0.5,
			order: random.of([-1, 0, 1] as const),
			queries: random.of([1, 1, 1, 2, 3] as const),
		},
		random,
	);
	server.now = START;
	const all = new Set(Array.from({ length: COURSES }, (_, course) => course));
	const some = () => new Set([...all].filter(() => random.next() < 0.6));
	const changes = random.next() < 0.35;
	const phases = [beginWith(changes ? some() : all)];
	server.courses = phases[0].courses;
	const start: Start = random.of([
		{ from: 'now' },
		{ from: 'everything' },
		{ from: 'date', date: START - scale * random.between(-500, 3000) },
	] as const);
	const engine = new Engine(event, server, random.next() < 0.5, told.remembered);
	const isRestless = random.next() < 0.15;
	let span = scale * told.late;
	let least = scale * LATE;
	const orderNow = (): PollConfig => ({
		event: EVENTS[event],
		source: event,
		filters: [...server.courses].join(),
		start: () => start,
		overlap: scale * told.overlap,
		late: { span, every: scale * SWEEP_EVERY },
		readAt: null,
	});
	const isStormy = random.next() < 0.5;
	let activate = true;
	const tick = async (calm: boolean): Promise<void> => {
		server.trouble = calm || !isStormy ? 0 : 0.05;
		const pages = calm || random.next() < 0.7 ? 1000 : random.between(1, 4);
		const dice = calm ? 1 : random.next();
		const crash =
			dice < 0.03 ? 'before' : dice < 0.05 ? 'itemsOnly' : dice < 0.07 ? 'stateOnly' : null;
		// When n8n has ended before anything was saved, the filters of now are those that it begins with.
		if (engine.activatedAt === null) phases.splice(0, phases.length, beginWith(server.courses));
		const phase = phases[phases.length - 1];
		if (!phase.isKept) phase.readAt = Math.min(phase.readAt, engine.knownReadAt);
		const went = await engine.poll(orderNow(), { pages, crash }, activate);
		if (went) {
			activate = false;
			phase.hasPolled = true;
			phase.isKept ||= engine.isKept;
		}
		if (went && engine.isKept && !engine.isReading)
			phase.settledAt = Math.min(phase.settledAt, server.now);
	};
	for (
		let outage = 0;
		server.now < START + scale * LENGTH;
		server.now += scale * random.between(20, 300)
	) {
		outage = outage > 0 ? outage - 1 : random.next() < 0.03 ? random.between(1, 8) : 0;
		server.isDown = outage > 0;
		if (random.next() < 0.06) engine.restart();
		if (changes && phases[phases.length - 1].hasPolled && random.next() < 0.05) {
			phases.push({ ...beginWith(some()), readAt: engine.knownReadAt });
			server.courses = phases[phases.length - 1].courses;
			engine.reload();
			activate = true;
		}
		if (isRestless && random.next() < 0.1) {
			span = scale * random.of([0, LATE / 3, LATE]);
			least = Math.min(least, span);
			engine.reload();
			activate = true;
		}
		await tick(false);
	}
	server.isDown = false;
	let toSettle = 0;
	const ended = server.now;
	for (let calm = 0; calm < 2 && toSettle < MOST_POLLS_TO_SETTLE; toSettle++) {
		// Once everything is read, all that is waited for is the next sweep.
		server.now += engine.isAtRest ? scale * SWEEP_EVERY : 60;
		await tick(true);
		const isSwept = span === 0 || engine.sweeps.some(({ start }) => start > ended);
		calm = engine.isAtRest && isSwept ? calm + 1 : 0;
	}
	const happenings = results.flatMap((result) => happeningsOf(event, result));
	const reach = { overlap: scale * OVERLAP, late: least };
	return { happenings, engine, start, phases, ...reach, toSettle };
}
