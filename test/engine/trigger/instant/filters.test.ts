/** The form's filters become the parameters of the subscription, with IDs. */
import {
	complete,
	createInstantFixture,
	DAY,
	indexesIn,
	pass,
	publishInstant,
	subscribersOf,
} from '../../../support/engine/instant/fixture';
import type { InstantFixture } from '../../../support/engine/instant/fixture';
import type { INodeParameters } from 'n8n-workflow';
import type { Simulator, User } from '../../../simulator/server';
import { WORLD_NOW } from '../../../simulator/world';
import { coursesRows, usersRows } from '../../../support/engine/rows';
import { FORMATS, useSuite } from '../../../support/engine/suite';

const suite = useSuite();

/** What the vendor stored: the parameters of the only subscription, by name. */
function subscribedTo(fixture: InstantFixture): Record<string, unknown> {
	const [{ subscriptions }, ...others] = subscribersOf(fixture);
	expect(others).toEqual([]);
	const [{ params = [] }, ...more] = [...subscriptions.values()];
	expect(more).toEqual([]);
	return Object.fromEntries(params.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
}

const publish = async (
	event: string,
	filters: (simulator: Simulator) => INodeParameters,
	format: (typeof FORMATS)[number] = 'json',
): Promise<InstantFixture> => {
	const fixture = await createInstantFixture(suite, { format });
	const { workflow, simulator } = fixture;
	workflow.change({ fields: { event, filters: filters(simulator) } });
	await workflow.publish();
	return fixture;
};

const user = (simulator: Simulator, u: number) => simulator.world.users[u];
/** A user whose name nobody else has. */
function uniqueName({ world: { users } }: Simulator): User {
	const names = users.map(({ name }) => name);
	const found = users.find(
		({ name }, at) => name !== '' && names.lastIndexOf(name) === at && names.indexOf(name) === at,
	);
	if (found === undefined) throw new Error('No user has a name of their own');
	return found;
}
const course = (simulator: Simulator, c: number) => simulator.world.courses[c];
const item = (simulator: Simulator, m: number) => simulator.world.modules[m].itemId;

type Expected = Record<string, string[]>;

test.each<[string, string, (one: Simulator) => INodeParameters, (one: Simulator) => Expected]>([
	['no filter', 'moduleCompleted', () => ({}), () => ({})],
	['blank filters', 'moduleCompleted', () => ({ userIds: '', courseItemIds: [] }), () => ({})],
	[
		'users by ID, and items',
		'moduleCompleted',
		(one) => ({ userIds: user(one, 3).id, courseItemIds: [item(one, 0), item(one, 1)] }),
		(one) => ({ userIds: [user(one, 3).id], courseItemIds: [item(one, 0), item(one, 1)] }),
	],
	[
		'users by email',
		'moduleStatusChanged',
		(one) => ({ userIds: `${user(one, 4).email}\n${user(one, 5).id}` }),
		(one) => ({ userIds: [user(one, 4).id, user(one, 5).id] }),
	],
	[
		'users by name',
		'courseCompleted',
		(one) => ({ userIds: uniqueName(one).name }),
		(one) => ({ userIds: [uniqueName(one).id] }),
	],
	[
		'picked users and courses',
		'courseStatusChanged',
		(one) => ({
			...usersRows([user(one, 7).id], 'list'),
			...coursesRows([course(one, 2).id], 'list'),
		}),
		(one) => ({ userIds: [user(one, 7).id], courseIds: [course(one, 2).id] }),
	],
	[
		'users picked by email, and the same user again',
		'learnerEnrolled',
		(one) => ({ ...usersRows([user(one, 8).email], 'email'), userIds: user(one, 8).id }),
		(one) => ({ userIds: [user(one, 8).id] }),
	],
	[
		'courses by name',
		'learnerEnrolled',
		(one) => ({ courseIds: [course(one, 1).title] }),
		(one) => ({ courseIds: [course(one, 1).id] }),
	],
	[
		'participants',
		'trainingParticipantAdded',
		(one) => ({ userIds: user(one, 9).id }),
		(one) => ({ userIds: [user(one, 9).id] }),
	],
	[
		'what the form hides, because it was set for another event',
		'userRegistered',
		(one) => ({ userIds: user(one, 9).id, courseIds: [course(one, 1).id] }),
		() => ({}),
	],
	[
		'courses, which this event does not have',
		'moduleCompleted',
		(one) => ({ userIds: user(one, 9).id, courseIds: [course(one, 1).id] }),
		(one) => ({ userIds: [user(one, 9).id] }),
	],
])('%s (%s)', async (_name, event, filters, expected) => {
	const fixture = await publish(event, filters);
	const found = subscribedTo(fixture);
	const wanted = expected(fixture.simulator);
	expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
	for (const [name, ids] of Object.entries(wanted)) {
		expect([...(found[name] as string[])].sort()).toEqual([...ids].sort());
	}
	expect(fixture.simulator.violations).toEqual([]);
	// The subscription is recognized, so that n8n doesn't create it again at its next start.
	fixture.simulator.reset();
	await fixture.n8n.restart();
	await fixture.workflow.publish('init');
	expect(fixture.simulator.writeRequests).toBe(0);
});

test.each(FORMATS)('a subscription with filters is recognized in %s', async (format) => {
	const fixture = await publish(
		'moduleCompleted',
		(one) => ({ userIds: user(one, 3).id, courseItemIds: [item(one, 0), item(one, 1)] }),
		format,
	);
	fixture.simulator.reset();
	await fixture.workflow.poll();
	await fixture.n8n.restart();
	await fixture.workflow.publish('init');
	expect(fixture.simulator.writeRequests).toBe(0);
});

test.each([
	['userIds', 'nobody@example.com'],
	['userIds', 'Nobody At All'],
	['courseIds', 'No Such Course'],
])('an unknown name in %s stops the activation: %s', async (name, value) => {
	const filters: INodeParameters = { [name]: name === 'userIds' ? value : [value] };
	const job = { fields: { event: 'courseCompleted', filters } };
	const fixture = await createInstantFixture(suite, {}, job);
	await expect(fixture.workflow.publish()).rejects.toMatchObject({
		message: expect.stringContaining(value) as unknown,
	});
	expect(subscribersOf(fixture)).toEqual([]);
});

test('an expression that returns nothing stops the activation, and the message says what this form can do', async () => {
	const job = { fields: { filters: { userIds: '={{ [] }}' } } };
	const fixture = await createInstantFixture(suite, {}, job);
	await expect(fixture.workflow.publish()).rejects.toMatchObject({
		message: expect.stringMatching(/returns nothing(?!.*Empty Expressions)/) as unknown,
	});
	expect(subscribersOf(fixture)).toEqual([]);
});

test('Catch Up and the webhook return what the filters let through, and nothing else', async () => {
	const probe = await suite.simulator({ rows: 60 });
	const { userId } = probe.row(11);
	const fixture = await publishInstant(suite, {}, { fields: { filters: { userIds: userId } } });
	const { n8n, workflow, simulator } = fixture;
	const own = [...Array(60).keys()].filter((row) => simulator.row(row).userId === userId);
	await complete(fixture, [...Array(20).keys()]);
	expect(indexesIn(simulator, workflow.rows())).toEqual(own.filter((row) => row < 20));
	await n8n.stop();
	await pass(fixture, DAY);
	await complete(fixture, own, WORLD_NOW + DAY / 2);
	await complete(fixture, [40, 41], WORLD_NOW + DAY / 2);
	await pass(fixture, 2 * DAY);
	await n8n.restart();
	const before = workflow.rows().length;
	await workflow.publish('init');
	await workflow.poll();
	expect(indexesIn(simulator, workflow.rows().slice(before))).toEqual(own);
});
