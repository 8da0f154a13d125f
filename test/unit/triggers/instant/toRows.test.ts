import type { ListEndpoint } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { HostLimiter } from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { RowShape } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import { shapeOf, wholeShape } from '../../../../nodes/IspringLearn/api/schema/rowShape';
import { EVENT_WARNINGS } from '../../../../nodes/IspringLearn/errors/messages/instantMessages';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import type { EventRecord } from '../../../../nodes/IspringLearn/triggers/instant/rows/conclude';
import { createRowBuilder } from '../../../../nodes/IspringLearn/triggers/instant/rows/toRows';
import { id, messagesOf, result } from './support';

const ANNA = { userId: id(2), fields: { first_name: 'Anna', last_name: 'Smith' } };

/** Sends requests for names to an account with one user. */
function account() {
	const paths: string[] = [];
	const send = async ({ path }: ListEndpoint) => {
		paths.push(path);
		return await Promise.resolve({
			records: path === '/users/v2' ? [ANNA] : [],
			nextPageToken: null,
		});
	};
	return { paths, send };
}

const policy = { limiter: new HostLimiter(), maxRetries: 0 };

async function rowsOf(
	name: InstantEventName,
	events: EventRecord[],
	shape: RowShape | null,
	readableIn: string | null = null,
) {
	const { paths, send } = account();
	const options = { shape, readableIn, node: 'iSpring Learn' };
	const builder = createRowBuilder(send, policy, name, options);
	await builder.prepare(events);
	return { rows: builder.toRows(events), paths };
}

const eventOf = (record: RawRecord, more: Partial<EventRecord> = {}): EventRecord => ({
	sent: record,
	record,
	message: messagesOf('moduleCompleted', {})[0],
	eventKey: 'key',
	places: [],
	warning: null,
	...more,
});

const { schema } = INSTANT_EVENTS.moduleCompleted.rows;
const SHAPE = shapeOf(schema, ['userName', 'moduleTitle', 'completionDate']);

test('a row has the columns of the output, then the event and its key', async () => {
	const { rows, paths } = await rowsOf('moduleCompleted', [eventOf(result())], SHAPE);
	expect(rows).toEqual([
		{
			userName: 'Anna Smith',
			moduleTitle: 'Fire drill',
			completionDate: '2025-03-10T08:49:04+00:00',
			eventName: 'moduleCompleted',
			eventKey: 'key',
		},
	]);
	expect(Object.keys(rows[0])).toEqual([
		...SHAPE.columns.map(({ name }) => name),
		'eventName',
		'eventKey',
	]);
	expect(paths).toEqual(['/users/v2']);
});

test('an event without a record has the same columns, the name of the learner, and a warning', async () => {
	const bare = { userId: id(2), courseItemId: id(1), completionDate: '2025-03-10T08:49:04Z' };
	const shape = shapeOf(schema, ['userName', 'moduleTitle', 'completionDate', 'resultKey']);
	const { rows } = await rowsOf('moduleCompleted', [eventOf(bare, { warning: 'notFound' })], shape);
	expect(rows).toEqual([
		{
			userName: 'Anna Smith',
			moduleTitle: null,
			completionDate: '2025-03-10T08:49:04Z',
			// The IDs of the event are also those of other results.
			resultKey: null,
			eventName: 'moduleCompleted',
			eventKey: 'key',
			warning: EVENT_WARNINGS.notFound,
		},
	]);
});

test('raw rows are as sent, and need no names', async () => {
	const sent = { learnerId: id(2), more: { nested: true } };
	const { rows, paths } = await rowsOf('moduleCompleted', [eventOf(result(), { sent })], null);
	expect(rows).toEqual([{ ...sent, eventName: 'moduleCompleted', eventKey: 'key' }]);
	expect(sent).not.toHaveProperty('eventKey');
	expect(paths).toEqual([]);
});

test('values can be readable', async () => {
	const { rows } = await rowsOf('moduleCompleted', [eventOf(result())], SHAPE, 'Europe/Berlin');
	expect(rows[0].completionDate).toBe('2025-03-10 09:49:04');
});

test('users all have the columns of all of them, before the event', async () => {
	const users = [eventOf({ userId: id(1) }), eventOf({ userId: id(2), shoeSize: '42' })];
	const shape = wholeShape(INSTANT_EVENTS.userRegistered.rows.schema);
	const { rows } = await rowsOf('userRegistered', users, shape);
	expect(rows.map(({ shoeSize }) => shoeSize)).toEqual([null, '42']);
	expect(Object.keys(rows[0])).toEqual(Object.keys(rows[1]));
	expect(Object.keys(rows[0]).slice(-3)).toEqual(['shoeSize', 'eventName', 'eventKey']);
});

test('a participant has a name', async () => {
	const event = INSTANT_EVENTS.trainingParticipantAdded;
	const record = { userId: id(2), sessionId: id(5), sessionTitle: 'First aid' };
	const shape = shapeOf(event.rows.schema, ['userName', 'sessionTitle']);
	const { rows } = await rowsOf('trainingParticipantAdded', [eventOf(record)], shape);
	expect(rows[0]).toMatchObject({ userName: 'Anna Smith', sessionTitle: 'First aid' });
});
