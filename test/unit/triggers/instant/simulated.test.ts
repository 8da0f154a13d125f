/** The life of a subscriber and its events against the simulator, which was written from the documents alone. */
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { RecordEndpoint } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import { HostLimiter } from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import type { RequestContext } from '../../../../nodes/IspringLearn/api/requester/requester';
import {
	connectionTo,
	createRequester,
} from '../../../../nodes/IspringLearn/api/requester/requester';
import { shapeOf } from '../../../../nodes/IspringLearn/api/schema/rowShape';
import { toMessages } from '../../../../nodes/IspringLearn/triggers/instant/delivery/messages';
import { parseDelivery } from '../../../../nodes/IspringLearn/triggers/instant/delivery/parseDelivery';
import { checkSignature } from '../../../../nodes/IspringLearn/triggers/instant/delivery/signature';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { findEvent, INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { EventMemory } from '../../../../nodes/IspringLearn/triggers/instant/memory/eventMemory';
import { readBack } from '../../../../nodes/IspringLearn/triggers/instant/rows/readBack';
import { createRecordReader } from '../../../../nodes/IspringLearn/triggers/instant/rows/readLists';
import { createRowBuilder } from '../../../../nodes/IspringLearn/triggers/instant/rows/toRows';
import { createSubscriber } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/createSubscriber';
import type {
	Subscriber,
	SubscriberTools,
} from '../../../../nodes/IspringLearn/triggers/instant/subscriber/lifeCycle';
import {
	confirmSubscriber,
	removeSubscriber,
	subscriberExists,
} from '../../../../nodes/IspringLearn/triggers/instant/subscriber/lifeCycle';
import { SubscriberError } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/subscriberError';
import { toSubscription } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/subscription';
import type { Rules, Simulator } from '../../../simulator/server';
import { startSimulator } from '../../../simulator/server';
import { WORLD_NOW } from '../../../simulator/world';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rejectionOf } from '../../support/thrown';

const closing: Array<() => void | Promise<void>> = [];

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

/** Sends a request as n8n does, signed in. */
function contextOf(simulator: Simulator): RequestContext {
	const httpRequestWithAuthentication = async (_type: string, request: IHttpRequestOptions) => {
		const url = new URL(`${request.baseURL}${request.url}`);
		for (const [name, value] of Object.entries(request.qs ?? {})) {
			const isList = Array.isArray(value);
			for (const one of [value].flat())
				url.searchParams.append(isList ? `${name}[]` : name, String(one));
		}
		const body = request.body === undefined ? undefined : JSON.stringify(request.body);
		const answer = await fetch(url, {
			method: request.method,
			body,
			headers: {
				Accept: 'application/json',
				Authorization: `Bearer ${simulator.issueToken()}`,
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
		});
		const data = Buffer.from(await answer.arrayBuffer());
		const headers = Object.fromEntries(answer.headers);
		const response = {
			status: answer.status,
			statusCode: answer.status,
			data,
			body: data,
			headers,
		};
		if (!answer.ok) throw Object.assign(new Error('rejected'), { response });
		return response;
	};
	return { helpers: { httpRequestWithAuthentication } };
}

/** n8n with one trigger. */
async function startTrigger(name: InstantEventName, rules: Partial<Rules> = {}, filters = {}) {
	const simulator = await startSimulator({ rows: 100, users: 20, courses: 4, rules });
	closing.push(async () => await simulator.close());
	const send = createRequester(contextOf(simulator), connectionTo(simulator.url));
	const policy = { limiter: new HostLimiter(), maxRetries: 0 };
	const memory = new EventMemory();
	const rows: object[] = [];
	const statuses: number[] = [];
	const event = INSTANT_EVENTS[name];

	async function receive(body: Buffer, signature: unknown): Promise<number> {
		const delivery = parseDelivery(body);
		if (delivery.kind === 'confirmation') {
			await confirmSubscriber(send, subscriber.name, delivery.code);
			return 200;
		}
		if (checkSignature(body, signature, subscriber.secret) !== 'valid') return 401;
		if (delivery.kind !== 'events' || findEvent(delivery.type) !== name) return 200;
		const shape = shapeOf(
			event.rows.schema,
			event.rows.schema.columns.map((one) => one.name),
		);
		const options = { shape, readableIn: null, node: 'iSpring Learn Instant Trigger' };
		const builder = createRowBuilder(send, policy, name, options);
		const tools = {
			prepare: builder.prepare,
			readRecords: createRecordReader(send, policy),
			readRecord: async (endpoint: RecordEndpoint, parameters: Record<string, string>) =>
				await send<'record'>(endpoint, parameters),
			sleep: async () => await Promise.resolve(),
			now: () => WORLD_NOW,
		};
		const { events } = await readBack(tools, name, toMessages(delivery.messages, event), memory);
		rows.push(...builder.toRows(events));
		return 200;
	}

	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			receive(Buffer.concat(chunks), request.headers['x-hub-signature'])
				.catch(() => 500)
				.then((status) => {
					statuses.push(status);
					response.writeHead(status).end();
				});
		});
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.close();
		server.closeAllConnections();
	});
	const { port } = server.address() as AddressInfo;
	const subscriber: Subscriber = {
		name: 'n8n-production-a-b',
		callbackUrl: `http://127.0.0.1:${port}/webhook`,
		secret: 'x'.repeat(64),
		subscription: toSubscription(name, filters),
	};
	let waitedMs = 0;
	const tools: SubscriberTools = {
		call: send,
		now: () => waitedMs,
		sleep: async (milliseconds) => {
			waitedMs += milliseconds;
			await new Promise<void>((resolve) => setTimeout(resolve, 5));
		},
		onIgnored: () => {},
	};
	return { simulator, subscriber, tools, rows, statuses };
}

