import { OptionCache } from '../../../nodes/IspringLearn/methods/accountLists';

const options = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ name: `Option ${at}`, value: `${at}` }));

/** Reads lists of this many options, and counts how often. */
const reader = (count = 1) => jest.fn(async () => await Promise.resolve(options(count)));

let cache: OptionCache;
beforeEach(() => {
	jest.useFakeTimers({ now: 0 });
	cache = new OptionCache();
});
afterEach(() => {
	jest.useRealTimers();
});

it('reads a list once a minute', async () => {
	const read = reader();
	const first = await cache.get('a', read);
	jest.setSystemTime(59_999);
	expect(await cache.get('a', read)).toBe(first);
	expect(read).toHaveBeenCalledTimes(1);
	jest.setSystemTime(60_000);
	await cache.get('a', read);
	expect(read).toHaveBeenCalledTimes(2);
});

it('counts the minute from the start of the request: an entry made after it may be missing', async () => {
	const read = jest.fn(async () => {
		jest.setSystemTime(Date.now() + 50_000);
		return await Promise.resolve(options(1));
	});
	await cache.get('a', read);
	jest.setSystemTime(60_000);
	await cache.get('a', read);
	expect(read).toHaveBeenCalledTimes(2);
});

it('keeps each list under its own key', async () => {
	const [one, two] = [reader(1), reader(2)];
	expect(await cache.get('a', one)).toHaveLength(1);
	expect(await cache.get('b', two)).toHaveLength(2);
	expect(await cache.get('__proto__', one)).toHaveLength(1);
});

it('shares one request between callers that come at the same time, however long it takes', async () => {
	const server = new EventTarget();
	const read = jest.fn(async () => {
		await new Promise((resolve) => server.addEventListener('response', resolve));
		return options(3);
	});
	const first = cache.get('a', read);
	jest.setSystemTime(120_000);
	const second = cache.get('a', read);
	server.dispatchEvent(new Event('response'));
	expect(await first).toBe(await second);
	expect(read).toHaveBeenCalledTimes(1);
});

it('throws a failure to all who wait, and reads again for the next', async () => {
	const read = jest.fn(async () => await Promise.reject(new Error('503')));
	const both = [cache.get('a', read), cache.get('a', read)];
	await expect(both[0]).rejects.toThrow('503');
	await expect(both[1]).rejects.toThrow('503');
	expect(read).toHaveBeenCalledTimes(1);
	expect(await cache.get('a', reader(2))).toHaveLength(2);
});

it.each([
	['many lists', 150, 1, 100],
	['long lists', 15, 10_000, 10],
	['lists that are longer than all that is kept', 2, 100_001, 0],
])('keeps the latest of %s', async (_name, lists, count, kept) => {
	for (let at = 0; at < lists; at++) await cache.get(`${at}`, reader(count));
	const read = reader();
	for (let at = lists - 1; at >= lists - kept; at--) await cache.get(`${at}`, read);
	expect(read).not.toHaveBeenCalled();
	await cache.get(`${lists - kept - 1}`, read);
	expect(read).toHaveBeenCalledTimes(1);
});
