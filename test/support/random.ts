/** Repeatable random numbers, from a seed (mulberry32). */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** A number from 0 (inclusive) to 1 (exclusive). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let hash = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
		return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
	}

	/** An integer from 0 (inclusive) to `end` (exclusive). */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	/** An integer from `first` to `last`, both inclusive. */
	between(first: number, last: number): number {
		return first + this.below(last - first + 1);
	}

	of<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)];
	}
}

const fresh = (): number => 1 + Math.floor(Math.random() * (2 ** 31 - 2));

/**
 * The seed of this run. It is printed so that the run can be repeated.
 * @param usual the seed if SEED is not set; a random one if left out, or with SEED=fresh
 */
export function seedOf(what: string, usual?: number): number {
	const { SEED = '' } = process.env;
	const given = Number(SEED);
	const seed = given > 0 ? given : ((SEED === 'fresh' ? undefined : usual) ?? fresh());
	process.stdout.write(`${what}: SEED=${seed}\n`);
	return seed;
}
