/** Which of the results that were read are given; all of them are noted. */
import type { RawRecord } from '../record/schema';
import type { TriggerEvent } from './events';
import type { Given } from './given';
import type { Seconds } from './moment';
import type { Dated } from './reader';

/** @param isNew whether a date is one of which results are given */
export function takeNew(
	results: readonly Dated[],
	event: TriggerEvent,
	given: Given,
	isNew: (date: Seconds) => boolean,
): RawRecord[] {
	return results
		.filter(
			({ record, date }) =>
				event.counts(record) && given.add(date, event.keyOf(record)) && isNew(date),
		)
		.map(({ record }) => record);
}
