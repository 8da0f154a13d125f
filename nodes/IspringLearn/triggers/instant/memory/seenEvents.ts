/** The memory of events that were returned, as reading back uses it. */
import type { Seconds } from '../../../api/incremental/time';

/** Where a memory has an event, and what it has there. An event that happens once has an empty value. */
export interface EventPlace {
	place: string;
	value: string;
}

/** Remembers events. */
export interface SeenEvents {
	/**
	 * Remembers events.
	 * @param places each once
	 * @returns for each place, whether it had another value before, or none
	 */
	record(places: readonly EventPlace[], now: Seconds): Promise<boolean[]>;
}

const textOf = ({ place, value }: EventPlace): string => JSON.stringify([place, value]);

/** An event, with the message that it comes from. */
interface Candidate {
	message: object;
	places: readonly EventPlace[];
}

/**
 * Selects the events that are new, and remembers all of them. Records that come from one message may share a place. If
 * records of two messages share one, they are the same event. An event without a place is always new.
 */
export async function selectNew<T extends Candidate>(
	memory: SeenEvents,
	events: readonly T[],
	now: Seconds,
): Promise<T[]> {
	const places = new Map(
		events.flatMap((event) => event.places.map((place) => [textOf(place), place])),
	);
	if (places.size === 0) return [...events];
	const texts = [...places.keys()];
	const isNew = await memory.record([...places.values()], now);
	const fresh = new Set(texts.filter((_text, at) => isNew[at]));
	const owners = new Map<string, object>();
	return events.filter(({ message, places: own }) => {
		const isFresh = own.every((place) => {
			const text = textOf(place);
			const owner = owners.get(text) ?? message;
			owners.set(text, owner);
			return fresh.has(text) && owner === message;
		});
		return isFresh;
	});
}
