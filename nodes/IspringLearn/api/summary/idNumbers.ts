/** Counts different IDs in little memory: a few bytes for each ID of a group. */
import { normalizeUuid } from '../paginator/deduplicator';
import { detach } from './detach';

/** Returns the number of an ID. */
export type NumberIds = (id: string) => number;

/** Numbers IDs from 1, so that each ID is in memory once however many groups have it. */
export function createIdNumbers(): NumberIds {
	const numbers = new Map<string, number>();
	return (id) => {
		const form = normalizeUuid(id);
		const known = numbers.get(form);
		if (known !== undefined) return known;
		const number = numbers.size + 1;
		numbers.set(detach(form), number);
		return number;
	};
}

const FREE = 0;
const FIRST_SLOTS = 8;

/** Knuth's multiplier for hashes of integers. */
const MULTIPLIER = 0x9e3779b1;

/** A set of positive integers: a hash table with open addressing, at most three quarters full. */
export class NumberSet {
	size = 0;
	private slots = new Uint32Array(FIRST_SLOTS);

	add(number: number): void {
		const at = this.find(number);
		if (this.slots[at] === number) return;
		this.slots[at] = number;
		this.size += 1;
		if (this.size * 4 > this.slots.length * 3) this.grow();
	}

	/** The slot of a number, or the free one where it belongs. */
	private find(number: number): number {
		const mask = this.slots.length - 1;
		const hash = Math.imul(number, MULTIPLIER);
		let at = (hash ^ (hash >>> 15)) & mask;
		while (this.slots[at] !== FREE && this.slots[at] !== number) at = (at + 1) & mask;
		return at;
	}

	private grow(): void {
		const numbers = this.slots;
		this.slots = new Uint32Array(numbers.length * 2);
		for (const number of numbers) {
			if (number !== FREE) this.slots[this.find(number)] = number;
		}
	}
}
