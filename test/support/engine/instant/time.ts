/**
 * One clock for n8n and the vendor. It stands still, except for what a test lets pass, and for pauses of the package,
 * which take no real time. To be imported first.
 */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (milliseconds: number) => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + milliseconds);
		// Long enough for a request that the pause waits for.
		await new Promise((resolve) => setTimeout(resolve, 5));
	},
}));

/** Sets the clock, in epoch seconds. */
export const setTime = (seconds: number): void =>
	void jest.spyOn(Date, 'now').mockReturnValue(seconds * 1000);

/** The time, in whole epoch seconds. */
export const currentTime = (): number => Math.floor(Date.now() / 1000);
