/** The call with the code: its forms, and when `/webhook/code/send` answers. */
import { start } from '../client';
import { closeEverything, startReceiver, webhook, type Received } from './receiver';

afterEach(closeEverything);

test.each([
	['text', (code: string): unknown => JSON.stringify({ code })],
	['object', (code: string): unknown => ({ code })],
	['code', (code: string): unknown => code],
] as const)('the payload is the %s', async (confirmation, payload) => {
	const [simulator, receiver] = [await start({ rules: { confirmation } }), await startReceiver()];
	simulator.rules.confirmationType = 'Confirmation';
	await webhook(simulator, 'register', 'n8n', { callbackUrl: receiver.url });
	await webhook(simulator, 'code/send', 'n8n');
	await simulator.webhooks.idle();
	const code = simulator.webhooks.subscribers.get('n8n')?.code ?? '';
	const { body } = receiver.received[0];
	expect(JSON.parse(body)).toEqual({ type: 'Confirmation', payloads: [payload(code)] });
});

test('it is signed where the host signs it', async () => {
	const [simulator, receiver] = [await start(), await startReceiver()];
	await webhook(simulator, 'register', 'n8n', { callbackUrl: receiver.url, secret: 's' });
	for (const signsConfirmation of [false, true]) {
		simulator.rules.signsConfirmation = signsConfirmation;
		await webhook(simulator, 'code/send', 'n8n');
		await simulator.webhooks.idle();
	}
	expect(receiver.received.map(({ signature }) => signature)).toEqual([
		undefined,
		expect.stringMatching(/^[0-9a-f]{64}$/),
	]);
});

test.each([
	['later', ['answered', 'received']],
	['waits', ['received', 'answered']],
	['checks', ['received', 'answered']],
] as const)('%s: the receiver can confirm while it answers', async (codeSending, order) => {
	const [simulator, receiver] = [await start({ rules: { codeSending } }), await startReceiver()];
	const happened: string[] = [];
	receiver.answer = async ({ payloads }: Received) => {
		while (codeSending === 'later' && happened.length === 0)
			await new Promise((resolve) => setTimeout(resolve, 1));
		const { code } = JSON.parse(String(payloads?.[0])) as { code: string };
		happened.push('received');
		expect(await webhook(simulator, 'confirm', 'n8n', { code })).toBe(200);
		return 200;
	};
	await webhook(simulator, 'register', 'n8n', { callbackUrl: receiver.url });
	await webhook(simulator, 'code/send', 'n8n');
	happened.push('answered');
	await simulator.webhooks.idle();
	expect(happened).toEqual(order);
	expect(simulator.webhooks.subscribers.get('n8n')?.isConfirmed).toBe(true);
});

test.each([
	['waits', 200],
	['checks', 400],
] as const)('%s: a receiver that refuses the call', async (codeSending, status) => {
	const [simulator, receiver] = [await start({ rules: { codeSending } }), await startReceiver()];
	receiver.answer = () => 404;
	await webhook(simulator, 'register', 'n8n', { callbackUrl: receiver.url });
	expect(await webhook(simulator, 'code/send', 'n8n')).toBe(status);
	expect(receiver.received).toHaveLength(1);
	expect(simulator.violations).toEqual([]);
});

test('a URL that cannot be reached stays unconfirmed, and no other host is contacted', async () => {
	const [simulator, receiver] = [await start(), await startReceiver()];
	const origin = 'https://n8n.example.com';
	await webhook(simulator, 'register', 'n8n', { callbackUrl: `${origin}/webhook/1?a=b` });
	const attempt = async (): Promise<number | undefined> => {
		expect(await webhook(simulator, 'code/send', 'n8n')).toBe(200);
		await simulator.webhooks.idle();
		return simulator.webhooks.log.at(-1)?.status;
	};
	expect(await attempt()).toBe(0);
	simulator.webhooks.hosts.set(origin, receiver.url);
	expect(await attempt()).toBe(200);
	const { path, host } = receiver.received[0];
	expect([path, host]).toEqual(['/webhook/1?a=b', 'n8n.example.com']);
	receiver.close();
	expect(await attempt()).toBe(0);
	expect(simulator.webhooks.subscribers.get('n8n')?.isConfirmed).toBe(false);
});
