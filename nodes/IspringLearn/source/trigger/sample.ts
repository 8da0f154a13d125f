import type { RawRecord } from '../record/schema';
import type { TriggerEvent } from './events';
import type { Seconds } from './moment';
import type { Dated, ResultSource } from './reader';
import { readWindow } from './reader';
import { OLDEST } from './window';

const DAY: Seconds = 86_400;

/** How far back is looked, one after another until there are enough. */
const REACHES: ReadonlyArray<Seconds | null> = [DAY, 30 * DAY, 365 * DAY, null];

/** Rows of one reach that are looked through at most. */
const MOST_ROWS = 3000;

/** The newest results that an event gives, for somebody who tries the trigger by hand. Nothing is noted. */
export async function newest(
	event: TriggerEvent,
	source: ResultSource,
	count: number,
	isLate: () => boolean,
): Promise<RawRecord[]> {
	const now = await source.askNow();
	let found: Dated[] = [];
	for (const reach of REACHES) {
		const window = {
			from: reach === null ? OLDEST : now - reach,
			until: event.passed ? now : null,
		};
		const { results } = await readWindow(source, event, window, { rows: MOST_ROWS, isLate });
		found = results.filter(({ record }) => event.counts(record));
		if (found.length >= count || isLate()) break;
	}
	found.sort((a, b) => b.date - a.date);
	return found.slice(0, count).map(({ record }) => record);
}
