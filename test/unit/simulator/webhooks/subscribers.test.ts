/** Subscribers are registered, confirmed, subscribed, changed and removed. */
import type { Simulator } from '../../../simulator/server';
import { list, send, start } from '../client';
import { closeEverything, info, startReceiver, startSubscribed, webhook } from './receiver';

afterEach(closeEverything);

const URL = 'https://n8n.example.com/webhook/1';
const TYPE = 'COURSE_ITEM_STATUS_CHANGED';
const subscription = (more: object = {}): object => ({
	subscription: { subscriptionType: TYPE, ...more },
});
const register = (simulator: Simulator, name: string, more: object = {}): Promise<number> =>
	webhook(simulator, 'register', name, { callbackUrl: URL, ...more });
const subscriptions = (simulator: Simulator, name: string) =>
	list(simulator, `/webhook/subscription/list?subscriberName=${name}`);

describe('the life of a subscriber', () => {
	it('begins with a code, which confirms its URL once', async () => {
		const [simulator, receiver] = [await start(), await startReceiver()];
		const callbackUrl = `${receiver.url}/hook?a=1`;
		expect(await register(simulator, 'n8n', { callbackUrl, secret: 's' })).toBe(200);
		expect((await info(simulator, 'n8n')).json).toEqual({
			subscriberStatus: 'ACTIVE',
			confirmationStatus: 'UNCONFIRMED',
			notificationProcessStatus: 'INACTIVE',
		});
		const sendCode = async (): Promise<string> => {
			expect(await webhook(simulator, 'code/send', 'n8n')).toBe(200);
			await simulator.webhooks.idle();
			const { path, type, payloads, signature } = receiver.received.at(-1) ?? {};
			expect([path, type, signature]).toEqual(['/hook?a=1', 'CONFIRMATION', undefined]);
			return (JSON.parse(String(payloads?.[0])) as { code: string }).code;
		};
		const [first, second] = [await sendCode(), await sendCode()];
		const confirm = (code: string): Promise<number> =>
			webhook(simulator, 'confirm', 'n8n', { code });
		expect(second).toMatch(/^[0-9a-f-]{36}$/);
		expect([await confirm(first), await confirm('x')]).toEqual([400, 400]);
		expect([await confirm(second), await confirm(second)]).toEqual([200, 400]);
		expect((await info(simulator, 'n8n')).json).toEqual({
			subscriberStatus: 'ACTIVE',
			confirmationStatus: 'CONFIRMED',
			notificationProcessStatus: 'ACTIVE',
		});
		expect(simulator.violations).toEqual([]);
	});

	it('has subscriptions, which a list shows', async () => {
		const simulator = await start();
		const value = JSON.stringify([simulator.world.users[1].id]);
		const params = [{ name: 'userIds', value }];
		await register(simulator, 'n8n');
		expect(await webhook(simulator, 'subscribe', 'n8n', subscription())).toBe(200);
		expect(await webhook(simulator, 'subscribe', 'n8n', subscription({ params }))).toBe(200);
		expect(
			await webhook(simulator, 'subscribe', 'n8n', {
				subscription: { subscriptionType: 'USER_REGISTERED' },
			}),
		).toBe(200);
		expect(await subscriptions(simulator, 'n8n')).toEqual([
			{ subscriptionType: TYPE, params },
			{ subscriptionType: 'USER_REGISTERED', params: [] },
		]);
		const unsubscribe = (): Promise<number> =>
			webhook(simulator, 'unsubscribe', 'n8n', { subscriptionType: TYPE });
		expect([await unsubscribe(), await unsubscribe()]).toEqual([200, 404]);
		expect(await subscriptions(simulator, 'n8n')).toHaveLength(1);
	});

	it('is disabled and enabled, and confirms a new URL again', async () => {
		const { simulator, receiver } = await startSubscribed({ secret: 'old' });
		const status = async (): Promise<unknown> => (await info(simulator, 'n8n')).json;
		await webhook(simulator, 'disable', 'n8n');
		expect(await status()).toMatchObject({ subscriberStatus: 'INACTIVE' });
		await webhook(simulator, 'enable', 'n8n');
		expect(await status()).toMatchObject({ subscriberStatus: 'ACTIVE' });
		const change = (callbackUrl: string, secret?: string): Promise<number> =>
			webhook(simulator, 'settings/change', 'n8n', { callbackUrl, secret });
		const subscriber = simulator.webhooks.subscribers.get('n8n');
		expect(await change(`${receiver.url}/hook`, 'new')).toBe(200);
		expect([subscriber?.secret, subscriber?.isConfirmed]).toEqual(['new', true]);
		expect(await change(URL)).toBe(200);
		expect([subscriber?.secret, subscriber?.isConfirmed]).toEqual(['new', false]);
	});

	it('ends with its removal, which frees its name', async () => {
		const simulator = await start();
		expect([await register(simulator, 'n8n'), await register(simulator, 'n8n')]).toEqual([
			200, 400,
		]);
		const remove = (): Promise<number> => webhook(simulator, 'remove', 'n8n');
		expect([await remove(), await remove(), await register(simulator, 'n8n')]).toEqual([
			200, 404, 200,
		]);
		expect(simulator.violations).toEqual([]);
	});
});

