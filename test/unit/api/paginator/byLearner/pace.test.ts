import fc from 'fast-check';
import { Pace } from '../../../../../nodes/IspringLearn/api/paginator/byLearner/pace';
import { gather } from '../../../support/list';
import type { User } from './account';
import { Account } from './account';
import { reader, users } from './reading';

it.each([
	{ results: 0, pays: false },
	{ results: 100, pays: false },
	{ results: 500, pays: true },
	{ results: 1000, pays: true },
])('pays with 100 requests of $results results each: $pays', ({ results, pays }) => {
	const pace = new Pace(1000);
	for (let at = 0; at < 100; at++) pace.countPage(results, true);
	expect(pace.pays).toBe(pays);
});

it('judges again and again', () => {
	const pace = new Pace(1000);
	for (let at = 0; at < 10; at++) pace.countPage(0, true);
	expect(pace.pays).toBe(true);
	for (let at = 0; at < 40; at++) pace.countPage(1000, true);
	expect(pace.pays).toBe(true);
	for (let at = 0; at < 100; at++) pace.countPage(0, true);
	expect(pace.pays).toBe(false);
});

it('pays for pages of users only where they have results', () => {
	const pace = new Pace(1000);
	for (let at = 0; at < 5; at++) pace.countListPage();
	expect(pace.pays).toBe(false);
});

it('does not pay where the pages of a learner come one after another', () => {
	const pace = new Pace(1000);
	for (let at = 0; at < 10; at++) pace.countPage(1000, at === 0);
	expect(pace.pays).toBe(false);
});

/** How long a read takes when each response comes after one unit of time. */
async function timeOf(account: Account, pageSize: number): Promise<number> {
	let waiting: Array<() => void> = [];
	const send: Account['send'] = async (endpoint, query) => {
		const answer = account.send(endpoint, query);
		await new Promise<void>((resolve) => waiting.push(resolve));
		return await answer;
	};
	let time = 0;
	let isDone = false;
	const reading = gather(reader({ send }, { pageSize }).read()).finally(() => {
		isDone = true;
	});
	while (!isDone) {
		for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
		if (isDone) break;
		time += 1;
		for (const answer of waiting.splice(0)) answer();
	}
	waiting = [];
	await reading;
	return time;
}

const pagesOf = (account: Account, pageSize: number) =>
	Math.max(1, Math.ceil(account.results().length / pageSize));

it('takes at most half as long again as page by page, wherever the learners with results stand', async () => {
	const groups = fc.array(
		fc.record({
			count: fc.integer({ min: 0, max: 100 }),
			results: fc.constantFrom(1, 5, 20),
			// Those after them have no results.
			without: fc.constantFrom(0, 50, 1000, 4000),
			status: fc.constantFrom(1, 1, 3),
		}),
		{ maxLength: 3 },
	);
	await fc.assert(
		fc.asyncProperty(groups, fc.integer({ min: 20, max: 100 }), async (some, pageSize) => {
			const all = some
				.flatMap(({ count, results, without, status }) => [
					...users(count, results),
					...users(without, 0, { status }),
				])
				.map((user, at): User => ({ ...user, id: `u${at}` }));
			const account = new Account(all);
			const time = await timeOf(account, pageSize);
			expect(time).toBeLessThanOrEqual(1.5 * pagesOf(account, pageSize) + 8);
		}),
		{ numRuns: 25 },
	);
});

it('takes about a third of the time where all learners have results', async () => {
	const account = new Account(users(1500, 20));
	expect(pagesOf(account, 500)).toBe(60);
	expect(await timeOf(account, 500)).toBeLessThanOrEqual(25);
});
