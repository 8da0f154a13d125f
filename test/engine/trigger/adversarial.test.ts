import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { TriggerFixture } from '../../support/engine/triggerFixture';
import {
	complete,
	indexesOf,
	MINUTE,
	createTriggerFixture,
} from '../../support/engine/triggerFixture';
import { useSuite } from '../../support/engine/suite';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const options = { maxRetries: 0 };
const everything = { fields: { startFrom: 'everything', options } };

async function thrownBy(
	poll: Promise<unknown>,
): Promise<Pick<NodeApiError, 'message' | 'description'>> {
	return await poll.then(
		(rows) => Promise.reject(new Error(`It went well: ${JSON.stringify(rows)}`)),
		({ message, description }: NodeApiError) => ({ message, description }),
	);
}

test.each([0, 1, 1000, 1001])('%d results: each is returned once', async (rows) => {
	const { simulator, poller } = await createTriggerFixture(suite, { rows }, everything);
	for (let i = 0; i < rows; i++) {
		simulator.change(i, { completionDate: 1_760_000_000 + i, completionStatus: 'passed' });
	}
	const returned = [...(await poller.activate()), ...(await poller.poll())];
	expect(new Set(returned.map(({ resultKey }) => resultKey)).size).toBe(rows);
	expect(returned).toHaveLength(rows);
	const titles = new Set([...simulator.expectedRows()].map(({ moduleTitle }) => moduleTitle));
	expect(returned.every(({ moduleTitle }) => titles.has(String(moduleTitle)))).toBe(true);
	expect(await poller.poll()).toEqual([]);
});

test.each([
	['a web page', { html: true }, /web page/],
	['the response of another service', { foreign: true }, /instead of module results/],
	['a body that ends early', { cut: 0.7 }, /Couldn't reach/],
	[
		'a body that is truncated without an error',
		{ cut: 0.7, cutMode: 'silent' as const },
		/is incomplete/,
	],
	['a page whose token repeats', { repeatToken: true }, /the same page twice/],
])(
	'%s on the second page: the poll fails with a message, and the state is unchanged',
	async (_name, fault, pattern) => {
		const fixture = await createTriggerFixture(suite, { rows: 1500 }, { fields: { options } });
		const { simulator, poller } = fixture;
		await poller.activate();
		const before = poller.state();
		for (let i = 0; i < 1500; i++) complete(fixture, i);
		fixture.now += MINUTE;
		simulator.faults.add({ on: { request: simulator.pageRequests + 2 }, ...fault });
		const { message, description } = await thrownBy(poller.poll());
		expect(message).toMatch(pattern);
		expect(description).toMatch(/Nothing is lost/);
		expect(poller.state()).toEqual(before);
		expect(await poller.poll()).toHaveLength(1500);
	},
);

describe('an invalid state', () => {
	const INVALID = [null, 5, 'text', [], {}, { version: 0 }, { version: 99, cursor: 'soon' }];
	const DAMAGES: IDataObject[] = [
		{ given: [7] },
		{ pass: 'none' },
		{ readAt: {} },
		{ mutedTo: '?' },
	];

	async function expectStartOver(fixture: TriggerFixture, state: unknown): Promise<void> {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const { poller } = fixture;
		poller.remember({ state } as IDataObject);
		expect(await poller.poll()).toEqual([]);
		expect(warn.mock.calls).toEqual([
			[
				expect.stringMatching(
					/^iSpring Learn Trigger: the saved state of this trigger can't be read/,
				),
			],
		]);
		complete(fixture, 4);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([4]);
		expect(warn).toHaveBeenCalledTimes(1);
	}

	test.each(INVALID)('%j: the trigger starts over, and the log says so', async (state) => {
		await expectStartOver(await createTriggerFixture(suite, {}, { fields: { options } }), state);
	});

	test.each(DAMAGES)('%j in an otherwise valid state: the same', async (damage) => {
		const fixture = await createTriggerFixture(suite, {}, { fields: { options } });
		await fixture.poller.activate();
		const { state } = fixture.poller.state() as { state: IDataObject };
		await expectStartOver(fixture, { ...state, ...damage });
	});

	test('keeps the message from saying that nothing is lost', async () => {
		jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const { simulator, poller } = await createTriggerFixture(suite, {}, { fields: { options } });
		poller.remember({ state: { version: 0 } });
		simulator.faults.add({ status: 503 });
		expect((await thrownBy(poller.poll())).description).not.toMatch(/Nothing is lost/);
	});
});

describe('Look Back Every Poll', () => {
	test.each([0, 43_200, '90', ' 5 '])('%j is accepted', async (overlapMinutes) => {
		const fields = { options: { overlapMinutes } };
		const fixture = await createTriggerFixture(suite, {}, { fields });
		expect(await fixture.poller.activate()).toEqual([]);
		complete(fixture, 2);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await fixture.poller.poll())).toEqual([2]);
	});

	test.each([-1, 1.5, 43_201, 'long', true])(
		'%j fails with a message that names the field',
		async (overlapMinutes) => {
			const { poller } = await createTriggerFixture(
				suite,
				{},
				{ fields: { options: { overlapMinutes } } },
			);
			expect(await thrownBy(poller.activate())).toMatchObject({
				message: expect.stringMatching(
					/^'Look Back Every Poll \(Minutes\)' must be a whole number/,
				),
				description: `The value is "${overlapMinutes}".`,
			});
		},
	);
});

test('blanks and names among the IDs of a filter', async () => {
	const fixture = await createTriggerFixture(suite);
	const { simulator, poller } = fixture;
	const id = String(simulator.row(3).userId);
	poller.change({ fields: { filters: { userIds: ` ${id} ;\n ${id.toUpperCase()} ` } } });
	await poller.activate();
	complete(fixture, 3);
	fixture.now += MINUTE;
	expect(indexesOf(fixture, await poller.poll())).toEqual([3]);
	poller.change({ fields: { filters: { enrollmentIds: 'Anna Smith' } } });
	expect((await thrownBy(poller.poll())).message).toBe(
		`"Anna Smith" in 'Enrollment Names or IDs' isn't an ID`,
	);
});

describe('expressions', () => {
	test('in a filter are evaluated by each poll, and a new value is not a change of filters', async () => {
		const fixture = await createTriggerFixture(suite);
		const { simulator, poller } = fixture;
		const ids = [3, 5].map((row) => String(simulator.row(row).userId));
		const filters = { userIds: `={{ ${JSON.stringify(ids)}.join(" ") }}` };
		poller.change({ fields: { filters } });
		await poller.activate();
		complete(fixture, 3);
		complete(fixture, 5);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([3, 5]);
		expect(await poller.poll()).toEqual([]);
	});

	test('that cannot be evaluated stop the poll, and nothing is lost', async () => {
		const fixture = await createTriggerFixture(suite);
		const { poller } = fixture;
		await poller.activate();
		complete(fixture, 3);
		fixture.now += MINUTE;
		poller.change({ fields: { filters: { userIds: '={{ [ }}' } } });
		await expect(poller.poll()).rejects.toThrow();
		poller.change({ fields: {} });
		expect(indexesOf(fixture, await poller.poll())).toEqual([3]);
	});
});
