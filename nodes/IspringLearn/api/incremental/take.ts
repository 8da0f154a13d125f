/** Which of the results that were read are given; all of them are noted. */
import type { RawRecord } from '../schema/record';
import type { TriggerEvent } from './events';
import type { SeenSet } from './seenSet';
import type { Seconds } from './moment';
import type { DatedResult } from './readSlice';

/** @param isNew whether a date is one of which results are given */
export function takeNew(
	results: readonly DatedResult[],
	event: TriggerEvent,
	given: SeenSet,
	isNew: (date: Seconds) => boolean,
): RawRecord[] {
	return results
		.filter(
			({ record, date }) =>
				event.counts(record) && given.add(date, event.keyOf(record)) && isNew(date),
		)
		.map(({ record }) => record);
}
