/** A simulated account whose webhooks reach n8n, as it looks from outside. */
import type { Delivery, Simulator } from '../../simulator/server';
import { resultKeyOf } from '../../support/columns';
import { waitFor } from '../running/waitFor';

export const COMPLETED = 'COURSE_ITEM_COMPLETED_SUCCESSFULLY';

const DAY = 86_400;
/** Longer than iSpring Learn repeats a delivery. */
export const OUTAGE = 2 * DAY;

/** A subscriber, as far as a person could see it. */
export interface Seen {
	name: string;
	url: string;
	isConfirmed: boolean;
	types: string[];
}

export const subscribersOf = ({ webhooks }: Simulator): Seen[] =>
	[...webhooks.subscribers.values()].map(({ name, callbackUrl, isConfirmed, subscriptions }) => ({
		name,
		url: callbackUrl,
		isConfirmed,
		types: [...subscriptions.keys()],
	}));

/** Waits for this many subscribers, all of them confirmed and subscribed. */
export async function waitForSubscribers(simulator: Simulator, count: number): Promise<Seen[]> {
	return await waitFor(`${count} subscribers`, () => {
		const all = subscribersOf(simulator);
		const isReady = all.every(({ isConfirmed, types }) => isConfirmed && types.length > 0);
		return all.length === count && isReady ? all : null;
	});
}

export const range = (from: number, count: number): number[] =>
	Array.from({ length: count }, (_, i) => from + i);

/**
 * Completes modules by the account's clock, and waits for the deliveries.
 * @returns the keys of the results
 */
export async function complete(
	simulator: Simulator,
	rows: readonly number[],
	secondsAgo = 0,
): Promise<string[]> {
	const completionDate = Math.floor(simulator.world.clock()) - secondsAgo;
	for (const row of rows) simulator.change(row, { completionDate, completionStatus: 'passed' });
	await simulator.webhooks.idle();
	return rows.map((row) => resultKeyOf(simulator.row(row)));
}

/** The deliveries of events so far. */
export const deliveriesOf = ({ webhooks }: Simulator): Delivery[] =>
	webhooks.log.filter(({ kind }) => kind === 'events');
