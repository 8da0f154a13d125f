/** A seeded random number generator (mulberry32): the same seed gives the same sequence. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** A number from 0 to 1, excluding 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let hash = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
		return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
	}

	/** An integer from 0 to `end`, excluding `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	/** An integer from `first` to `last`, including both. */
	between(first: number, last: number): number {
		return first + this.below(last - first + 1);
	}

	of<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)];
	}
}

const fresh = (): number => 1 + Math.floor(Math.random() * (2 ** 31 - 2));

/**
 * Returns the seed of this run and prints it, so that the run can be repeated.
 * @param usual the seed if SEED is not set in the environment; a random seed if omitted, or with SEED=fresh
 */
export function seedOf(what: string, usual?: number): number {
	const { SEED = '' } = process.env;
	const requested = Number(SEED);
	const seed = requested > 0 ? requested : ((SEED === 'fresh' ? undefined : usual) ?? fresh());
	process.stdout.write(`${what}: SEED=${seed}\n`);
	return seed;
}
