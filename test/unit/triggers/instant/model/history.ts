/** Plays one history: learners complete modules, and n8n, the vendor and the way between them are up and down. */
import { Random } from '../../../../support/random';
import type { EngineOptions } from './engine';
import { Engine } from './engine';
import type { Completion } from './vendor';
import { Vendor } from './vendor';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When histories start, how long they last, and how long nothing goes wrong at their end. */
const START = Date.UTC(2026, 5, 1) / 1000;
const LENGTH = 5 * DAY;
const CALM = DAY;

/** When the workflow is published at the latest. Nothing goes wrong in the hour after that. */
const PUBLISHED = 3 * HOUR;

const STEP = 10 * MINUTE;

type Span = readonly [from: number, until: number];

export interface History {
	completions: Completion[];
	engine: Engine;
	/** When the workflow was first published: from then on, each event counts. */
	publishing: Span;
}

/** Whether something is the case at a moment. */
const isIn = (spans: readonly Span[], at: number): boolean =>
	spans.some(([from, until]) => at >= from && at < until);

function spansOf(random: Random, max: number, minLength: number, maxLength: number): Span[] {
	return Array.from({ length: random.between(0, max) }, () => {
		const from = START + random.between(PUBLISHED + HOUR, LENGTH - CALM - DAY);
		return [from, Math.min(from + random.between(minLength, maxLength), START + LENGTH - CALM)];
	});
}

/** Completions in the order in which the vendor learns of them. Some are late, some are repeated with a new date. */
function completionsOf(random: Random): Completion[] {
	const all: Completion[] = [];
	for (let at = START, learner = 0; at < START + LENGTH - DAY; learner++) {
		at += random.of([1, 1, 30, 600, 3600, 7200]) + random.below(60);
		const late = random.next() < 0.1 ? random.between(MINUTE, 2 * DAY) : 0;
		const lag = random.of([0, 0, 0, 1, 2, 5, 60]);
		all.push({ learner, date: at - late, at, lag });
		if (random.next() > 0.1) continue;
		const again = at + random.between(5 * MINUTE, DAY);
		if (again < START + LENGTH - DAY) all.push({ learner, date: again, at: again, lag });
	}
	return all.sort((a, b) => a.at - b.at);
}

export async function play(seed: number, changed: Partial<EngineOptions> = {}): Promise<History> {
	const random = new Random(seed);
	jest.setSystemTime(START * 1000);
	const completions = completionsOf(random);
	const showsEnrollments = random.next() < 0.8;
	const vendor = new Vendor(
		random,
		{
			maxBatch: random.of([1, 3, 100]),
			retrySeconds: random.of([1, 10, 60]) * MINUTE,
			showsEnrollments,
			waitsForCode: random.next() < 0.5,
		},
		completions,
	);
	const options: EngineOptions = {
		processes: random.of([1, 2] as const),
		isDurable: random.next() < 0.5,
		catchUp: true,
		...changed,
	};
	const engine = new Engine(vendor, random, options);
	const pollEvery = random.of([15, 60, 60]) * MINUTE;
	const stopped = [...spansOf(random, 2, DAY / 2, 2.5 * DAY), ...spansOf(random, 3, 1, HOUR)];
	const cut = [...spansOf(random, 1, DAY / 2, 2.5 * DAY), ...spansOf(random, 3, 1, HOUR)];
	const down = random.next() < 0.5 ? spansOf(random, 4, STEP, 2 * HOUR) : [];
	const republished = spansOf(random, 2, 1, HOUR);
	const failureRate = random.of([0, 0.01, 0.05]);
	vendor.lostAnswerRate = random.of([0, 0.01, 0.1]);
	const publishAt = START + random.between(0, PUBLISHED);
	let nextPoll = 0;
	let next = 0;
	const work = new Set<Promise<unknown>>();
	const start = (one: Promise<unknown>): void => {
		const ended = one.finally(() => work.delete(ended));
		work.add(ended);
	};
	const publication = { span: [Infinity, Infinity] as Span };
	let isBusy = false;
	/** Does what a person or n8n does once at a time. */
	const inTurn = (one: () => Promise<unknown>): void => {
		if (isBusy) return;
		isBusy = true;
		start(one().finally(() => (isBusy = false)));
	};

	for (let now = START; now < START + LENGTH; now += STEP) {
		const isCalm = now >= START + LENGTH - CALM;
		vendor.failureRate = isIn(down, now) ? 1 : isCalm ? 0 : failureRate;
		engine.isReachable = !isIn(cut, now);
		const shouldBeUp = now >= publishAt && !isIn(stopped, now);
		const shouldBePublished = !isIn(republished, now);
		if (!shouldBeUp && engine.isUp) inTurn(async () => await engine.stop());
		if (shouldBeUp && !engine.isUp) engine.start();
		if (engine.isUp && shouldBeUp && !isBusy) {
			if (shouldBePublished && !engine.isPublished) {
				const isFirst = engine.publishedAt === null;
				const from = now;
				inTurn(async () => {
					if (isFirst) vendor.failureRate = 0;
					const isDone = await engine.activate();
					if (isDone && isFirst) publication.span = [from, Math.floor(Date.now() / 1000)];
					nextPoll = now + pollEvery;
				});
			} else if (!shouldBePublished && engine.isPublished) {
				inTurn(async () => await engine.unpublish());
			} else if (now >= nextPoll) {
				nextPoll = now + pollEvery;
				start(engine.poll());
			}
			if (engine.hasFailed && random.next() < 0.3) engine.retryFailed();
		}
		for (; next < completions.length && completions[next].at < now + STEP; next++) {
			const completion = completions[next];
			setTimeout(
				() => {
					vendor.announce(completion);
					start(vendor.deliver());
				},
				completion.at * 1000 - Date.now(),
			);
		}
		start(vendor.deliver());
		await jest.advanceTimersByTimeAsync((now + STEP) * 1000 - Date.now());
	}
	while (work.size > 0 || engine.hasFailed) {
		if (engine.hasFailed) engine.retryFailed();
		await jest.advanceTimersByTimeAsync(HOUR * 1000);
	}
	return { completions, engine, publishing: publication.span };
}
