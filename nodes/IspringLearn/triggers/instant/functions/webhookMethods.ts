/** The functions that n8n calls when a workflow is published, when it starts, and when it is unpublished. */
import type { IHookFunctions } from 'n8n-workflow';
import { LoggerProxy, NodeOperationError } from 'n8n-workflow';
import { Locks } from '../../../api/requester/locks';
import type { Runtime } from '../../../api/runtime';
import { INSTANT_LOG_LINES } from '../../../errors/messages/instantMessages';
import { classifyError } from '../../../api/requester/requestError';
import { isRetryable } from '../../../api/requester/retryRules';
import { PerNode } from '../../perNode';
import { createSubscriber } from '../subscriber/createSubscriber';
import { nameSubscriber, readOrigin, WEBHOOK } from '../subscriber/identity';
import type { Subscriber, SubscriberTools } from '../subscriber/lifeCycle';
import { removeSubscriber, subscriberExists } from '../subscriber/lifeCycle';
import { CatchUps } from './catchUp';
import { describe, describeForLog, describeRequest } from './failures';
import type { InstantForm, InstantRun } from './parameters';
import type { Address } from './run';
import { createSubscriberTools, describeSubscriber, readSelection } from './run';

/** Where iSpring Learn sends the events of published nodes. n8n passes it to these functions, but not to polls. */
export class PublishedAddresses extends PerNode<Address> {}

/** Publishing, health checks and unpublishing of a node wait for one another. */
export class LifeCycleLocks extends Locks {}

function readAddress(context: IHookFunctions): Address {
	const origin = readOrigin(context);
	const callbackUrl = context.getNodeWebhookUrl(WEBHOOK) ?? '';
	return { name: nameSubscriber(origin), callbackUrl, isTest: origin.isTest };
}

/** Creates the functions for the life of a subscriber. */
export function createWebhookMethods(runtime: Runtime, form: InstantForm) {
	/**
	 * Does something with the subscriber of a node while no other function changes it.
	 * @param rescue what to return in spite of an error; null to throw it
	 */
	async function inTurn<T>(
		context: IHookFunctions,
		work: (tools: SubscriberTools, subscriber: Subscriber, address: Address) => Promise<T>,
		rescue?: (error: unknown, address: Address) => T | null,
	): Promise<T> {
		const run: InstantRun = { runtime, context, form };
		const address = readAddress(context);
		try {
			return await runtime.get(LifeCycleLocks).run(address.name, async () => {
				const subscriber = await describeSubscriber(context, address, await readSelection(run));
				return await work(await createSubscriberTools(run), subscriber, address);
			});
		} catch (error) {
			const rescued = rescue?.(error, address) ?? null;
			if (rescued !== null) return rescued;
			const request = await describeRequest(run, 'webhooks', error);
			// When a workflow can't be published or tested, n8n shows the message alone: the next step is part of it.
			throw new NodeOperationError(context.getNode(), await describe(context, error, request));
		}
	}

	/** Remembers where events of a published node arrive. */
	const remember = (context: IHookFunctions, address: Address): void => {
		if (!address.isTest) runtime.get(PublishedAddresses).set(context, address);
	};

	return {
		[WEBHOOK]: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await inTurn(
					this,
					async (tools, subscriber, address) => {
						const exists = await subscriberExists(tools, subscriber);
						if (exists) remember(this, address);
						return exists;
					},
					(error, address) => {
						// n8n removes the webhook of a workflow that it can't activate, and with it the events that wait.
						const isAssumed =
							this.getActivationMode() === 'init' && isRetryable(classifyError(error));
						if (!isAssumed) return null;
						remember(this, address);
						LoggerProxy.warn(INSTANT_LOG_LINES.unchecked(this.getNode().name));
						return true;
					},
				);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await inTurn(this, async (tools, subscriber, address) => {
					await createSubscriber(tools, subscriber);
					remember(this, address);
					// What happened while there was no subscriber is read.
					if (!address.isTest) runtime.get(CatchUps).set(this, null);
					return true;
				});
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const address = readAddress(this);
				if (!address.isTest) runtime.get(PublishedAddresses).set(this, null);
				try {
					await runtime.get(LifeCycleLocks).run(address.name, async () => {
						const { call } = await createSubscriberTools({ runtime, context: this });
						await removeSubscriber(call, address.name);
					});
				} catch (error) {
					// The workflow is unpublished in any case.
					const node = this.getNode().name;
					LoggerProxy.warn(INSTANT_LOG_LINES.notRemoved(node, await describeForLog(this, error)));
				}
				return true;
			},
		},
	};
}
