import type { IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';
import { Runtime } from '../../../../nodes/IspringLearn/api/runtime';
import { startDeadline } from '../../../../nodes/IspringLearn/triggers/polling/deadline';
import { createResultSource } from '../../../../nodes/IspringLearn/triggers/polling/resultSource';

const START = 1_780_000_000_000;
let now = START;
beforeEach(() => {
	now = START;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const contextWith = (budgetMs?: number) =>
	(budgetMs === undefined ? {} : { getPollBudgetMs: () => budgetMs }) as IPollFunctions;

test.each([
	[36_000, 18_000, 3000],
	[300_000, 150_000, 10_000],
	[undefined, 60_000, 10_000],
	[300, 150, 1000],
])(
	'with a budget of %s ms, a poll reads for %d ms, %d results per slice',
	(budgetMs, readMs, rows) => {
		const deadline = startDeadline(contextWith(budgetMs));
		expect(deadline.maxRows).toBe(rows);
		now += readMs - 1;
		expect(deadline.isTimeUp()).toBe(false);
		now += 1;
		expect(deadline.isTimeUp()).toBe(true);
	},
);

test('a request ends before n8n abandons the poll, and a longer pause is not started', async () => {
	const timeouts: unknown[] = [];
	const httpRequestWithAuthentication = async (_type: string, { timeout }: IHttpRequestOptions) => {
		timeouts.push(timeout);
		return await Promise.resolve({ body: '{"results":[]}', headers: {}, statusCode: 200 });
	};
	const context = { helpers: { httpRequestWithAuthentication } } as unknown as IPollFunctions;
	const deadline = startDeadline(contextWith(36_000));
	const run = { runtime: new Runtime(), context, deadline, retries: 0 };
	const connection = { baseURL: 'https://api-learn.ispring.com', timeout: 120_000 };
	const parameters = { event: 'moduleCompleted' as const, query: {}, maxRetries: 3 };
	const source = createResultSource(run, connection, parameters);
	for (const passedMs of [0, 20_000, 12_000, 10_000]) {
		now += passedMs;
		await source.fetchNow();
	}
	// Nine tenths of the budget are 32.4 seconds. Every request gets at least one second.
	expect(timeouts).toEqual([32_400, 12_400, 1000, 1000]);
	now = START;
	expect([30_000, 32_000].map(deadline.hasTimeFor)).toEqual([true, false]);
});
