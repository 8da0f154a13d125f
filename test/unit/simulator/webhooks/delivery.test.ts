/** Calls: what they hold, in which order, how they are signed, and the faults that a test can ask for. */
import { createHash, createHmac } from 'node:crypto';
import type { SignatureForm } from '../../../simulator/webhooks';
import { start } from '../client';
import {
	closeEverything,
	startReceiver,
	startSubscribed,
	subscribe,
	webhook,
	type Receiver,
} from './receiver';

afterEach(closeEverything);

const [A, B] = ['USER_REGISTERED', 'TRAINING_MEETING_ADDED'];
const numbered = (from: number, to: number): Array<{ n: number }> =>
	Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i }));
const sizes = ({ received }: Receiver): unknown[] =>
	received.map(({ type, payloads }) => [type, payloads?.length]);

describe('batches', () => {
	it('hold consecutive messages of one type, in order', async () => {
		const rules = { maxBatch: 4 };
		const { simulator, receiver } = await startSubscribed({ types: [A, B] }, { rules });
		simulator.webhooks.fire(A, ...numbered(1, 6));
		simulator.webhooks.fire(B, ...numbered(7, 8));
		simulator.webhooks.fire(A, ...numbered(9, 9));
		await simulator.webhooks.idle();
		expect(sizes(receiver)).toEqual([
			[A, 4],
			[A, 2],
			[B, 2],
			[A, 1],
		]);
		expect(receiver.messages).toEqual(numbered(1, 9));
		expect(simulator.webhooks.log.slice(1).every(({ isAccepted }) => isAccepted)).toBe(true);
	});

	it('wait for the answer to the one before', async () => {
		const { simulator, receiver } = await startSubscribed({ types: [A] });
		receiver.answer = ({ payloads }) => {
			if (payloads?.length === 1) simulator.webhooks.fire(A, ...numbered(2, 3));
			return 200;
		};
		simulator.webhooks.fire(A, { n: 1 });
		await simulator.webhooks.idle();
		expect(sizes(receiver)).toEqual([
			[A, 1],
			[A, 2],
		]);
	});
});

test('a subscriber that is removed during a call gets no further one', async () => {
	const { simulator, receiver } = await startSubscribed({ types: [A, B] });
	receiver.answer = () => webhook(simulator, 'remove', 'n8n');
	simulator.webhooks.fire(A, {});
	simulator.webhooks.fire(B, {});
	await simulator.webhooks.idle();
	expect(sizes(receiver)).toEqual([[A, 1]]);
});

test('subscribers get their own types, and only while they are confirmed and enabled', async () => {
	const { simulator, receiver } = await startSubscribed({ types: [A] });
	const other = await startReceiver();
	await subscribe(simulator, other, 'other', { types: [B] });
	await webhook(simulator, 'register', 'new', { callbackUrl: `${other.url}/new` });
	await webhook(simulator, 'subscribe', 'new', { subscription: { subscriptionType: A } });
	const fire = async (n: number): Promise<void> => {
		simulator.webhooks.fire(A, { n });
		simulator.webhooks.fire(B, { n });
		await simulator.webhooks.idle();
	};
	await fire(1);
	await webhook(simulator, 'disable', 'n8n');
	await fire(2);
	await webhook(simulator, 'enable', 'n8n');
	await fire(3);
	await webhook(simulator, 'remove', 'n8n');
	await fire(4);
	expect(receiver.messages).toEqual([{ n: 1 }, { n: 3 }]);
	expect(sizes(other)).toEqual(Array(4).fill([B, 1]));
});

describe('signatures', () => {
	const SECRET = 'sécret';
	const hash = (body: string): Buffer =>
		createHash('sha256')
			.update(body + SECRET)
			.digest();
	const hmac = (body: string): Buffer => createHmac('sha256', SECRET).update(body).digest();
	it.each<[SignatureForm | 'none', (body: string) => string | undefined]>([
		[{ by: 'hash', encoding: 'hex', prefix: '' }, (body) => hash(body).toString('hex')],
		[{ by: 'hash', encoding: 'base64', prefix: '' }, (body) => hash(body).toString('base64')],
		[
			{ by: 'hash', encoding: 'HEX', prefix: 'sha256=' },
			(body) => `sha256=${hash(body).toString('hex').toUpperCase()}`,
		],
		[{ by: 'hmac', encoding: 'hex', prefix: '' }, (body) => hmac(body).toString('hex')],
		[{ by: 'hmac', encoding: 'base64', prefix: '' }, (body) => hmac(body).toString('base64')],
		['none', () => undefined],
	])('%j', async (signature, expected) => {
		const { simulator, receiver } = await startSubscribed(
			{ types: [A], secret: SECRET },
			{ rules: { signature } },
		);
		simulator.webhooks.fire(A, { login: 'Größe 😀' });
		await simulator.webhooks.idle();
		const [{ body, signature: sent }] = receiver.received;
		expect(sent).toBe(expected(body));
	});

	it('need a secret, and use the latest', async () => {
		const { simulator, receiver } = await startSubscribed({ types: [A] });
		simulator.webhooks.fire(A, {});
		await simulator.webhooks.idle();
		const callbackUrl = `${receiver.url}/hook`;
		await webhook(simulator, 'settings/change', 'n8n', { callbackUrl, secret: SECRET });
		simulator.webhooks.fire(A, {});
		await simulator.webhooks.idle();
		const [first, second] = receiver.received;
		expect([first.signature, second.signature]).toEqual([
			undefined,
			hash(second.body).toString('hex'),
		]);
	});
});

