/**
 * Remembers which events were given, for as long as they can be read again. By date, so that old ones
 * are dropped by date; each by a short hash, so that tens of thousands fit into the state of a workflow.
 */
import { createHash } from 'node:crypto';
import type { Value } from '../record/schema';
import { isRecord } from '../record/schema';
import type { Seconds } from './moment';
import { readSeconds, toIso } from './moment';

/** Characters of a hash, 6 bits each: two of one second are mistaken for each other once in 10^14. */
const LENGTH = 8;

/** With more than this, the oldest are forgotten, and what is dated like them is not read again. */
export const MOST_GIVEN = 100_000;

/** As the state holds it: the hashes of each date, joined. */
export type StoredGiven = Record<string, string>;

const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64url').slice(0, LENGTH);

export class Given {
	private readonly byDate = new Map<Seconds, Set<string>>();
	private count = 0;

	/** Null for what `store` did not write. */
	static restore(stored: Value): Given | null {
		if (!isRecord(stored)) return null;
		const given = new Given();
		for (const [iso, hashes] of Object.entries(stored)) {
			const date = readSeconds(iso);
			if (date === null || typeof hashes !== 'string' || hashes.length % LENGTH > 0) return null;
			for (let at = 0; at < hashes.length; at += LENGTH) {
				given.put(date, hashes.slice(at, at + LENGTH));
			}
		}
		return given;
	}

	store(): StoredGiven {
		return Object.fromEntries(
			[...this.byDate].map(([date, hashes]) => [toIso(date), [...hashes].join('')]),
		);
	}

	copy(): Given {
		const given = new Given();
		for (const [date, hashes] of this.byDate) given.byDate.set(date, new Set(hashes));
		given.count = this.count;
		return given;
	}

	has(date: Seconds, key: string): boolean {
		return this.byDate.get(date)?.has(hashOf(key)) ?? false;
	}

	/** Notes an event. False when it was noted before. */
	add(date: Seconds, key: string): boolean {
		return this.put(date, hashOf(key));
	}

	/**
	 * Forgets what is dated before `floor`, and the oldest of what is too much.
	 * @param cursor what is dated later stays, however much it is: it is read until its date has passed
	 * @returns the date from which on all is still known
	 */
	forget(floor: Seconds, cursor: Seconds, most = MOST_GIVEN): Seconds {
		let known = floor;
		for (const date of [...this.byDate.keys()].sort((a, b) => a - b)) {
			const isOld = date < floor;
			if (!isOld && (this.count <= most || date > cursor)) break;
			this.count -= this.byDate.get(date)?.size ?? 0;
			this.byDate.delete(date);
			if (!isOld) known = date + 1;
		}
		return known;
	}

	private put(date: Seconds, hash: string): boolean {
		const hashes = this.byDate.get(date) ?? new Set();
		if (hashes.has(hash)) return false;
		this.byDate.set(date, hashes.add(hash));
		this.count += 1;
		return true;
	}
}
