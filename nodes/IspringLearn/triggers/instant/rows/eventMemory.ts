/**
 * The events that were returned lately. iSpring Learn delivers again what was not answered with 200 in time, for up to a
 * day. Bounded in age and number: the oldest are forgotten first.
 */
import { createHash } from 'node:crypto';
import type { Seconds } from '../../../api/incremental/time';
import { DAY } from '../../../api/incremental/time';
import type { Value } from '../../../api/schema/record';

/** Maximum events to remember. Stored, each takes about 35 characters. */
const MAX_EVENTS = 5000;

/** A little more than the vendor goes on trying. */
const MAX_AGE: Seconds = DAY + DAY / 4;

/** Characters of a hash, 6 bits each: two of 5,000 events get the same one once in 10^14 times. */
const HASH_LENGTH = 12;

/** The place, the value, and when it was remembered, in base 36. */
const STORED = new RegExp(`^([\\w-]{${HASH_LENGTH}})([\\w-]{${HASH_LENGTH}})([\\da-z]{1,9})$`);

const hashOf = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, HASH_LENGTH);

interface Entry {
	value: string;
	at: Seconds;
}

/** Remembers one value in each place. An event is the value, and a later event in the same place replaces it. */
export class EventMemory {
	/** The oldest first. */
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly maxEvents = MAX_EVENTS) {}

	/** Reads the stored form; null for anything that `store` did not write. */
	static restore(stored: Value, maxEvents?: number): EventMemory | null {
		if (!Array.isArray(stored)) return null;
		const memory = new EventMemory(maxEvents);
		for (const text of stored) {
			const [, place, value, at] = (typeof text === 'string' && STORED.exec(text)) || [];
			if (place === undefined) return null;
			memory.entries.set(place, { value, at: parseInt(at, 36) });
		}
		return memory;
	}

	store(): string[] {
		return [...this.entries].map(([place, { value, at }]) => place + value + at.toString(36));
	}

	copy(): EventMemory {
		const memory = new EventMemory(this.maxEvents);
		for (const [place, entry] of this.entries) memory.entries.set(place, entry);
		return memory;
	}

	get size(): number {
		return this.entries.size;
	}

	/** Whether the place has this value. */
	has(place: string, value: string, now: Seconds): boolean {
		const entry = this.entries.get(hashOf(place));
		return entry !== undefined && entry.at >= now - MAX_AGE && entry.value === hashOf(value);
	}

	/**
	 * Remembers an event.
	 * @returns false if the place has this value already
	 */
	add(place: string, value: string, now: Seconds): boolean {
		const isNew = !this.has(place, value, now);
		const hash = hashOf(place);
		this.entries.delete(hash);
		this.entries.set(hash, { value: hashOf(value), at: Math.max(0, now) });
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
