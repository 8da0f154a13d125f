/** The function that n8n calls every few minutes: it looks whether iSpring Learn still sends events, and catches up. */
import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { Runtime } from '../../../api/runtime';
import type { RawRecord } from '../../../api/schema/record';
import { INSTANT_LOG_LINES } from '../../../errors/messages/instantMessages';
import type { PollRun } from '../../polling/deadline';
import { startDeadline } from '../../polling/deadline';
import { throwPollError } from '../../polling/throwPollError';
import { createSubscriber } from '../subscriber/createSubscriber';
import { subscriberExists } from '../subscriber/lifeCycle';
import { catchUp, CatchUps, forgetCatchUp, isCatchUpDue } from './catchUp';
import { describeForLog, describeRequest } from './failures';
import type { InstantForm, InstantRun } from './parameters';
import { readCatchUp } from './parameters';
import type { InstantSelection } from './run';
import { createSubscriberTools, describeSubscriber, readSelection } from './run';
import type { Delivered } from './webhook';
import { LifeCycleLocks, PublishedAddresses } from './webhookMethods';

/** What a poll passes to `execute`: the results that it found. */
export interface CaughtUp extends Pick<Delivered, 'batchId'> {
	results: RawRecord[];
}

/** Creates the subscriber of a published node again if iSpring Learn has stopped using it. */
async function checkSubscriber(run: InstantRun, selection: InstantSelection): Promise<void> {
	const { runtime, context } = run;
	const addresses = runtime.get(PublishedAddresses);
	const published = addresses.get(context);
	// Another process has published the workflow, or it is not published yet.
	if (published === null) return;
	await runtime.get(LifeCycleLocks).run(published.name, async () => {
		// It may have been unpublished meanwhile.
		if (addresses.get(context) !== published) return;
		const tools = await createSubscriberTools(run);
		const subscriber = await describeSubscriber(context, published, selection);
		if (await subscriberExists(tools, subscriber)) return;
		await createSubscriber(tools, subscriber);
		runtime.get(CatchUps).set(context, null);
		LoggerProxy.warn(INSTANT_LOG_LINES.healed(context.getNode().name));
	});
}

/** Reads what was missed, if the form says so and it is time. Turned on again, Catch Up starts anew. */
async function readMissed(run: PollRun, selection: InstantSelection): Promise<RawRecord[]> {
	if (readCatchUp(run.context, selection.event)) {
		return isCatchUpDue(run) ? await catchUp(run, selection) : [];
	}
	forgetCatchUp(run);
	return [];
}

/** Creates the poll function. */
export function createPoll(runtime: Runtime, form: InstantForm) {
	return async function (this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const deadline = startDeadline(this);
		// What Catch Up finds would be lost if the health check took longer.
		const run: InstantRun = { runtime, context: this, form, deadline };
		const pollRun: PollRun = { runtime, context: this, deadline, retries: 0 };
		const fail = async (error: unknown, label: string): Promise<never> =>
			await throwPollError(this, error, await describeRequest(run, label, error));

		const selection = await readSelection(run).catch(
			async (error: unknown) => await fail(error, 'webhooks'),
		);
		const [missed, health] = await Promise.allSettled([
			readMissed(pollRun, selection),
			checkSubscriber(run, selection),
		]);
		if (missed.status === 'fulfilled' && missed.value.length > 0) {
			// An error now would lose the results. The next poll checks the subscriber again.
			if (health.status === 'rejected') {
				const reason = await describeForLog(this, health.reason);
				LoggerProxy.warn(INSTANT_LOG_LINES.unhealthy(this.getNode().name, reason));
			}
			const caughtUp: CaughtUp = { results: missed.value, batchId: randomUUID() };
			return [[{ json: caughtUp as unknown as IDataObject }]];
		}
		if (health.status === 'rejected') return await fail(health.reason, 'webhooks');
		if (missed.status === 'rejected') return await fail(missed.reason, 'moduleResults');
		return null;
	};
}
