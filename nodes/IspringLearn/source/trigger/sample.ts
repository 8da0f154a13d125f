import type { RawRecord } from '../record/schema';
import type { TriggerEvent } from './events';
import type { Seconds } from './moment';
import type { Dated, ResultSource } from './reader';
import { readWindow } from './reader';
import { cut, OLDEST, split } from './window';

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
	const windows = split(all, ends);
	const found: Dated[] = [];
	const next = () => (found.length < count && !isLate() ? windows.pop() : undefined);
	for (let window = next(); window; window = next()) {
		const rows = window.from === window.until ? Infinity : MOST_ROWS;
		const { results, isWhole } = await readWindow(source, event, window, { rows, isLate });
		const dates = results.map(({ date }) => date);
		const cuts = isWhole || isLate() ? [] : cut(window, dates, now);
		if (cuts.length > 0) {
			windows.push(...split(window, cuts));
			continue;
		}
		const counting = results.filter(({ record }) => event.counts(record));
		for (const result of counting.sort((a, b) => b.date - a.date)) found.push(result);
	}
	const records = found.slice(0, count).map(({ record }) => record);
	return { records, isWhole: found.length >= count || !isLate() };
}