describe('faults of a call', () => {
	const RIGHT = /^[0-9a-f]{64}$/;
	const started = () => startSubscribed({ types: [A, B], secret: 's' });
	const body = '{"type":"USER_REGISTERED","payloads":[{}]}';

	it('change its signature, type or body, for the calls they are meant for', async () => {
		const { simulator, receiver } = await started();
		const right = createHash('sha256').update(`${body}s`).digest('hex');
		simulator.webhooks.faults.add(
			{ signature: 'wrong' },
			{ signature: 'none' },
			{ signature: { text: 'sha256=' } },
			{ on: { type: B }, body: 'no JSON' },
			{ on: { subscriberName: 'other' }, lost: true },
			{ type: 'USER_DELETED' },
			{ bytes: 100_000 },
		);
		for (const type of [A, A, A, B, A, A, A]) {
			simulator.webhooks.fire(type, {});
			await simulator.webhooks.idle();
		}
		const { received } = receiver;
		expect(received.map((one) => one.signature)).toEqual([
			expect.stringMatching(RIGHT),
			undefined,
			'sha256=',
			createHash('sha256').update('no JSONs').digest('hex'),
			expect.stringMatching(RIGHT),
			expect.stringMatching(RIGHT),
			right,
		]);
		expect(received[0].signature).not.toBe(right);
		expect(received.slice(0, 3).map((one) => one.body)).toEqual([body, body, body]);
		expect(received[3].body).toBe('no JSON');
		expect(received[4].body).toBe(body.replace('USER_REGISTERED', 'USER_DELETED'));
		expect([received[5].body.length, received[5].payloads]).toEqual([100_000, [{}]]);
		expect(received[6].body).toBe(body);
		expect(simulator.webhooks.faults.pending).toHaveLength(1);
		simulator.reset();
		expect([simulator.webhooks.faults.pending, simulator.webhooks.log]).toEqual([[], []]);
	});

	it('send it twice', async () => {
		const { simulator, receiver } = await started();
		simulator.webhooks.faults.add({ twice: true });
		simulator.webhooks.fire(A, { n: 1 });
		await simulator.webhooks.idle();
		const [first, second] = receiver.received;
		expect([receiver.received.length, first]).toEqual([2, second]);
		expect(simulator.webhooks.log.map(({ kind }) => kind)).toEqual(['code', 'events', 'again']);
	});
});

describe('a call on demand', () => {
	it('repeats an earlier one', async () => {
		const { simulator, receiver } = await startSubscribed({ types: [A], secret: 's' });
		simulator.webhooks.fire(A, { n: 1 });
		await simulator.webhooks.idle();
		const [, delivery] = simulator.webhooks.log;
		const again = await simulator.webhooks.redeliver(delivery);
		expect(again).toMatchObject({ kind: 'again', status: 200, answer: 'answer 200' });
		expect(receiver.received[1]).toEqual(receiver.received[0]);
	});

	it('holds anything, signed or not', async () => {
		const { simulator, receiver } = await startSubscribed({ secret: 's' });
		receiver.answer = () => 401;
		await simulator.webhooks.post('n8n', '[1');
		await simulator.webhooks.post('n8n', '[1', null);
		await simulator.webhooks.post('n8n', '[1', 'x');
		expect(receiver.received.map(({ body, signature }) => [body, signature])).toEqual([
			['[1', createHash('sha256').update('[1s').digest('hex')],
			['[1', undefined],
			['[1', 'x'],
		]);
		const { kind, status, isAccepted } = simulator.webhooks.log[1];
		expect([kind, status, isAccepted]).toEqual(['foreign', 401, false]);
		expect(() => simulator.webhooks.post('nobody', '')).toThrow('No subscriber nobody');
	});

	it('may have a type that the documentation does not know', async () => {
		const { simulator, receiver } = await startSubscribed({ types: [A] });
		simulator.webhooks.fire('CONTENT_PUBLISHED', { n: 1 });
		await simulator.webhooks.idle();
		expect(sizes(receiver)).toEqual([['CONTENT_PUBLISHED', 1]]);
	});
});

test('subscribers belong to one account', async () => {
	const { simulator } = await startSubscribed({ types: [A] });
	const other = await start();
	expect([simulator.webhooks.subscribers.size, other.webhooks.subscribers.size]).toEqual([1, 0]);
});
