/** Turns results that were read without a message into events. */
import type { RawRecord } from '../../../api/schema/record';
import { createTransform } from '../../../api/schema/recordSchema';
import type { InstantEvent } from '../eventDefinition';
import { eventKeyOf, placesOfResult } from '../memory/eventKeys';
import type { EventPlace } from '../memory/seenEvents';
import type { RowSource } from './toRows';

/** An event that Catch Up found. */
interface ResultEvent extends RowSource {
	/** Results are events of their own: none comes from the same message as another. */
	message: RawRecord;
	places: readonly EventPlace[];
}

/** Turns results into events, in the same order. */
export function toResultEvents(results: readonly RawRecord[], event: InstantEvent): ResultEvent[] {
	const transform = createTransform(event.rows.schema);
	return results.map((sent) => {
		const record = transform(sent);
		const places = placesOfResult(record, event);
		const eventKey = eventKeyOf(event, record);
		return { sent, record, message: sent, eventKey, places, warning: null };
	});
}
