import fc from 'fast-check';
import { HostLimiter } from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import {
	createRecordReader,
	groupMessages,
	readLists,
} from '../../../../nodes/IspringLearn/triggers/instant/rows/readLists';
import { rejectionOf } from '../../support/thrown';
import { answer, completion, id, listServer, messagesOf, networkError, result } from './support';

async function read(
	name: InstantEventName,
	fields: RawRecord[],
	...outcomes: Parameters<typeof listServer>
) {
	const { queries, readRecords } = listServer(...outcomes);
	const messages = messagesOf(name, ...fields);
	const findings = await readLists(readRecords, messages, INSTANT_EVENTS[name]);
	return { queries, found: messages.map((message) => findings.get(message)) };
}

describe('the request', () => {
	test('has each ID once, and not the learners of enrollments', async () => {
		const fields = [completion(), completion({ enrollmentIds: [id(3), id(4)] })];
		const { queries } = await read('moduleCompleted', fields, []);
		expect(queries).toEqual([{ courseItemIds: [id(1)], enrollmentIds: [id(3), id(4)] }]);
	});

	test.each<[InstantEventName, RawRecord, RawRecord]>([
		[
			'moduleStatusChanged',
			{ learnerId: id(2), courseItemId: id(1), enrollmentId: id(3) },
			{ courseItemIds: [id(1)], enrollmentIds: [id(3)] },
		],
		[
			'moduleCompleted',
			completion({ enrollmentIds: [] }),
			{ userIds: [id(2)], courseItemIds: [id(1)] },
		],
		[
			'courseCompleted',
			{ learnerId: id(2), courseId: id(8), enrollmentIds: [id(3)] },
			{ courseIds: [id(8)], enrollmentIds: [id(3)] },
		],
		[
			'learnerEnrolled',
			{ courseId: id(8), learnerIds: [id(2), id(4)] },
			{ learnerIds: [id(2), id(4)], courseIds: [id(8)] },
		],
		['userRegistered', { userId: id(2), departmentId: id(7) }, { userIds: [id(2)] }],
	])('for %s asks for its IDs', async (name, fields, query) => {
		expect((await read(name, [fields], [])).queries).toEqual([query]);
	});

	test('never asks for all records', () => {
		const lists = fc.record({
			learnerId: fc.integer({ min: 0, max: 200 }).map(id),
			courseItemId: fc.integer({ min: 0, max: 200 }).map(id),
			enrollmentIds: fc.array(fc.integer({ min: 0, max: 200 }).map(id), { maxLength: 3 }),
		});
		return fc.assert(
			fc.asyncProperty(fc.array(lists, { maxLength: 200 }), async (fields) => {
				const { queries, found } = await read('moduleCompleted', fields, []);
				for (const query of queries) {
					const ids = Object.values(query) as string[][];
					expect(ids.length).toBe(2);
					for (const list of ids) {
						expect(list.length).toBeGreaterThan(0);
						expect(list.length).toBeLessThanOrEqual(50);
						expect(new Set(list).size).toBe(list.length);
					}
				}
				expect(found).not.toContain(undefined);
			}),
		);
	});
});

test('all pages are read, and a request that may succeed later is sent again', async () => {
	const outcomes = [
		answer(503),
		{ records: [result()], nextPageToken: 'next' },
		{ records: [result({ moduleId: id(10) })], nextPageToken: null },
	];
	const sent: object[] = [];
	const send = async (_endpoint: unknown, query: object) => {
		sent.push(query);
		const outcome = outcomes.shift() ?? answer(500);
		return await (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome));
	};
	const wait = async () => await Promise.resolve();
	const reader = createRecordReader(send, { limiter: new HostLimiter(), maxRetries: 1, wait });
	const query = { enrollmentIds: [id(3)] };
	expect(await reader(INSTANT_EVENTS.moduleCompleted.rows, query)).toHaveLength(2);
	expect(sent).toHaveLength(3);
	expect(sent[2]).toEqual({ ...query, pageSize: 1000, pageToken: 'next' });
});

