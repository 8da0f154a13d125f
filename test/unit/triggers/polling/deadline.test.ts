import type { IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';
import { deadlineOf } from '../../../../nodes/IspringLearn/triggers/polling/deadline';
import { resultSource } from '../../../../nodes/IspringLearn/triggers/polling/resultSource';
import { EVENTS } from '../../../../nodes/IspringLearn/triggers/events';
import { Runtime } from '../../../../nodes/IspringLearn/api/runtime';

const START = 1_780_000_000_000;
let now = START;
beforeEach(() => {
	now = START;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const context = (budgetMs?: number) =>
	(budgetMs === undefined ? {} : { getPollBudgetMs: () => budgetMs }) as IPollFunctions;

test.each([
	[36_000, 18_000, 3000],
	[300_000, 150_000, 10_000],
	[undefined, 60_000, 10_000],
	[300, 150, 1000],
])('of %s ms it reads for %d, %d results at once', (budgetMs, lateMs, rows) => {
	const deadline = deadlineOf(context(budgetMs));
	expect(deadline.maxRows).toBe(rows);
	now += lateMs - 1;
	expect(deadline.isTimeUp()).toBe(false);
	now += 1;
	expect(deadline.isTimeUp()).toBe(true);
});

test('a request ends before n8n gives the poll up, a pause that is longer is not begun', async () => {
	const deadline = deadlineOf(context(36_000));
	const timeouts: unknown[] = [];
	const httpRequestWithAuthentication = async (_type: string, { timeout }: IHttpRequestOptions) => {
		timeouts.push(timeout);
		return await Promise.resolve({ body: '{"results":[]}', headers: {}, statusCode: 200 });
	};
	const poll = { helpers: { httpRequestWithAuthentication } } as unknown as IPollFunctions;
	const connection = { baseURL: 'https://api-learn.ispring.com', timeout: 120_000 };
	const progress = { retries: 0 };
	const event = EVENTS.moduleCompleted;
	const source = resultSource(new Runtime(), poll, connection, {}, event, 3, deadline, progress);
	for (const passedMs of [0, 20_000, 12_000, 10_000]) {
		now += passedMs;
		await source.fetchNow();
	}
	// 32.4 seconds are nine tenths of it; something is left for every request.
	expect(timeouts).toEqual([32_400, 12_400, 1000, 1000]);
	now = START;
	expect([30_000, 32_000].map(deadline.hasTimeFor)).toEqual([true, false]);
});
