/** The function that n8n calls for each request to the trigger's URL. It answers at once: `execute` reads the records. */
import { randomUUID } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { CREDENTIAL } from '../../../api/requester/requester';
import type { Runtime } from '../../../api/runtime';
import type { RawRecord } from '../../../api/schema/record';
import { INSTANT_LOG_LINES } from '../../../errors/messages/instantMessages';
import { parseDelivery } from '../delivery/parseDelivery';
import { checkSignature, SIGNATURE_HEADER } from '../delivery/signature';
import { findEvent } from '../events';
import { deriveSecret, nameSubscriber, readOrigin } from '../subscriber/identity';
import { confirmSubscriber } from '../subscriber/lifeCycle';
import { describeForLog } from './failures';
import { readInstantEvent } from './parameters';
import { createRequests } from './requests';

/** What the webhook passes to `execute`: the messages of a delivery. */
export interface Delivered {
	messages: RawRecord[];
	/** Tells these messages from a redelivery. It stays the same if n8n runs their execution again. */
	batchId: string;
}

/** iSpring Learn counts 200 as success, and nothing else. It sends everything else again. */
const STATUS = { done: 200, unsigned: 401, failed: 503 } as const;

/**
 * How many codes of a subscriber are confirmed at once. Confirmations may be unsigned, so anybody could send any number of
 * them. But a second code may come while the first one, which it makes invalid, is being confirmed.
 */
const MAX_CONFIRMATIONS = 3;

/** The number of codes that are being confirmed, by the name of the subscriber. */
class Confirmations {
	readonly running = new Map<string, number>();
}

interface RawRequest {
	rawBody?: Buffer;
	/** n8n reads the body when it is needed. */
	readRawBody?: () => Promise<void>;
}

async function readRawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as RawRequest;
	if (request.rawBody === undefined) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/** Answers without starting the workflow. */
function answer(context: IWebhookFunctions, status: keyof typeof STATUS): IWebhookResponseData {
	context.getResponseObject().status(STATUS[status]).send(status);
	return { noWebhookResponse: true };
}

/** Creates the function that receives deliveries. */
export function createWebhook(runtime: Runtime) {
	async function confirm(context: IWebhookFunctions, name: string, code: string): Promise<boolean> {
		const { running } = runtime.get(Confirmations);
		const count = running.get(name) ?? 0;
		if (count >= MAX_CONFIRMATIONS) return false;
		running.set(name, count + 1);
		try {
			const { call } = await createRequests(runtime, context, 0);
			await confirmSubscriber(call, name, code);
			return true;
		} catch (error) {
			const reason = await describeForLog(context, error);
			LoggerProxy.warn(INSTANT_LOG_LINES.unconfirmed(context.getNode().name, reason));
			return false;
		} finally {
			const left = (running.get(name) ?? 1) - 1;
			if (left > 0) running.set(name, left);
			else running.delete(name);
		}
	}

	async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
		const node = context.getNode().name;
		const ignore = (line: string): IWebhookResponseData => {
			LoggerProxy.warn(line);
			return answer(context, 'done');
		};
		const name = nameSubscriber(readOrigin(context));
		const body = await readRawBody(context);
		const delivery = parseDelivery(body);
		if (delivery.kind === 'confirmation') {
			const isConfirmed = await confirm(context, name, delivery.code);
			return answer(context, isConfirmed ? 'done' : 'failed');
		}
		const secret = deriveSecret(name, await context.getCredentials(CREDENTIAL)) ?? '';
		const signature: unknown = context.getHeaderData()[SIGNATURE_HEADER];
		if (checkSignature(body, signature, secret) !== 'valid') {
			LoggerProxy.warn(INSTANT_LOG_LINES.wrongSignature(node));
			return answer(context, 'unsigned');
		}
		if (delivery.kind === 'foreign') {
			return ignore(INSTANT_LOG_LINES.foreignBody(node, delivery.reason));
		}
		const { type, messages, unreadable } = delivery;
		if (findEvent(type) !== readInstantEvent(context)) {
			return ignore(INSTANT_LOG_LINES.otherEvent(node, type));
		}
		if (unreadable > 0) LoggerProxy.warn(INSTANT_LOG_LINES.unreadable(node, unreadable));
		if (messages.length === 0) return answer(context, 'done');
		const delivered: Delivered = { messages, batchId: randomUUID() };
		return { workflowData: [[{ json: delivered as unknown as IDataObject }]] };
	}

	return async function (this: IWebhookFunctions): Promise<IWebhookResponseData> {
		// n8n would start an execution without data for an error.
		return await receive(this).catch(async (error: unknown) => {
			const reason = await describeForLog(this, error);
			LoggerProxy.error(INSTANT_LOG_LINES.failed(this.getNode().name, reason));
			return answer(this, 'failed');
		});
	};
}
