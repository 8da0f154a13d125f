/** A trigger with an expression in a filter that yields nothing, once or always. */
import type { INodeParameters } from 'n8n-workflow';
import type { Stage } from '../harness/stage';
import { complete, DAY, HOUR, indexesOf, MINUTE, setStage } from '../harness/stage';
import { listUrls, Suite } from '../harness/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const form = (emptyExpressions?: string, more: INodeParameters = {}): INodeParameters => ({
	filters: { userIds: '={{ $vars.users }}' },
	options: emptyExpressions ? { emptyExpressions } : {},
	...more,
});

/** The filter reads a variable of n8n. It is not defined at first. */
async function stageWithVariable(fields: INodeParameters) {
	const variables: { users?: string } = {};
	const stage = await setStage(suite, {}, { fields, variables });
	return { stage, variables };
}

const everybody = ({ simulator }: Stage): string =>
	simulator.world.users.map(({ id }) => id).join(', ');

test('Stop: the poll fails with a message, and nothing is lost', async () => {
	const { stage, variables } = await stageWithVariable(form());
	variables.users = everybody(stage);
	await stage.poller.activate();
	const before = stage.poller.state();
	delete variables.users;
	stage.now += HOUR;
	complete(stage, 3);
	stage.simulator.reset();
	await expect(stage.poller.poll()).rejects.toMatchObject({
		message: expect.stringContaining(
			"The expression in 'User Names or IDs' yields nothing",
		) as string,
		description: expect.stringContaining("'Empty Expressions' under Options") as string,
	});
	await expect(stage.poller.test()).rejects.toThrow('yields nothing');
	expect(stage.simulator.requests).toEqual([]);
	expect(stage.poller.state()).toEqual(before);
	variables.users = everybody(stage);
	stage.now += MINUTE;
	expect(indexesOf(stage, await stage.poller.poll())).toEqual([3]);
});

test('Stop: the activation fails', async () => {
	const { stage } = await stageWithVariable(form());
	await expect(stage.poller.activate()).rejects.toThrow('yields nothing');
	expect(stage.simulator.requests).toEqual([]);
});

describe('No Results', () => {
	test('returns nothing and sends no request; a later value brings what happened in the meantime', async () => {
		const { stage, variables } = await stageWithVariable(form('noResults'));
		variables.users = everybody(stage);
		await stage.poller.activate();
		const before = stage.poller.state();
		variables.users = '';
		stage.simulator.reset();
		for (let poll = 0; poll < 3; poll++) {
			stage.now += DAY;
			complete(stage, poll);
			expect(await stage.poller.poll()).toEqual([]);
		}
		expect(stage.simulator.requests).toEqual([]);
		expect(stage.poller.state()).toEqual(before);
		variables.users = everybody(stage);
		stage.now += MINUTE;
		expect(indexesOf(stage, await stage.poller.poll())).toEqual([0, 1, 2]);
		stage.now += MINUTE;
		expect(await stage.poller.poll()).toEqual([]);
	});

	test.each([false, true])(
		'Now On counts from the activation even if the filter is empty then (durable cursors: %j)',
		async (isDurable) => {
			const { stage, variables } = await stageWithVariable(form('noResults'));
			expect(await stage.poller.activate(undefined, isDurable)).toEqual([]);
			stage.now += HOUR;
			complete(stage, 5);
			stage.now += HOUR;
			expect(await stage.poller.poll()).toEqual([]);
			variables.users = everybody(stage);
			stage.now += MINUTE;
			expect(indexesOf(stage, await stage.poller.poll())).toEqual([5]);
		},
	);

	test('Everything starts with the first value', async () => {
		const fields = form('noResults', { startFrom: 'everything' });
		const { stage, variables } = await stageWithVariable(fields);
		expect(await stage.poller.activate()).toEqual([]);
		expect(stage.simulator.requests).toEqual([]);
		variables.users = everybody(stage);
		expect((await stage.poller.poll()).length).toBeGreaterThan(10);
	});

	test('another event counts from the change of the event', async () => {
		const { stage, variables } = await stageWithVariable(form('noResults'));
		variables.users = everybody(stage);
		await stage.poller.activate();
		delete variables.users;
		stage.now += HOUR;
		stage.poller.change({ fields: form('noResults', { event: 'moduleAssigned' }) });
		expect(await stage.poller.poll()).toEqual([]);
		stage.now += HOUR;
		stage.simulator.change(7, { accessDate: stage.now });
		variables.users = everybody(stage);
		stage.now += MINUTE;
		expect(indexesOf(stage, await stage.poller.poll())).toEqual([7]);
	});

	test('Fetch Test Event says why there is nothing', async () => {
		const { stage } = await stageWithVariable(form('noResults'));
		await expect(stage.poller.test()).rejects.toMatchObject({
			message: 'The expression in a filter yields nothing, so there are no events',
		});
		expect(stage.simulator.requests).toEqual([]);
	});
});

test('No Filter omits the filter', async () => {
	const { stage } = await stageWithVariable(form('noFilter'));
	await stage.poller.activate();
	stage.now += HOUR;
	complete(stage, 4);
	expect(indexesOf(stage, await stage.poller.poll())).toEqual([4]);
	expect(listUrls(stage.simulator).some((url) => url.includes('userIds'))).toBe(false);
});

test.each(['accessDateStart', 'completionStatuses', 'courseIds'])(
	'%s: an invalid Luxon date stops the poll, too',
	async (name) => {
		const fields = { filters: { [name]: '={{ DateTime.fromISO("x") }}' } };
		const stage = await setStage(suite, {}, { fields });
		await expect(stage.poller.activate()).rejects.toThrow('yields nothing');
		expect(stage.simulator.requests).toEqual([]);
	},
);

test('a filter that the event hides does not stop the poll', async () => {
	const fields = { filters: { completionDateStart: '={{ undefined }}' } };
	const stage = await setStage(suite, {}, { fields });
	await stage.poller.activate();
	expect(stage.simulator.pageRequests).toBeGreaterThan(0);
});
