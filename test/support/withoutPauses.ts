/** Skips the pauses before retries. Which requests are retried, and how often, does not change. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));
