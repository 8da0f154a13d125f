import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { EVENTS } from '../../../../nodes/IspringLearn/api/incremental/events';
import { newest } from '../../../../nodes/IspringLearn/api/incremental/sample';
import { completed, HOUR, NOW, sending } from './sending';

const users = async (queries: readonly RawRecord[][], asked = { pages: 0 }): Promise<unknown[]> => {
	const source = sending(queries, asked);
	const { records } = await newest(EVENTS.moduleCompleted, source, 5, () => false);
	return records.map(({ userId }) => userId);
};

test('what two queries give, such as a department and the one above it, is shown once', async () => {
	const [first, second] = [completed('a', NOW - HOUR), completed('b', NOW - 2 * HOUR)];
	expect(
		await users([
			[first, second],
			[second, first],
		]),
	).toEqual(['a', 'b']);
});

test('of very many results of one second no more are read than are shown', async () => {
	const crowd = Array.from({ length: 50_000 }, (_, n) => completed(`${n}`, NOW - HOUR));
	const asked = { pages: 0 };
	expect(await users([crowd], asked)).toHaveLength(5);
	expect(asked.pages).toBeLessThan(10);
});