test('groups keep all messages, in the order of each group', () => {
	const fields = fc.record({
		learnerId: fc.integer({ max: 80, min: 0 }).map(id),
		courseItemId: fc.integer({ max: 80, min: 0 }).map(id),
		enrollmentIds: fc.constantFrom<string[]>([], [id(3)]),
	});
	fc.assert(
		fc.property(fc.array(fields, { maxLength: 150 }), (list) => {
			const messages = messagesOf('moduleCompleted', ...list);
			const groups = groupMessages(messages, INSTANT_EVENTS.moduleCompleted);
			expect(new Set(groups.flat())).toEqual(new Set(messages));
			expect(groups.flat().length).toBe(messages.length);
			for (const group of groups) {
				const order = group.map((message) => messages.indexOf(message));
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}
		}),
	);
});

describe('the records of an event', () => {
	test('are those of its learner, item and enrollment, and no others', async () => {
		const own = [result(), result({ moduleId: id(10) })];
		const others = [
			result({ userId: id(5) }),
			result({ courseItemId: id(5) }),
			result({ enrollmentId: id(5) }),
			result({ enrollmentId: null }),
		];
		const { found } = await read('moduleCompleted', [completion()], [...own, ...others]);
		expect(found[0]?.found.map(({ sent }) => sent)).toEqual(own);
	});

	test('may lack the enrollment if none of them has it', async () => {
		const own = result({ enrollmentId: null });
		const others = [result({ enrollmentId: null, userId: id(5) }), result({ enrollmentId: id(5) })];
		const { found } = await read('moduleCompleted', [completion()], [own, ...others]);
		expect(found[0]?.found.map(({ sent }) => sent)).toEqual([own]);
	});

	test('are found in any letter case', async () => {
		const upper = result({ userId: id(2).toUpperCase(), enrollmentId: ` ${id(3).toUpperCase()} ` });
		const { found } = await read('moduleCompleted', [completion()], [upper]);
		expect(found[0]?.found).toHaveLength(1);
	});

	test('may be of any enrollment if the message has none', async () => {
		const results = [result(), result({ enrollmentId: id(4) })];
		const { found } = await read('moduleCompleted', [completion({ enrollmentIds: [] })], results);
		expect(found[0]?.found).toHaveLength(2);
	});

	test('are as sent, and in the columns of their schema', async () => {
		const enrollment = { learnerId: id(2), courseId: id(8), enrollmentId: id(3) };
		const fields = { courseId: id(8), learnerIds: [id(2)] };
		const { found } = await read('learnerEnrolled', [fields], [enrollment]);
		const { learnerId: userId, ...others } = enrollment;
		expect(found[0]?.found).toEqual([{ sent: enrollment, record: { userId, ...others } }]);
	});
});

describe('an ID that the API rejects', () => {
	const fields = [1, 2, 3, 4, 5].map((n) => completion({ enrollmentIds: [id(n)] }));
	const rejecting = (bad: string) => (query: RawRecord) =>
		(query.enrollmentIds as string[]).includes(bad)
			? answer(400)
			: (query.enrollmentIds as string[]).map((enrollmentId) => result({ enrollmentId }));

	test('only affects its own event', async () => {
		const { found } = await read('moduleCompleted', fields, rejecting(id(4)));
		expect(found.map((one) => [one?.found.length, one?.isUnreadable])).toEqual([
			[1, false],
			[1, false],
			[1, false],
			[0, true],
			[1, false],
		]);
	});

	test('costs a few more requests', async () => {
		const { queries } = await read('moduleCompleted', fields, rejecting(id(4)));
		expect(queries.length).toBeLessThanOrEqual(7);
	});
});

test.each([403, 404])(
	'records that may not be read (%d) are unreadable, after one request',
	async (status) => {
		const fields = [completion(), completion({ learnerId: id(4) })];
		const { queries, found } = await read('moduleCompleted', fields, answer(status));
		expect(found).toEqual(Array(2).fill({ found: [], isUnreadable: true }));
		expect(queries).toHaveLength(1);
	},
);

test.each([answer(500), answer(401), answer(429), networkError('ECONNRESET')])(
	'what may succeed later is thrown: %s',
	async (error) => {
		expect(await rejectionOf(Error, read('moduleCompleted', [completion()], error))).toBe(error);
	},
);
