/** Plays one history: an account, a trigger that polls it, and whatever may come in between. */
import type {
	PollConfig,
	Start,
} from '../../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { EVENTS } from '../../../../../nodes/IspringLearn/triggers/polling/events';
import { Random } from '../../../../support/random';
import type { EventName, Occurrence } from './account';
import { occurrencesOf, Server } from './account';
import { Engine } from './engine';
import { COURSES, LATE_REACH, LENGTH, LOOKBACK, resultsOf, START, SWEEP_EVERY } from './schedule';

/** The time in which the filters stay the same. They let some courses through. */
interface Phase {
	courses: ReadonlySet<number>;
	/**
	 * How far the trigger knew to have read at its first poll with these filters. It is less than it did read
	 * if n8n ended in between without storing the state.
	 */
	readAt: number;
	hasPolled: boolean;
	/** Whether the state after a poll with these filters was kept. */
	isKept: boolean;
	/** When the first scan with these filters ended; Infinity before. */
	settledAt: number;
}

const firstPhase = (courses: ReadonlySet<number>): Phase => ({
	courses,
	readAt: 0,
	hasPolled: false,
	isKept: false,
	settledAt: Infinity,
});

export interface History {
	occurrences: Occurrence[];
	engine: Engine;
	start: Start;
	phases: Phase[];
	/** How late a result may arrive for the next poll to find it, and for a sweep. */
	lookback: number;
	lateReach: number;
	/** Polls it took after the last change to read everything. */
	toSettle: number;
}

const MAX_POLLS_TO_SETTLE = 400;

/** Settings of the trigger. Tests lower them to see that the histories notice. */
export interface Settings {
	lookback: number;
	lateReach: number;
	maxSeen: number;
}

const DEFAULTS: Settings = { lookback: LOOKBACK, lateReach: LATE_REACH, maxSeen: 100_000 };

/** Some histories last hours, others days. */
const SCALES = [1, 1, 100] as const;

export async function play(
	event: EventName,
	seed: number,
	changed: Partial<Settings> = {},
): Promise<History> {
	const random = new Random(seed);
	const scale = random.of(SCALES);
	const settings = { ...DEFAULTS, ...changed };
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
	const changesFilters = random.next() < 0.35;
	const phases = [firstPhase(changesFilters ? some() : all)];
	server.courses = phases[0].courses;
	const start: Start = random.of([
		{ from: 'now' },
		{ from: 'everything' },
		{ from: 'date', date: START - scale * random.between(-500, 3000) },
	] as const);
	const engine = new Engine(event, server, random.next() < 0.5, settings.maxSeen);
	const changesReach = random.next() < 0.15;
	let reach = scale * settings.lateReach;
	let minReach = scale * LATE_REACH;
	const currentConfig = (): PollConfig => ({
		event: EVENTS[event],
		source: event,
		filters: [...server.courses].join(),
		start: () => start,
		lookback: scale * settings.lookback,
		late: { reach, every: scale * SWEEP_EVERY },
		readAt: null,
	});
	const hasFailures = random.next() < 0.5;
	let activate = true;
	const pollOnce = async (isCalm: boolean): Promise<void> => {
		server.failureRate = isCalm || !hasFailures ? 0 : 0.05;
		const pages = isCalm || random.next() < 0.7 ? 1000 : random.between(1, 4);
		const dice = isCalm ? 1 : random.next();
		const crash =
			dice < 0.03 ? 'before' : dice < 0.05 ? 'itemsOnly' : dice < 0.07 ? 'stateOnly' : null;
		// If n8n ended before it stored any state, the trigger starts over, with the filters of now.
		if (engine.activatedAt === null) phases.splice(0, phases.length, firstPhase(server.courses));
		const phase = phases[phases.length - 1];
		if (!phase.isKept) phase.readAt = Math.min(phase.readAt, engine.knownReadAt);
		const succeeded = await engine.poll(currentConfig(), { pages, crash }, activate);
		if (succeeded) {
			activate = false;
			phase.hasPolled = true;
			phase.isKept ||= engine.isKept;
		}
		if (succeeded && engine.isKept && !engine.isScanning)
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
		if (changesFilters && phases[phases.length - 1].hasPolled && random.next() < 0.05) {
			phases.push({ ...firstPhase(some()), readAt: engine.knownReadAt });
			server.courses = phases[phases.length - 1].courses;
			engine.reload();
			activate = true;
		}
		if (changesReach && random.next() < 0.1) {
			reach = scale * random.of([0, LATE_REACH / 3, LATE_REACH]);
			minReach = Math.min(minReach, reach);
			engine.reload();
			activate = true;
		}
		await pollOnce(false);
	}
	server.isDown = false;
	let toSettle = 0;
	const ended = server.now;
	for (let idlePolls = 0; idlePolls < 2 && toSettle < MAX_POLLS_TO_SETTLE; toSettle++) {
		// Once everything is read, only the next sweep is missing.
		server.now += engine.isIdle ? scale * SWEEP_EVERY : 60;
		await pollOnce(true);
		const isSwept = reach === 0 || engine.sweeps.some((sweep) => sweep.start > ended);
		idlePolls = engine.isIdle && isSwept ? idlePolls + 1 : 0;
	}
	const occurrences = results.flatMap((result) => occurrencesOf(event, result));
	const limits = { lookback: scale * LOOKBACK, lateReach: minReach };
	return { occurrences, engine, start, phases, ...limits, toSettle };
}
