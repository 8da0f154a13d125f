import fc from 'fast-check';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { readEventDate } from '../../../../nodes/IspringLearn/triggers/instant/delivery/eventDate';
import {
	toBareRecord,
	toMessages,
} from '../../../../nodes/IspringLearn/triggers/instant/delivery/messages';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';

const id = (n: number) => `85077abc-2639-11ea-8e3f-${String(n).padStart(12, '0')}`;

describe('the date of an event', () => {
	const SECONDS = 1741596544;

	test.each([
		['nanoseconds', 1741596544123456789n],
		['microseconds', 1741596544123456n],
		['milliseconds', 1741596544123n],
		['seconds', 1741596544n],
	])('is read from %s, as a number or as text', (_unit, number) => {
		expect(readEventDate(Number(number))).toBe(SECONDS);
		expect(readEventDate(` ${number} `)).toBe(SECONDS);
	});

	test.each(['2025-03-10T08:49:04Z', '2025-03-10T08:49:04.123+00:00', '2025-03-10T09:49:04+01:00'])(
		'is read from %s',
		(text) => {
			expect(readEventDate(text)).toBe(SECONDS);
		},
	);

	test.each([
		0,
		-1,
		1,
		1e30,
		NaN,
		Infinity,
		'',
		' ',
		'soon',
		'1e18',
		'0x17',
		'12:30',
		'2025-W11',
		null,
		undefined,
	])('is unknown for %j', (value) => {
		expect(readEventDate(value)).toBeNull();
	});

	test.each([[true], [[1741596544]], [{ date: 1741596544 }]])('is unknown for %j', (value) => {
		expect(readEventDate(value)).toBeNull();
	});

	test('is the same in every unit, from 2001 to 2100', () => {
		const seconds = fc.integer({ min: 978_307_200, max: 4_102_444_800 });
		fc.assert(
			fc.property(seconds, fc.constantFrom(1, 1e3, 1e6, 1e9), (date, perSecond) => {
				expect(readEventDate(date * perSecond)).toBe(date);
				expect(readEventDate(String(BigInt(date) * BigInt(perSecond)))).toBe(date);
			}),
		);
	});
});

describe('a message about a completion', () => {
	const fields = {
		courseItemId: id(1),
		learnerId: ` ${id(2)} `,
		enrollmentIds: [id(3), id(4), id(3)],
		completionDate: 1741596544000000000,
	};

	test('has its IDs and its date', () => {
		expect(toMessages([fields], INSTANT_EVENTS.moduleCompleted)).toEqual([
			{
				fields,
				ids: { userId: [id(2)], courseItemId: [id(1)], enrollmentId: [id(3), id(4)] },
				completedAt: 1741596544,
				isReadable: true,
			},
		]);
	});

	test.each([
		['a single enrollment', { enrollmentId: id(3) }, [id(3)]],
		['a JSON text', { enrollmentIds: JSON.stringify([id(3)]) }, [id(3)]],
		['no enrollment', {}, []],
		['an empty list', { enrollmentIds: [] }, []],
		['IDs that are none', { enrollmentIds: ['x', null, 7, id(4)] }, [id(4)]],
	])('may have %s', (_what, enrollment, ids) => {
		const { courseItemId, learnerId } = fields;
		const [message] = toMessages(
			[{ courseItemId, learnerId, ...enrollment }],
			INSTANT_EVENTS.moduleCompleted,
		);
		expect(message).toMatchObject({
			ids: { enrollmentId: ids },
			completedAt: null,
			isReadable: true,
		});
	});

	test.each<RawRecord>([
		{},
		{ learnerId: id(1) },
		{ learnerId: id(1), courseItemId: '' },
		{ learnerId: id(1), courseItemId: null },
		{ learnerId: id(1), courseItemId: 'item' },
		{ learnerId: id(1), courseItemId: `${id(2)}&userIds[]=${id(3)}` },
		{ learnerId: { id: {} }, courseItemId: id(1) },
		{ constructor: 2, toString: id(1) },
	])('is unreadable without the IDs of its records: %j', (other) => {
		const [message, ...more] = toMessages([{ ...other }], INSTANT_EVENTS.moduleCompleted);
		expect(message).toMatchObject({ fields: other, isReadable: false });
		expect(more).toEqual([]);
	});

	test('fills columns with what it says', () => {
		const [message] = toMessages([fields], INSTANT_EVENTS.moduleCompleted);
		// Which of the enrollments it was is not known.
		expect(toBareRecord(message, INSTANT_EVENTS.moduleCompleted)).toEqual({
			userId: id(2),
			courseItemId: id(1),
			completionDate: '2025-03-10T08:49:04Z',
		});
	});

	test('keeps a date that cannot be read as it is', () => {
		const [message] = toMessages(
			[{ ...fields, completionDate: 'x' }],
			INSTANT_EVENTS.moduleCompleted,
		);
		const record = toBareRecord(message, INSTANT_EVENTS.moduleCompleted);
		expect(record.completionDate).toBe('x');
	});
});

