/** Waits by the clock of the test. (That of node:timers isn't replaced by Jest.) */
export const delay = async (milliseconds: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
