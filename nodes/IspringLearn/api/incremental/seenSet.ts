/**
 * Remembers which events were given, for as long as they can be read again. By date, so that old ones
 * are dropped by date; each by a short hash, so that tens of thousands fit into the state of a workflow.
 */
import { createHash } from 'node:crypto';
import type { Value } from '../schema/record';
import { isRecord } from '../schema/record';
import type { Seconds } from './moment';
import { readSeconds, toIso } from './moment';

/** Characters of a hash, 6 bits each: two of one second are mistaken for each other once in 10^14. */
const LENGTH = 8;

/** With more than this, the oldest are forgotten, and what is dated like them is not given any more. */
export const MOST_REMEMBERED = 100_000;

/**
 * As the state holds it: by day, the seconds of that day with the hashes of each. Twelve characters for
 * an event that has its second to itself, where its date as text would take forty.
 */
export type StoredSeenSet = Record<string, string>;

const DAY: Seconds = 86_400;

/** Stands between the seconds of a day; no hash holds it. */
const BETWEEN = '.';

/** Characters of a second within its day, to base 64 as hashes are. */
const SECOND_LENGTH = 3;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const secondToText = (second: number): string =>
	[second >> 12, second >> 6, second].map((part) => ALPHABET[part & 63]).join('');

const textToSecond = (text: string): number =>
	[...text].reduce((sum, letter) => 64 * sum + ALPHABET.indexOf(letter), 0);

const STORED_SECOND = new RegExp(`^[\\w-]{${SECOND_LENGTH}}([\\w-]{${LENGTH}})+$`);

const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64url').slice(0, LENGTH);

export class SeenSet {
	private readonly byDate = new Map<Seconds, Set<string>>();
	private count = 0;
	/** The dates in their order; null when some were added since. */
	private inOrder: Seconds[] | null = null;

	/** Null for what `store` did not write. */
	static restore(stored: Value): SeenSet | null {
		if (!isRecord(stored)) return null;
		const given = new SeenSet();
		for (const [iso, text] of Object.entries(stored)) {
			const day = readSeconds(iso);
			if (day === null || typeof text !== 'string') return null;
			for (const part of text.split(BETWEEN)) {
				if (!STORED_SECOND.test(part)) return null;
				const date = day + textToSecond(part.slice(0, SECOND_LENGTH));
				for (let at = SECOND_LENGTH; at < part.length; at += LENGTH) {
					given.put(date, part.slice(at, at + LENGTH));
				}
			}
		}
		return given;
	}

	store(): StoredSeenSet {
		const byDay = new Map<Seconds, string[]>();
		for (const [date, hashes] of this.byDate) {
			const day = DAY * Math.floor(date / DAY);
			const seconds = byDay.get(day) ?? [];
			seconds.push([secondToText(date - day), ...hashes].join(''));
			byDay.set(day, seconds);
		}
		return Object.fromEntries(
			[...byDay].map(([day, seconds]) => [toIso(day), seconds.join(BETWEEN)]),
		);
	}

	/** How many are remembered. */
	get size(): number {
		return this.count;
	}

	copy(): SeenSet {
		const given = new SeenSet();
		for (const [date, hashes] of this.byDate) given.byDate.set(date, new Set(hashes));
		given.count = this.count;
		return given;
	}

	/** Notes an event. False when it was noted before. */
	add(date: Seconds, key: string): boolean {
		return this.put(date, hashOf(key));
	}

	/** From which date on up to `until` there are at most so many; null when that is so from any date on. */
	reach(until: Seconds, most: number): Seconds | null {
		const dates = this.dates();
		let count = 0;
		for (let at = dates.length - 1; at >= 0; at--) {
			const date = dates[at];
			if (date > until) continue;
			count += this.byDate.get(date)?.size ?? 0;
			if (count > most) return Math.min(date + 1, until);
		}
		return null;
	}

	/**
	 * Forgets what is dated before `floor`, and the oldest of what is too much.
	 * @param cursor what is dated later stays, however much it is: it is read until its date has passed
	 * @returns the date from which on all is still known
	 */
	forget(floor: Seconds, cursor: Seconds, most: number): Seconds {
		const dates = this.dates();
		let known = floor;
		let gone = 0;
		for (const date of dates) {
			const isOld = date < floor;
			if (!isOld && (this.count <= most || date > cursor)) break;
			this.count -= this.byDate.get(date)?.size ?? 0;
			this.byDate.delete(date);
			gone += 1;
			if (!isOld) known = date + 1;
		}
		if (gone > 0) this.inOrder = dates.slice(gone);
		return known;
	}

	private dates(): Seconds[] {
		this.inOrder ??= [...this.byDate.keys()].sort((a, b) => a - b);
		return this.inOrder;
	}

	private put(date: Seconds, hash: string): boolean {
		const known = this.byDate.get(date);
		const hashes = known ?? new Set();
		if (hashes.has(hash)) return false;
		if (known === undefined) this.inOrder = null;
		this.byDate.set(date, hashes.add(hash));
		this.count += 1;
		return true;
	}
}
