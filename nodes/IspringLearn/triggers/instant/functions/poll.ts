/** The function that n8n calls every few minutes: it looks whether iSpring Learn still sends events, and catches up. */
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
import { catchUp, CatchUps, isCatchUpDue } from './catchUp';
import type { InstantForm } from './parameters';
import { readCatchUp } from './parameters';
import type { InstantRun } from './run';
import {
	createSubscriberTools,
	describe,
	describeRequest,
	readSelection,
	readSubscriber,
} from './run';
import { LifeCycleTurns, PublishedAddresses } from './webhookMethods';

/** What a poll passes to `execute`: the results that it found. */
export interface CaughtUp {
	results: RawRecord[];
}

/** Creates the subscriber of a published node again if iSpring Learn has stopped using it. */
async function checkSubscriber(run: InstantRun): Promise<void> {
	const { runtime, context } = run;
	const addresses = runtime.get(PublishedAddresses);
	const published = addresses.get(context);
	// Another process has published the workflow, or it is not published yet.
	if (published === null) return;
	await runtime.get(LifeCycleTurns).take(published.name, async () => {
		// It may have been unpublished meanwhile.
		if (addresses.get(context) !== published) return;
		const tools = await createSubscriberTools(run);
		const subscriber = await readSubscriber(run, published);
		if (await subscriberExists(tools, subscriber)) return;
		await createSubscriber(tools, subscriber);
		runtime.get(CatchUps).set(context, null);
		LoggerProxy.warn(INSTANT_LOG_LINES.healed(context.getNode().name));
	});
}

/** Reads what was missed, if the form says so and it is time. */
async function readMissed(run: InstantRun, pollRun: PollRun): Promise<RawRecord[]> {
	const selection = await readSelection(run);
	if (!readCatchUp(run.context, selection.event) || !isCatchUpDue(pollRun)) return [];
	return await catchUp(pollRun, selection);
}

/** Creates the poll function. */
export function createPoll(runtime: Runtime, form: InstantForm) {
	return async function (this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const run: InstantRun = { runtime, context: this, form };
		const pollRun: PollRun = { runtime, context: this, deadline: startDeadline(this), retries: 0 };
		const [missed, health] = await Promise.allSettled([
			readMissed(run, pollRun),
			checkSubscriber(run),
		]);
		const results = missed.status === 'fulfilled' ? missed.value : [];
		if (results.length > 0) {
			// The next poll checks again. An error now would lose the results.
			if (health.status === 'rejected') {
				const reason = await describe(this, health.reason);
				LoggerProxy.warn(INSTANT_LOG_LINES.unhealthy(this.getNode().name, reason));
			}
			const caughtUp: CaughtUp = { results };
			return [[{ json: caughtUp as unknown as IDataObject }]];
		}
		const failed = [
			{ outcome: health, label: 'webhooks' },
			{ outcome: missed, label: 'moduleResults' },
		].find(({ outcome }) => outcome.status === 'rejected');
		if (failed?.outcome.status !== 'rejected') return null;
		const { reason } = failed.outcome as PromiseRejectedResult;
		return await throwPollError(this, reason, await describeRequest(run, failed.label, reason));
	};
}
