/** The pauses before another try are left out; what is tried again, and how often, stays as it is. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));
