/**
 * The memory of events in one process of n8n. iSpring Learn delivers again what was not answered with 200 in time, for up
 * to a day. Bounded in age and number: the oldest are forgotten first.
 */
import type { Seconds } from '../../../api/incremental/time';
import { DAY } from '../../../api/incremental/time';
import type { EventPlace, SeenEvents } from './seenEvents';

/** Maximum events to remember. */
const MAX_EVENTS = 5000;

/** A little longer than the vendor tries. */
const MAX_AGE: Seconds = DAY + DAY / 4;

interface Entry {
	value: string;
	at: Seconds;
}

/**
 * Remembers one value in each place: a later event in the same place replaces it. n8n's table (`processedItems.ts`) can't
 * do this, because it doesn't know which of two entries is the later one.
 */
export class EventMemory implements SeenEvents {
	/** The oldest first. */
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly maxEvents = MAX_EVENTS) {}

	get size(): number {
		return this.entries.size;
	}

	async record(places: readonly EventPlace[], now: Seconds): Promise<boolean[]> {
		return await Promise.resolve(places.map((one) => this.add(one, now)));
	}

	/** Returns false if the place has this value already. */
	private add({ place, value }: EventPlace, now: Seconds): boolean {
		const known = this.entries.get(place);
		const isNew = known === undefined || known.at < now - MAX_AGE || known.value !== value;
		this.entries.delete(place);
		this.entries.set(place, { value, at: now });
		this.forget(now);
		return isNew;
	}

	private forget(now: Seconds): void {
		for (const [place, { at }] of this.entries) {
			if (at >= now - MAX_AGE && this.entries.size <= this.maxEvents) return;
			this.entries.delete(place);
		}
	}
}
