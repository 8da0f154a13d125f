/** A trigger with an expression in a filter that returns nothing, once or always. */
import type { INodeParameters } from 'n8n-workflow';
import type { TriggerFixture } from '../../support/engine/triggerFixture';
import {
	complete,
	DAY,
	HOUR,
	indexesOf,
	MINUTE,
	createTriggerFixture,
} from '../../support/engine/triggerFixture';
import { listUrls, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const form = (emptyExpressions?: string, more: INodeParameters = {}): INodeParameters => ({
	filters: { userIds: '={{ $vars.users }}' },
	options: emptyExpressions ? { emptyExpressions } : {},
	...more,
});

/** The filter reads a variable of n8n. It is not defined at first. */
async function fixtureWithVariable(fields: INodeParameters) {
	const variables: { users?: string } = {};
	const fixture = await createTriggerFixture(suite, {}, { fields, variables });
	return { fixture, variables };
}

const everybody = ({ simulator }: TriggerFixture): string =>
	simulator.world.users.map(({ id }) => id).join(', ');

test('Stop: the poll fails with a message, and nothing is lost', async () => {
	const { fixture, variables } = await fixtureWithVariable(form());
	variables.users = everybody(fixture);
	await fixture.poller.activate();
	const before = fixture.poller.state();
	delete variables.users;
	fixture.now += HOUR;
	complete(fixture, 3);
	fixture.simulator.reset();
	await expect(fixture.poller.poll()).rejects.toMatchObject({
		message: expect.stringContaining(
			"The expression in 'User Names, Emails or IDs' returns nothing",
		) as string,
		description: expect.stringContaining("'Empty Expressions' under 'Options'") as string,
	});
	await expect(fixture.poller.test()).rejects.toThrow('returns nothing');
	expect(fixture.simulator.requests).toEqual([]);
	expect(fixture.poller.state()).toEqual(before);
	variables.users = everybody(fixture);
	fixture.now += MINUTE;
	expect(indexesOf(fixture, await fixture.poller.poll())).toEqual([3]);
});

test('Stop: the activation fails', async () => {
	const { fixture } = await fixtureWithVariable(form());
	await expect(fixture.poller.activate()).rejects.toThrow('returns nothing');
	expect(fixture.simulator.requests).toEqual([]);
});

describe('No Results', () => {
	test('returns nothing and sends no request; a later value brings what happened in the meantime', async () => {
		const { fixture, variables } = await fixtureWithVariable(form('noResults'));
		variables.users = everybody(fixture);
		await fixture.poller.activate();
		const before = fixture.poller.state();
		variables.users = '';
		fixture.simulator.reset();
		for (let poll = 0; poll < 3; poll++) {
			fixture.now += DAY;
			complete(fixture, poll);
			expect(await fixture.poller.poll()).toEqual([]);
		}
		expect(fixture.simulator.requests).toEqual([]);
		expect(fixture.poller.state()).toEqual(before);
		variables.users = everybody(fixture);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await fixture.poller.poll())).toEqual([0, 1, 2]);
		fixture.now += MINUTE;
		expect(await fixture.poller.poll()).toEqual([]);
	});

	test.each([false, true])(
		'Now counts from the activation even if the filter is empty then (durable cursors: %j)',
		async (isDurable) => {
			const { fixture, variables } = await fixtureWithVariable(form('noResults'));
			expect(await fixture.poller.activate(undefined, isDurable)).toEqual([]);
			fixture.now += HOUR;
			complete(fixture, 5);
			fixture.now += HOUR;
			expect(await fixture.poller.poll()).toEqual([]);
			variables.users = everybody(fixture);
			fixture.now += MINUTE;
			expect(indexesOf(fixture, await fixture.poller.poll())).toEqual([5]);
		},
	);

	test('Everything starts with the first value', async () => {
		const fields = form('noResults', { startFrom: 'everything' });
		const { fixture, variables } = await fixtureWithVariable(fields);
		expect(await fixture.poller.activate()).toEqual([]);
		expect(fixture.simulator.requests).toEqual([]);
		variables.users = everybody(fixture);
		expect((await fixture.poller.poll()).length).toBeGreaterThan(10);
	});

	test('another event counts from the change of the event', async () => {
		const { fixture, variables } = await fixtureWithVariable(form('noResults'));
		variables.users = everybody(fixture);
		await fixture.poller.activate();
		delete variables.users;
		fixture.now += HOUR;
		fixture.poller.change({ fields: form('noResults', { event: 'moduleAssigned' }) });
		expect(await fixture.poller.poll()).toEqual([]);
		fixture.now += HOUR;
		fixture.simulator.change(7, { accessDate: fixture.now });
		variables.users = everybody(fixture);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await fixture.poller.poll())).toEqual([7]);
	});

	test('Fetch Test Event says why there is nothing', async () => {
		const { fixture } = await fixtureWithVariable(form('noResults'));
		await expect(fixture.poller.test()).rejects.toMatchObject({
			message: 'An expression in a filter returns nothing, so there are no events',
		});
		expect(fixture.simulator.requests).toEqual([]);
	});
});

test('No Filter omits the filter', async () => {
	const { fixture } = await fixtureWithVariable(form('noFilter'));
	await fixture.poller.activate();
	fixture.now += HOUR;
	complete(fixture, 4);
	expect(indexesOf(fixture, await fixture.poller.poll())).toEqual([4]);
	expect(listUrls(fixture.simulator).some((url) => url.includes('userIds'))).toBe(false);
});

test.each(['accessDateStart', 'completionStatuses', 'courseIds'])(
	'%s: an invalid Luxon date stops the poll, too',
	async (name) => {
		const fields = { filters: { [name]: '={{ DateTime.fromISO("x") }}' } };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		await expect(fixture.poller.activate()).rejects.toThrow('returns nothing');
		expect(fixture.simulator.requests).toEqual([]);
	},
);

test('a filter that the event hides does not stop the poll', async () => {
	const fields = { filters: { completionDateStart: '={{ undefined }}' } };
	const fixture = await createTriggerFixture(suite, {}, { fields });
	await fixture.poller.activate();
	expect(fixture.simulator.pageRequests).toBeGreaterThan(0);
});
