import type { RawRecord } from '../schema/record';
import type { TriggerEvent } from './events';
import type { Seconds } from './moment';
import { SeenSet } from './seenSet';
import type { DatedResult, ResultSource, SliceResult } from './readSlice';
import { readSlice } from './readSlice';
import { bisect, OLDEST, splitSlice } from './slice';

const DAY: Seconds = 86_400;

/** How far back is looked, one after another until there are enough; after that, all there is. */
const REACHES: readonly Seconds[] = [DAY, 30 * DAY, 365 * DAY];

/** With more results than this, a window is cut, and its later part is read first. */
const MOST_ROWS = 3000;

export interface Sample {
	/** The newest first. */
	records: RawRecord[];
	/** False when the time was over before there were enough: there may be others. */
	isWhole: boolean;
}

/** The newest results that an event gives, for somebody who tries the trigger by hand. Nothing is noted. */
export async function newest(
	event: TriggerEvent,
	source: ResultSource,
	count: number,
	isLate: () => boolean,
): Promise<Sample> {
	const now = await source.askNow();
	const all = { from: OLDEST, until: event.passed ? now : null };
	const ends = REACHES.map((reach) => now - reach);
	const windows = splitSlice(all, ends);
	const found: DatedResult[] = [];
	const given = new SeenSet();
	const take = ({ results }: SliceResult): void => {
		const fresh = results.filter(
			({ record, date }) => event.counts(record) && given.add(date, event.keyOf(record)),
		);
		for (const result of fresh.sort((a, b) => b.date - a.date)) found.push(result);
	};
	const next = () => (found.length < count && !isLate() ? windows.pop() : undefined);
	for (let window = next(); window; window = next()) {
		const limits = { rows: MOST_ROWS, isLate };
		const first = await readSlice(source, event, window, 0, limits);
		const dates = first.results.map(({ date }) => date);
		const cuts = first.left === null || isLate() ? [] : bisect(window, dates, now);
		if (cuts.length > 0) {
			windows.push(...splitSlice(window, cuts));
			continue;
		}
		take(first);
		// A second that cannot be cut, and among so many of its results there were not enough.
		if (first.left !== null && found.length < count && !isLate()) {
			take(await readSlice(source, event, window, 0, { rows: Infinity, isLate }));
		}
	}
	const records = found.slice(0, count).map(({ record }) => record);
	return { records, isWhole: found.length >= count || !isLate() };
}
