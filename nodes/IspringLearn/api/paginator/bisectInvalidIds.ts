/** Finds the ids for whose sake iSpring Learn refuses a call: one is enough, and it does not say which. */

/** The status of a call with an id that is not known. */
export const INVALID_ID_STATUS = 400;

/** With more such ids, looking for each would cost more than it is worth. */
export const MAX_INVALID_IDS = 100;

/**
 * The ids that are refused, found by halving. For k of them among n it asks up to about 2·k·log2(n)
 * times. None is given that was not refused alone: a call may be refused for other reasons as well.
 * @param isAccepted makes a call with these ids
 */
export async function* bisectInvalidIds(
	ids: readonly string[],
	isAccepted: (ids: readonly string[]) => Promise<boolean>,
): AsyncGenerator<string> {
	if (ids.length === 0 || (await isAccepted(ids))) return;
	if (ids.length === 1) {
		yield ids[0];
		return;
	}
	const middle = Math.ceil(ids.length / 2);
	yield* bisectInvalidIds(ids.slice(0, middle), isAccepted);
	yield* bisectInvalidIds(ids.slice(middle), isAccepted);
}
