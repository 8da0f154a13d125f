/**
 * The events that were returned and may be read again. Ordered by date, so that old ones can be dropped;
 * stored as short hashes, so that a hundred thousand fit into n8n's static data.
 */
import { createHash } from 'node:crypto';
import type { Value } from '../schema/record';
import { isRecord } from '../schema/record';
import type { Seconds } from './time';
import { DAY, toIso } from './time';
import { readSeconds } from '../schema/moment';

/** Characters of a hash, 6 bits each. Two events of one second get the same hash once in 10^14 times. */
const HASH_LENGTH = 8;

/** Maximum events to remember. Beyond it the oldest are forgotten, and events of their dates are no longer returned. */
export const MAX_SEEN = 100_000;

/**
 * The stored form: for each day, the seconds of that day, each with its hashes. An event that has a second of
 * its own takes 12 characters; with its date as text it would take 40.
 */
type StoredSeenSet = Record<string, string>;

/** Separates the seconds of a day. Hashes do not contain it. */
const SEPARATOR = '.';

/** Characters of a second within its day, in base 64 like the hashes. */
const SECOND_LENGTH = 3;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const secondToText = (second: number): string =>
	[second >> 12, second >> 6, second].map((part) => ALPHABET[part & 63]).join('');

const textToSecond = (text: string): number =>
	[...text].reduce((sum, letter) => 64 * sum + ALPHABET.indexOf(letter), 0);

const STORED_SECOND = new RegExp(`^[\\w-]{${SECOND_LENGTH}}([\\w-]{${HASH_LENGTH}})+$`);

const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64url').slice(0, HASH_LENGTH);

/** The set, in memory. Dates are the dates of events, keys identify an event among those of its date. */
export class SeenSet {
	private readonly byDate = new Map<Seconds, Set<string>>();
	private count = 0;
	/** The dates, ascending; null after an addition. */
	private sorted: Seconds[] | null = null;

	/** Reads the stored form; null for anything that `store` did not write. */
	static restore(stored: Value): SeenSet | null {
		if (!isRecord(stored)) return null;
		const seen = new SeenSet();
		for (const [iso, text] of Object.entries(stored)) {
			const day = readSeconds(iso);
			if (day === null || typeof text !== 'string') return null;
			for (const part of text.split(SEPARATOR)) {
				if (!STORED_SECOND.test(part)) return null;
				const date = day + textToSecond(part.slice(0, SECOND_LENGTH));
				for (let at = SECOND_LENGTH; at < part.length; at += HASH_LENGTH) {
					seen.put(date, part.slice(at, at + HASH_LENGTH));
				}
			}
		}
		return seen;
	}

	/** Converts the set to its stored form. */
	store(): StoredSeenSet {
		const byDay = new Map<Seconds, string[]>();
		for (const [date, hashes] of this.byDate) {
			const day = DAY * Math.floor(date / DAY);
			const seconds = byDay.get(day) ?? [];
			seconds.push([secondToText(date - day), ...hashes].join(''));
			byDay.set(day, seconds);
		}
		return Object.fromEntries(
			[...byDay].map(([day, seconds]) => [toIso(day), seconds.join(SEPARATOR)]),
		);
	}

	/** The number of events in the set. */
	get size(): number {
		return this.count;
	}

	/** A copy that changes independently. */
	copy(): SeenSet {
		const seen = new SeenSet();
		for (const [date, hashes] of this.byDate) seen.byDate.set(date, new Set(hashes));
		seen.count = this.count;
		return seen;
	}

	/**
	 * Adds an event.
	 * @returns false if it was already there
	 */
	add(date: Seconds, key: string): boolean {
		return this.put(date, hashOf(key));
	}

	/** Where the newest `max` events up to `until` start; null if there are no more than that. */
	startOfNewest(until: Seconds, max: number): Seconds | null {
		const dates = this.dates();
		let count = 0;
		for (let at = dates.length - 1; at >= 0; at--) {
			const date = dates[at];
			if (date > until) continue;
			count += this.byDate.get(date)?.size ?? 0;
			if (count > max) return Math.min(date + 1, until);
		}
		return null;
	}

	/**
	 * Drops the events dated before `from`, and the oldest others if there are more than `max`.
	 * @param until later events stay even if there are too many: polls read them again until their date has passed
	 * @returns the date from which on the set still knows all events
	 */
	forget(from: Seconds, until: Seconds, max: number): Seconds {
		const dates = this.dates();
		let knownFrom = from;
		let dropped = 0;
		for (const date of dates) {
			const isOld = date < from;
			if (!isOld && (this.count <= max || date > until)) break;
			this.count -= this.byDate.get(date)?.size ?? 0;
			this.byDate.delete(date);
			dropped += 1;
			if (!isOld) knownFrom = date + 1;
		}
		if (dropped > 0) this.sorted = dates.slice(dropped);
		return knownFrom;
	}

	private dates(): Seconds[] {
		this.sorted ??= [...this.byDate.keys()].sort((a, b) => a - b);
		return this.sorted;
	}

	private put(date: Seconds, hash: string): boolean {
		const known = this.byDate.get(date);
		const hashes = known ?? new Set();
		if (hashes.has(hash)) return false;
		if (known === undefined) this.sorted = null;
		this.byDate.set(date, hashes.add(hash));
		this.count += 1;
		return true;
	}
}
