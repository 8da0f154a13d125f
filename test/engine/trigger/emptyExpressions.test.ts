/** A trigger whose filter has an expression that yields nothing, for one poll or for good. */
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

/** A stage whose filter reads a variable of n8n, which is not there at first. */
async function setOut(fields: INodeParameters) {
	const variables: { users?: string } = {};
	const stage = await setStage(suite, {}, { fields, variables });
	return { stage, variables };
}

const everybody = ({ simulator }: Stage): string =>
	simulator.world.users.map(({ id }) => id).join(', ');

test('stop: the poll fails with a message, and nothing that happened is lost', async () => {
	const { stage, variables } = await setOut(form());
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

test('stop: a workflow is not activated with it', async () => {
	const { stage } = await setOut(form());
	await expect(stage.poller.activate()).rejects.toThrow('yields nothing');
	expect(stage.simulator.requests).toEqual([]);
});

describe('No Results', () => {
	test('gives nothing without a request; what happened meanwhile comes once there is a value', async () => {
		const { stage, variables } = await setOut(form('noResults'));
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
		'from the activation on: Now On counts from there, with durable cursors: %j',
		async (isDurable) => {
			const { stage, variables } = await setOut(form('noResults'));
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

	test('everything, from the beginning, waits for a value', async () => {
		const fields = form('noResults', { startFrom: 'everything' });
		const { stage, variables } = await setOut(fields);
		expect(await stage.poller.activate()).toEqual([]);
		expect(stage.simulator.requests).toEqual([]);
		variables.users = everybody(stage);
		expect((await stage.poller.poll()).length).toBeGreaterThan(10);
	});

	test('with another event, counts from the change', async () => {
		const { stage, variables } = await setOut(form('noResults'));
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

	test('a test by hand says why there is nothing', async () => {
		const { stage } = await setOut(form('noResults'));
		await expect(stage.poller.test()).rejects.toMatchObject({
			message: 'The expression in a filter yields nothing, so there are no events',
		});
		expect(stage.simulator.requests).toEqual([]);
	});
});

test('No Filter leaves the filter out', async () => {
	const { stage } = await setOut(form('noFilter'));
	await stage.poller.activate();
	stage.now += HOUR;
	complete(stage, 4);
	expect(indexesOf(stage, await stage.poller.poll())).toEqual([4]);
	expect(listUrls(stage.simulator).some((url) => url.includes('userIds'))).toBe(false);
});

test.each(['accessDateStart', 'completionStatuses', 'courseIds'])(
	'%s stops as well, a luxon date that is none among them',
	async (name) => {
		const fields = { filters: { [name]: '={{ DateTime.fromISO("x") }}' } };
		const stage = await setStage(suite, {}, { fields });
		await expect(stage.poller.activate()).rejects.toThrow('yields nothing');
		expect(stage.simulator.requests).toEqual([]);
	},
);

test('a filter that another event hides does not stop', async () => {
	const fields = { filters: { completionDateStart: '={{ undefined }}' } };
	const stage = await setStage(suite, {}, { fields });
	await stage.poller.activate();
	expect(stage.simulator.pageRequests).toBeGreaterThan(0);
});
