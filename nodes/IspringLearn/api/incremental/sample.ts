/** Fetch Test Event: the newest results of an event, without a state. */
import type { RawRecord } from '../schema/record';
import type { DatedResult, ResultSource, SliceResult, TriggerEvent } from './readSlice';
import { dropSeen, readSlice } from './readSlice';
import { SeenSet } from './seenSet';
import type { Seconds } from './time';
import { bisect, DAY, OLDEST, splitSlice } from './time';

/** How far back to look, one after the other, until there are enough results; after that, at everything. */
const REACHES: readonly Seconds[] = [DAY, 30 * DAY, 365 * DAY];

/** A slice with more results is cut, and its later part is read first. */
const MAX_ROWS = 3000;

/** What Fetch Test Event shows. */
export interface Sample {
	/** Newest first. */
	records: RawRecord[];
	/** False if the time was up before there were enough: there may be more. */
	isComplete: boolean;
}

/**
 * Reads the newest results of an event, from the latest slice back.
 * @param count the number of results to look for
 * @throws whatever stopped a request
 */
export async function readSample(
	event: TriggerEvent,
	source: ResultSource,
	count: number,
	isTimeUp: () => boolean,
): Promise<Sample> {
	const now = await source.fetchNow();
	const everything = { from: OLDEST, until: event.pastOnly ? now : null };
	const slices = splitSlice(
		everything,
		REACHES.map((reach) => now - reach),
	);
	const found: DatedResult[] = [];
	const seen = new SeenSet();
	const add = ({ results }: SliceResult): void => {
		const fresh = dropSeen(results, event, seen);
		for (const result of fresh.sort((a, b) => b.date - a.date)) found.push(result);
	};
	const isEnough = () => found.length >= count || isTimeUp();
	const nextSlice = () => (isEnough() ? undefined : slices.pop());
	for (let slice = nextSlice(); slice; slice = nextSlice()) {
		const read = await readSlice(source, event, slice, 0, { maxRows: MAX_ROWS, isTimeUp });
		const dates = read.results.map(({ date }) => date);
		const cuts = read.left === null || isTimeUp() ? [] : bisect(slice, dates, now);
		if (cuts.length > 0) {
			slices.push(...splitSlice(slice, cuts));
			continue;
		}
		add(read);
		// A second cannot be cut: if its first results are not enough, read all of it.
		if (read.left !== null && !isEnough()) {
			add(await readSlice(source, event, slice, 0, { maxRows: Infinity, isTimeUp }));
		}
	}
	const records = found.slice(0, count).map(({ record }) => record);
	return { records, isComplete: found.length >= count || !isTimeUp() };
}
