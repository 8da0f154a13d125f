/** Chance that can be repeated: what comes out depends on a seed alone (mulberry32). */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** A number from 0 up to, but not including, 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let hash = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
		return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 up to, but not including, `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	/** A whole number from `first` to `last`. */
	between(first: number, last: number): number {
		return first + this.below(last - first + 1);
	}

	of<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)];
	}
}

const fresh = (): number => 1 + Math.floor(Math.random() * (2 ** 31 - 2));

/**
 * The seed of this run. It is printed, so that a run can be repeated.
 * @param usual the seed when SEED in the environment gives none; a fresh one when left out, or with SEED=fresh
 */
export function seedOf(what: string, usual?: number): number {
	const { SEED = '' } = process.env;
	const given = Number(SEED);
	const seed = given > 0 ? given : ((SEED === 'fresh' ? undefined : usual) ?? fresh());
	process.stdout.write(`${what}: SEED=${seed}\n`);
	return seed;
}
