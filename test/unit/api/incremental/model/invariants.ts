/**
 * What the trigger must return, what it must not, and what it cannot know. The last group is the list
 * of limits in docs/limits-of-the-api.md.
 */
import type { Occurrence } from './account';
import type { CompleteRead } from './engine';
import type { History } from './history';

type Expected = 'once' | 'never' | 'undecidable';

/** By the filters, which may change: whether they let an occurrence through, and whether it came before them. */
function expectedByFilters({ phases }: History, one: Occurrence): Expected {
	if (!phases.some(({ courses }) => courses.has(one.course))) return 'never';
	const first = phases.findIndex(({ courses }) => courses.has(one.course));
	if (first > 0 && Math.max(one.from, one.date) <= phases[first].readAt) {
		// It was over before a filter let it through. A later change of filters must not return it either.
		return 'never';
	}
	if (phases.length === 1) return 'once';
	if (!phases.every(({ courses }) => courses.has(one.course))) return 'undecidable';
	// If it arrives late or is dated ahead while the filters change, it looks like one that was there before.
	const isShifted = one.lag !== 0;
	const isNearChange = phases
		.slice(1)
		.some(({ readAt, settledAt }) => one.from >= readAt && one.from <= settledAt);
	return isShifted && isNearChange ? 'undecidable' : 'once';
}

/**
 * When the first scan ended, which reads what is there at the activation. If n8n ended before it stored that, the
 * scan was repeated: then the last one.
 */
function firstScanEnd({ engine: { scans } }: History): number {
	const repeated = scans.filter(({ start }) => start === scans[0].start);
	return Math.max(0, ...repeated.map(({ end }) => end));
}

/** An occurrence that was there when a trigger started that returns only what happens afterwards. */
function expectedBeforeActivation(history: History, one: Occurrence): Expected {
	const { engine, phases } = history;
	if (one.date <= (engine.activatedAt ?? Infinity)) return 'never';
	// Dated ahead, its date may pass during the first scan, or before a filter lets it through.
	const isPassed = one.date <= firstScanEnd(history) || !phases[0].courses.has(one.course);
	return isPassed ? 'undecidable' : 'never';
}

export function expected(history: History, one: Occurrence): Expected {
	const { engine, start } = history;
	const activatedAt = engine.activatedAt ?? Infinity;
	if (one.to <= one.from) return 'never';
	if (start.from === 'date' && one.date < start.date) return 'never';
	const byFilters = expectedByFilters(history, one);
	if (byFilters === 'never') return 'never';
	const wasThere = one.from <= activatedAt;
	if (start.from === 'now' && wasThere) return expectedBeforeActivation(history, one);
	if (byFilters !== 'once') return byFilters;
	if (start.from === 'now' && one.from <= firstScanEnd(history)) return 'undecidable';
	const isLate = one.lag > history.lookback && !wasThere;
	if (isLate && one.lag > history.lateReach) return 'undecidable';
	const isBlind = engine.blind.some(({ start: from, end }) => one.from >= from && one.from <= end);
	if (isLate && isBlind) return 'undecidable';
	// Something else may replace it before it is read.
	const isReadBy = (reads: readonly CompleteRead[]): boolean =>
		reads.some(({ start: from, end }) => from >= one.from && end < one.to);
	// Whether a scan or a sweep reads a late one depends on how far the scans have come.
	const isRead = isReadBy(engine.scans) && (!isLate || isReadBy(engine.sweeps));
	return isRead ? 'once' : 'undecidable';
}

/** What the trigger did wrong, one text for each event; empty if nothing. */
export function violations(history: History): string[] {
	const { engine, occurrences } = history;
	const keys = new Set(occurrences.map(({ key }) => key));
	const unknown = [...engine.returned.keys()].filter((key) => !keys.has(key));
	const wrong = occurrences
		.filter(({ key }) => !engine.lostByN8n.has(key))
		.flatMap((one) => {
			const times = engine.returned.get(one.key) ?? 0;
			const outcome = expected(history, one);
			const isRight =
				outcome === 'undecidable' ? times <= 1 : times === (outcome === 'once' ? 1 : 0);
			return isRight
				? []
				: [`${one.key}: ${times} times, expected ${outcome} ${JSON.stringify(one)}`];
		});
	return [...unknown.map((key) => `${key}: unknown`), ...wrong];
}
