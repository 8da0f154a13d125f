/** Webhooks are controlled from another process. */
import type { Simulator } from '../../../simulator/server';
import { closeEverything, startReceiver, startSubscribed } from './receiver';

afterEach(closeEverything);

async function control(simulator: Simulator, command: string, body?: unknown): Promise<number> {
	const [method, what] = command.split(' ');
	const answer = await fetch(`${simulator.url}/_simulator/${what}`, {
		method,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return answer.status;
}
async function lines(simulator: Simulator, what: string): Promise<Array<Record<string, unknown>>> {
	const text = await (await fetch(`${simulator.url}/_simulator/${what}`)).text();
	const parse = (line: string) => JSON.parse(line) as Record<string, unknown>;
	return text.trimEnd().split('\n').map(parse);
}

test('events, changes, time, faults and calls', async () => {
	const types = ['USER_REGISTERED', 'COURSE_ITEM_STATUS_CHANGED', 'COURSE_STATUS_CHANGED'];
	const { simulator, receiver } = await startSubscribed({ types, secret: 's' });
	const event = { type: 'USER_REGISTERED', messages: [{ n: 1 }, { n: 2 }] };
	const statuses = [
		await control(simulator, 'POST events', [event, event]),
		await control(simulator, 'POST moduleResults', { 7: { completionStatus: 'pending' } }),
		await control(simulator, 'POST courseResults', { 3: { completionStatus: 'pending' } }),
		await control(simulator, 'POST redeliver', { count: 2 }),
		await control(simulator, 'POST deliveryFaults', { lostAnswer: true }),
		await control(simulator, 'POST events', { type: 'USER_REGISTERED', messages: [{ n: 3 }] }),
	];
	expect(statuses).toEqual(Array(6).fill(200));
	const sent = receiver.received.map(({ type, payloads }) => [type, payloads?.length]);
	expect(sent).toEqual([
		['USER_REGISTERED', 4],
		['COURSE_ITEM_STATUS_CHANGED', 1],
		['COURSE_STATUS_CHANGED', 1],
		['COURSE_ITEM_STATUS_CHANGED', 1],
		['COURSE_STATUS_CHANGED', 1],
		['USER_REGISTERED', 1],
	]);
	expect(await lines(simulator, 'subscribers')).toEqual([
		expect.objectContaining({
			subscriberName: 'n8n',
			notificationProcessStatus: 'SUSPENDED',
			subscriptions: types.map((subscriptionType) => ({ subscriptionType })),
			waiting: 1,
		}),
	]);
	expect(await control(simulator, 'POST time', { seconds: 3600 })).toBe(200);
	expect(receiver.messages.slice(-2)).toEqual([{ n: 3 }, { n: 3 }]);
	const foreign = { subscriberName: 'n8n', body: '{}', signature: null };
	expect(await control(simulator, 'POST calls', foreign)).toBe(200);
	expect(receiver.received.at(-1)).toMatchObject({ body: '{}', signature: undefined });
	const log = await lines(simulator, 'deliveries');
	expect(log.map(({ kind }) => kind).join(' ')).toBe(
		'code events events events again again events events foreign',
	);
	expect(log.at(-2)).toMatchObject({ status: 200, answer: 'answer 200', isAccepted: true });
});

test('a local server stands for the host of a callback URL', async () => {
	const { simulator } = await startSubscribed({ types: ['USER_REGISTERED'] });
	const other = await startReceiver();
	const [subscriber] = simulator.webhooks.subscribers.values();
	subscriber.callbackUrl = 'https://n8n.example.com/x';
	const hosts = { 'https://n8n.example.com': other.url };
	expect(await control(simulator, 'POST callbackHosts', hosts)).toBe(200);
	await control(simulator, 'POST events', { type: 'USER_REGISTERED', messages: [{}] });
	expect(other.received).toEqual([expect.objectContaining({ path: '/x', payloads: [{}] })]);
});

test('commands that are malformed or unknown do nothing', async () => {
	const { simulator, receiver } = await startSubscribed({ types: ['USER_REGISTERED'] });
	expect([
		await control(simulator, 'POST events', 'x'),
		await control(simulator, 'POST events'),
		await control(simulator, 'POST calls', { subscriberName: 'nobody', body: '' }),
		await control(simulator, 'POST time', null),
		await control(simulator, 'GET events'),
		await control(simulator, 'POST deliveries'),
	]).toEqual([400, 400, 400, 400, 404, 404]);
	expect(receiver.received).toEqual([]);
});
