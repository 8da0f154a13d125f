import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { readTrainings } from '../../../../nodes/IspringLearn/triggers/instant/rows/readTrainings';
import { rejectionOf } from '../../support/thrown';
import { answer, id, messagesOf, recordServer } from './support';

const [MEETING, SESSION, LEARNER] = [id(1), id(2), id(3)];

const session = {
	id: SESSION,
	title: 'First aid',
	startTime: '2026-03-10T09:00:00+01:00',
	duration: 14_400,
	instructor: 'Ada',
	dayIds: [MEETING],
};
const day = {
	dayId: MEETING,
	sessionId: SESSION,
	trainingId: id(4),
	startTime: '2026-03-11T09:00:00+01:00',
	duration: 7200,
	location: 'Room 7',
};

async function read(
	name: InstantEventName,
	fields: RawRecord[],
	records: Record<string, RawRecord | Error>,
) {
	const { paths, readRecord } = recordServer(records);
	const messages = messagesOf(name, ...fields);
	const findings = await readTrainings(readRecord, messages, INSTANT_EVENTS[name]);
	return { paths, all: messages.map((message) => findings.get(message)) };
}

const meeting = { meetingId: MEETING, sessionId: SESSION };

test('a meeting has the columns of its day, of its session and of the message', async () => {
	const fields = { ...meeting, updatedAttributes: 'time_range' };
	const { paths, all } = await read('trainingMeetingUpdated', [fields], {
		[SESSION]: session,
		[MEETING]: day,
	});
	const { startTime, duration, location, trainingId } = day;
	const record = {
		...meeting,
		...{ startTime, duration, location, trainingId },
		sessionTitle: 'First aid',
		instructor: 'Ada',
		updatedAttributes: ['time_range'],
	};
	expect(all).toEqual([{ found: [{ sent: record, record }], isUnreadable: false }]);
	expect(paths).toEqual([`/training/session/${SESSION}`, `/training/day/${MEETING}`]);
});

test('a meeting that is removed still has its session, but not the time of the session', async () => {
	const fields = { ...meeting, removedWithSession: false };
	const { all } = await read('trainingMeetingRemoved', [fields], { [SESSION]: session });
	const record = { ...fields, sessionTitle: 'First aid', instructor: 'Ada' };
	expect(all[0]?.found[0].record).toEqual(record);
});

test('a participant has the columns of the session', async () => {
	const fields = { sessionId: SESSION, participantIds: [LEARNER, id(5)] };
	const { paths, all } = await read('trainingParticipantAdded', [fields], { [SESSION]: session });
	const { title: sessionTitle, startTime, duration, instructor } = session;
	const columns = { sessionId: SESSION, sessionTitle, startTime, duration, instructor };
	expect(all.map((one) => one?.found[0].record)).toEqual([
		{ userId: LEARNER, ...columns },
		{ userId: id(5), ...columns },
	]);
	expect(paths).toEqual([`/training/session/${SESSION}`]);
});

test.each([
	['is gone', answer(404)],
	['is unknown', answer(400)],
	['may not be read', answer(403)],
	['is not what the documents promise', new DecodeError('webPage')],
])('a session that %s is unreadable', async (_what, error) => {
	const { all } = await read('trainingMeetingAdded', [meeting], { [SESSION]: error });
	expect(all).toEqual([{ found: [], isUnreadable: true }]);
});

test('what may succeed later is thrown', async () => {
	const error = answer(503);
	const reading = read('trainingMeetingAdded', [meeting], { [SESSION]: session, [MEETING]: error });
	expect(await rejectionOf(Error, reading)).toBe(error);
});