const FORMS: ReadonlyArray<Partial<Rules>> = [
	{},
	...(['hash', 'hmac'] as const).flatMap((by) =>
		(['hex', 'HEX', 'base64'] as const).flatMap((encoding) =>
			['', 'sha256='].map((prefix) => ({ signature: { by, encoding, prefix } })),
		),
	),
	...(['text', 'object', 'code'] as const).map((confirmation) => ({ confirmation })),
	...(['later', 'waits', 'checks'] as const).map((codeSending) => ({ codeSending })),
	{ confirmationType: 'confirmation', signsConfirmation: true },
	{ eventNames: 'classes' },
	{ messages: 'text' },
	{ completionDate: 'text' },
	{ subscriberInfo: 'empty' },
	{ unknownSubscriber: 400 },
	{ subscribesUnconfirmed: false },
];

test.each(FORMS)('a completion arrives once, as its result: %j', async (rules) => {
	const trigger = await startTrigger('moduleCompleted', rules);
	const { simulator, subscriber, tools, rows, statuses } = trigger;
	expect(await subscriberExists(tools, subscriber)).toBe(false);
	await createSubscriber(tools, subscriber);
	expect(await subscriberExists(tools, subscriber)).toBe(true);
	simulator.change(7, { completionStatus: 'passed', completionDate: WORLD_NOW });
	await simulator.webhooks.idle();
	const { userId, courseId, moduleId } = simulator.row(7);
	const row = {
		userId,
		courseId,
		moduleId,
		completionStatus: 'passed',
		eventName: 'moduleCompleted',
	};
	expect(rows).toMatchObject([row]);
	expect(rows[0]).not.toHaveProperty('warning');
	const delivered = simulator.webhooks.log.at(-1);
	if (delivered !== undefined) await simulator.webhooks.redeliver(delivered);
	expect(rows).toHaveLength(1);
	expect(new Set(statuses)).toEqual(new Set([200]));
	await removeSubscriber(tools.call, subscriber.name);
	expect(await subscriberExists(tools, subscriber)).toBe(false);
	await removeSubscriber(tools.call, subscriber.name);
	expect(simulator.violations).toEqual([]);
});

test('results of many learners arrive in batches, each once', async () => {
	const { simulator, subscriber, tools, rows } = await startTrigger('moduleCompleted', {
		maxBatch: 20,
	});
	await createSubscriber(tools, subscriber);
	for (let i = 0; i < 60; i++) {
		simulator.change(i, { completionStatus: 'failed', completionDate: null });
		simulator.change(i, { completionStatus: 'passed', completionDate: WORLD_NOW + i });
	}
	await simulator.webhooks.idle();
	const keyOf = ({ userId, moduleId, enrollmentId }: Record<string, unknown>) =>
		[userId, moduleId, enrollmentId].join(':');
	const expected = Array.from({ length: 60 }, (_, i) => keyOf({ ...simulator.row(i) }));
	expect(rows.map((row) => keyOf({ ...row })).sort()).toEqual(expected.sort());
});

test('a filter of the subscription is the one that the API applies', async () => {
	const probe = await startSimulator({ rows: 100, users: 20, courses: 4 });
	const { userId } = probe.row(7);
	await probe.close();
	const trigger = await startTrigger('moduleCompleted', {}, { userIds: [userId] });
	const { simulator, subscriber, tools, rows } = trigger;
	await createSubscriber(tools, subscriber);
	for (let i = 0; i < 30; i++) {
		simulator.change(i, { completionStatus: 'in_progress', completionDate: null });
		simulator.change(i, { completionStatus: 'passed', completionDate: WORLD_NOW });
	}
	await simulator.webhooks.idle();
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.every((row) => 'userId' in row && row.userId === userId)).toBe(true);
	expect(await subscriberExists(tools, subscriber)).toBe(true);
});

test('a wrong signature is rejected', async () => {
	const { simulator, subscriber, tools, rows, statuses } = await startTrigger('userRegistered');
	await createSubscriber(tools, subscriber);
	const body = '{"type":"USER_REGISTERED","payloads":[{}]}';
	for (const signature of [null, '0'.repeat(64), 'x']) {
		await simulator.webhooks.post(subscriber.name, body, signature);
	}
	expect(statuses.slice(-3)).toEqual([401, 401, 401]);
	expect(rows).toEqual([]);
});

test.each(['later', 'waits', 'checks'] as const)(
	'a URL that is not there is given up, and nothing is left behind (%s)',
	async (codeSending) => {
		const { simulator, subscriber, tools } = await startTrigger('userRegistered', { codeSending });
		const callbackUrl = subscriber.callbackUrl.replace(/\d+\/webhook$/, '1/webhook');
		const creation = createSubscriber(tools, { ...subscriber, callbackUrl });
		expect((await rejectionOf(SubscriberError, creation)).reason).toBe('unconfirmedUrl');
		expect([...simulator.webhooks.subscribers]).toEqual([]);
	},
);
