import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { EVENTS } from '../../../../nodes/IspringLearn/triggers/polling/events';
import { readSample } from '../../../../nodes/IspringLearn/api/incremental/sample';
import { completed, fakeSource, HOUR, NOW } from './fakeSource';

const users = async (queries: readonly RawRecord[][], sent = { pages: 0 }): Promise<unknown[]> => {
	const source = fakeSource(queries, sent);
	const { records } = await readSample(EVENTS.moduleCompleted, source, 5, () => false);
	return records.map(({ userId }) => userId);
};

test('a result of two queries, such as a department and its parent, is shown once', async () => {
	const [first, second] = [completed('a', NOW - HOUR), completed('b', NOW - 2 * HOUR)];
	expect(
		await users([
			[first, second],
			[second, first],
		]),
	).toEqual(['a', 'b']);
});

test('of very many results in one second, it reads no more than it shows', async () => {
	const crowd = Array.from({ length: 50_000 }, (_, n) => completed(`${n}`, NOW - HOUR));
	const sent = { pages: 0 };
	expect(await users([crowd], sent)).toHaveLength(5);
	expect(sent.pages).toBeLessThan(10);
});
