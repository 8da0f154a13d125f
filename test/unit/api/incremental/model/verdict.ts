/** What has to be given, what must not, and what the API cannot tell. docs/trigger.md names the latter. */
import type { Happening } from './account';
import type { Read } from './engine';
import type { History } from './history';

type Expected = 'once' | 'never' | 'untellable';

/** Filters as they change: what they let through, and what was before them. */
function byFilters({ phases }: History, one: Happening): Expected {
	if (!phases.some(({ courses }) => courses.has(one.course))) return 'never';
	const first = phases.findIndex(({ courses }) => courses.has(one.course));
	if (first > 0 && Math.max(one.from, one.date) <= phases[first].readAt) {
		// It was over before its filter came; a later change may not bring it either.
		return 'never';
	}
	if (phases.length === 1) return 'once';
	if (!phases.every(({ courses }) => courses.has(one.course))) return 'untellable';
	// Arriving late or dated ahead just when the filters change, it looks like one that was there before.
	const isOdd = one.lag !== 0;
	const isNear = phases
		.slice(1)
		.some(({ readAt, settledAt }) => one.from >= readAt && one.from <= settledAt);
	return isOdd && isNear ? 'untellable' : 'once';
}

/** When what was there at the activation had been read, for the last time if n8n ended before it had saved that. */
function baselineEndOf({ engine: { passes } }: History): number {
	const again = passes.filter(({ start }) => start === passes[0].start);
	return Math.max(0, ...again.map(({ end }) => end));
}

/** What was there when a trigger began that gives what is new from then on. */
function beforeActivation(history: History, one: Happening): Expected {
	const { engine, phases } = history;
	if (one.date <= (engine.activatedAt ?? Infinity)) return 'never';
	// Dated ahead, its date may come while what was there is still read, or before a filter lets it through.
	const isPassed = one.date <= baselineEndOf(history) || !phases[0].courses.has(one.course);
	return isPassed ? 'untellable' : 'never';
}

export function expected(history: History, one: Happening): Expected {
	const { engine, start } = history;
	const activatedAt = engine.activatedAt ?? Infinity;
	if (one.to <= one.from) return 'never';
	if (start.from === 'date' && one.date < start.date) return 'never';
	const filters = byFilters(history, one);
	if (filters === 'never') return 'never';
	const wasThere = one.from <= activatedAt;
	if (start.from === 'now' && wasThere) return beforeActivation(history, one);
	if (filters !== 'once') return filters;
	if (start.from === 'now' && one.from <= baselineEndOf(history)) return 'untellable';
	const isLate = one.lag > history.overlap && !wasThere;
	if (isLate && one.lag > history.late) return 'untellable';
	const isBlind = engine.blind.some(({ start: from, end }) => one.from >= from && one.from <= end);
	if (isLate && isBlind) return 'untellable';
	// Something else took its place before it could be read.
	const isIn = (reads: readonly Read[]): boolean =>
		reads.some(({ start: from, end }) => from >= one.from && end < one.to);
	// Which of the two reads what is late depends on how far the polls had come.
	const isRead = isIn(engine.passes) && (!isLate || isIn(engine.sweeps));
	return isRead ? 'once' : 'untellable';
}

/** What is not as it has to be, in words; empty when all is well. */
export function complaints(history: History): string[] {
	const { engine, happenings } = history;
	const known = new Set(happenings.map(({ key }) => key));
	const invented = [...engine.given.keys()].filter((key) => !known.has(key));
	const wrong = happenings
		.filter(({ key }) => !engine.lostByN8n.has(key))
		.flatMap((one) => {
			const times = engine.given.get(one.key) ?? 0;
			const wanted = expected(history, one);
			const isRight = wanted === 'untellable' ? times <= 1 : times === (wanted === 'once' ? 1 : 0);
			return isRight
				? []
				: [`${one.key}: ${times} times, expected ${wanted} ${JSON.stringify(one)}`];
		});
	return [...invented.map((key) => `${key}: invented`), ...wrong];
}