describe('a call', () => {
	it.each([
		['register', { callbackUrl: undefined }],
		['register', { callbackUrl: 'n8n.example.com/webhook' }],
		['register', { callbackUrl: `https://n8n.example.com/${'x'.repeat(232)}` }],
		['register', { secret: 's'.repeat(256) }],
		['register', { secret: 7 }],
		['register', { subscriberName: 'n'.repeat(256) }],
		['register', { subscriberName: ' ' }],
		['subscribe', {}],
		['subscribe', { subscription: TYPE }],
		['subscribe', { subscription: { subscriptionType: 'course_item_status_changed' } }],
		['subscribe', subscription({ params: {} })],
		['subscribe', subscription({ params: [{ name: 'userIds' }] })],
		['subscribe', subscription({ params: [{ name: 'userIds', value: ['x'] }] })],
		['subscribe', subscription({ params: [{ name: 'userIds', value: '["x"]' }] })],
		['subscribe', subscription({ params: [{ name: 'userIds', value: '[]' }] })],
		['subscribe', subscription({ params: [{ name: 'userIds', value: 'a,b' }] })],
		['subscribe', subscription({ filters: [] })],
		['unsubscribe', { subscriptionType: 'Everything' }],
		['confirm', {}],
	])('%s is refused with %j', async (call, more) => {
		const simulator = await start();
		await register(simulator, 'there');
		const name = call === 'register' ? 'new' : 'there';
		const body = { callbackUrl: URL, ...more };
		const sent = call === 'register' ? body : more;
		expect(await webhook(simulator, call, name, sent)).toBe(400);
		expect(simulator.violations).toHaveLength(1);
		expect([...simulator.webhooks.subscribers.keys()]).toEqual(['there']);
	});

	it('takes as much as the limits allow', async () => {
		const simulator = await start();
		const callbackUrl = `https://n8n.example.com/${'x'.repeat(231)}`;
		const secret = 's'.repeat(255);
		expect(await register(simulator, 'n'.repeat(255), { callbackUrl, secret })).toBe(200);
	});

	it('takes only the filters of its type', async () => {
		const simulator = await start();
		await register(simulator, 'n8n');
		const value = JSON.stringify([simulator.world.id('course', 1)]);
		const params = [{ name: 'courseIds', value }];
		const attempt = (subscriptionType: string): Promise<number> =>
			webhook(simulator, 'subscribe', 'n8n', { subscription: { subscriptionType, params } });
		expect(await attempt('COURSE_STATUS_CHANGED')).toBe(200);
		for (const type of [TYPE, 'USER_REGISTERED', 'TRAINING_SESSION_PARTICIPANTS_ADDED'])
			expect([type, await attempt(type)]).toEqual([type, 400]);
	});

	it('finds no subscriber that is not registered', async () => {
		const simulator = await start();
		for (const [call, more] of Object.entries({
			'code/send': {},
			confirm: { code: 'x' },
			subscribe: subscription(),
			unsubscribe: { subscriptionType: TYPE },
			enable: {},
			disable: {},
			'settings/change': { callbackUrl: URL },
			remove: {},
		}))
			expect([call, await webhook(simulator, call, 'n8n', more)]).toEqual([call, 404]);
		for (const read of ['subscriber/info', 'subscription/list']) {
			const get = async (query: string): Promise<number> =>
				(await send(simulator, `GET /webhook/${read}${query}`)).status;
			expect([read, await get('?subscriberName=n8n'), await get('')]).toEqual([read, 404, 400]);
		}
		expect(simulator.violations).toHaveLength(2);
	});

	it('needs a key without limits to departments', async () => {
		const limited = { clientId: 'a', clientSecret: 'b', departments: [1] };
		const simulator = await start({ clients: [limited] });
		const { json } = await send(simulator, 'POST /api/v3/token', {
			body: 'grant_type=client_credentials&client_id=a&client_secret=b',
			type: 'application/x-www-form-urlencoded',
		});
		const token = (json as { access_token: string }).access_token;
		const body = { subscriberName: 'n8n', callbackUrl: URL };
		const path = 'GET /webhook/subscriber/info?subscriberName=n8n';
		expect([
			(await send(simulator, 'POST /webhook/register', { body, token })).status,
			(await send(simulator, path, { token })).status,
			(await send(simulator, 'POST /webhook/register', { body, token: 'none' })).status,
			(await send(simulator, 'GET /webhook/register')).status,
		]).toEqual([403, 403, 401, 405]);
		expect(simulator.webhooks.subscribers.size).toBe(0);
	});
});