describe('a message about several learners', () => {
	const event = INSTANT_EVENTS.learnerEnrolled;
	const courseId = id(9);

	test('is an event for each', () => {
		const learnerIds = [id(1), id(2), id(1)];
		const messages = toMessages([{ courseId, learnerIds }], event);
		expect(messages.map(({ fields }) => fields)).toEqual([
			{ courseId, learnerId: id(1) },
			{ courseId, learnerId: id(2) },
		]);
		expect(messages.map(({ ids }) => ids)).toEqual([
			{ userId: [id(1)], courseId: [courseId] },
			{ userId: [id(2)], courseId: [courseId] },
		]);
	});

	test('loses none of them, valid or not', () => {
		const messages = toMessages([{ courseId, learnerIds: [id(1), 'x', null] }], event);
		expect(messages.map(({ fields, isReadable }) => [fields.learnerId, isReadable])).toEqual([
			[id(1), true],
			['x', false],
			[null, false],
		]);
	});

	test.each([{ learnerIds: [] }, { learnerIds: null }, {}])(
		'is one event without any: %j',
		(none) => {
			const messages = toMessages([{ courseId, ...none }], event);
			expect(messages).toMatchObject([{ fields: { courseId, ...none }, isReadable: false }]);
		},
	);

	test('is an event for each participant, too', () => {
		const sessionId = id(5);
		const participants = { sessionId, participantIds: [id(1), id(2)] };
		const added = toMessages([participants], INSTANT_EVENTS.trainingParticipantAdded);
		expect(added.map(({ fields }) => fields)).toEqual([
			{ sessionId, participantId: id(1) },
			{ sessionId, participantId: id(2) },
		]);
		const removed = { sessionId, participantId: id(1) };
		expect(toMessages([removed], INSTANT_EVENTS.trainingParticipantRemoved)).toMatchObject([
			{ fields: removed, ids: { sessionId: [sessionId], userId: [id(1)] } },
		]);
	});
});

test('a message about a user fills the columns of the user', () => {
	const fields = { userId: id(1), departmentId: id(2), login: 'anna', email: null };
	const [message] = toMessages([fields], INSTANT_EVENTS.userRegistered);
	expect(toBareRecord(message, INSTANT_EVENTS.userRegistered)).toEqual(fields);
});

test('any message has a verdict for any event', () => {
	const fields = fc.dictionary(
		fc.constantFrom('learnerId', 'learnerIds', 'courseId', 'userId', 'participantIds', '__proto__'),
		fc.oneof(fc.uuid(), fc.jsonValue(), fc.array(fc.uuid())),
	);
	const events = fc.constantFrom(...Object.values(INSTANT_EVENTS));
	fc.assert(
		fc.property(fc.array(fields), events, (list, event) => {
			const messages = toMessages(list as [], event);
			expect(messages.length).toBeGreaterThanOrEqual(list.length);
			for (const message of messages) toBareRecord(message, event);
		}),
	);
});
