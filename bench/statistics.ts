/** The middle of a number of measurements. */
export function median(values: readonly number[]): number {
	const inOrder = [...values].sort((a, b) => a - b);
	return inOrder[Math.floor(inOrder.length / 2)];
}

export interface Pair {
	ours: number;
	theirs: number;
}

/** Medians of so many rounds, measured in turns so that whatever slows the machine slows both. */
export async function inTurns(
	rounds: number,
	ours: () => Promise<number>,
	theirs: () => Promise<number>,
): Promise<Pair> {
	const pairs: Pair[] = [];
	for (let round = 0; round < rounds; round++) {
		pairs.push({ ours: await ours(), theirs: await theirs() });
	}
	return {
		ours: median(pairs.map((one) => one.ours)),
		theirs: median(pairs.map((one) => one.theirs)),
	};
}