test('calls and reads are in XML, too', async () => {
	const simulator = await start();
	const xml = { type: 'application/xml', accept: 'application/xml' };
	const post = async (call: string, fields: string): Promise<[number, string]> => {
		const body = `<?xml version="1.0"?><request><subscriberName>n&amp;n</subscriberName>${fields}</request>`;
		const { status, text } = await send(simulator, `POST /webhook/${call}`, { ...xml, body });
		return [status, text];
	};
	const ids = JSON.stringify([simulator.world.users[0].id]);
	const subscribed = `<subscription><subscriptionType>${TYPE}</subscriptionType><params><param><name>userIds</name><value>${ids}</value></param></params></subscription>`;
	expect(await post('register', `<callbackUrl>${URL}</callbackUrl>`)).toEqual([200, '']);
	expect(await post('subscribe', subscribed)).toEqual([200, '']);
	expect((await post('confirm', '<code>x</code>'))[0]).toBe(400);
	const read = async (path: string): Promise<string> =>
		(await send(simulator, `GET /webhook/${path}?subscriberName=n%26n`, xml)).text;
	expect(await read('subscriber/info')).toMatch(
		/<response>\s*<subscriberStatus>ACTIVE<.*<confirmationStatus>UNCONFIRMED</s,
	);
	expect(await read('subscription/list')).toMatch(
		/<response>\s*<subscription>\s*<subscriptionType>COURSE_ITEM.*<param>\s*<name>userIds<.*<value>/s,
	);
});

test('other hosts differ in what the documentation leaves open', async () => {
	const simulator = await start();
	await register(simulator, 'n8n');
	const attempt = (subscriptionType: string, id?: string): Promise<number> =>
		webhook(simulator, 'subscribe', 'n8n', {
			subscription: {
				subscriptionType,
				params: id === undefined ? undefined : [{ name: 'userIds', value: `["${id}"]` }],
			},
		});
	const unknown = simulator.world.id('user', 999);
	expect(await attempt(TYPE, unknown)).toBe(200);
	simulator.rules.unknownFilterIds = 'refuse';
	expect(await attempt(TYPE, unknown)).toBe(400);
	simulator.rules.subscribedTwice = 'refuse';
	expect(await attempt(TYPE)).toBe(400);
	simulator.rules.maxSubscriptions = 1;
	expect(await attempt('USER_REGISTERED')).toBe(400);
	await webhook(simulator, 'unsubscribe', 'n8n', { subscriptionType: TYPE });
	expect(await attempt('USER_REGISTERED')).toBe(200);
	simulator.rules.maxSubscriptions = 2;
	simulator.rules.subscribesUnconfirmed = false;
	expect(await attempt(TYPE)).toBe(400);
	simulator.rules.unknownSubscriber = 400;
	const remove = await webhook(simulator, 'remove', 'nobody');
	expect([remove, (await info(simulator, 'nobody')).status]).toEqual([400, 400]);
	simulator.rules.record = 'wrapped';
	expect((await info(simulator, 'n8n')).json).toEqual({
		response: expect.objectContaining({ subscriberStatus: 'ACTIVE' }),
	});
	simulator.rules.subscriberInfo = 'empty';
	const { status, text } = await info(simulator, 'n8n');
	expect([status, text]).toEqual([200, '']);
});
