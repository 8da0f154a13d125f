import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { Stage } from '../harness/stage';
import { complete, indexesOf, MINUTE, setStage } from '../harness/stage';
import { FORMATS, Suite } from '../harness/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await suite.end();
});

const options = { maxRetries: 0 };
const everything = { fields: { startFrom: 'everything', options } };

async function told(
	poll: Promise<unknown>,
): Promise<Pick<NodeApiError, 'message' | 'description'>> {
	return await poll.then(
		(rows) => Promise.reject(new Error(`It went well: ${JSON.stringify(rows)}`)),
		({ message, description }: NodeApiError) => ({ message, description }),
	);
}

describe.each(FORMATS)('in %s', (format) => {
	test.each([0, 1, 1000, 1001])('%d results: each once, and not again', async (rows) => {
		const { simulator, poller } = await setStage(suite, { format, rows }, everything);
		for (let i = 0; i < rows; i++) {
			simulator.change(i, { completionDate: 1_760_000_000 + i, completionStatus: 'passed' });
		}
		const given = [...(await poller.activate()), ...(await poller.poll())];
		expect(new Set(given.map(({ resultKey }) => resultKey)).size).toBe(rows);
		expect(given).toHaveLength(rows);
		const titles = new Set([...simulator.expectedRows()].map(({ moduleTitle }) => moduleTitle));
		expect(given.every(({ moduleTitle }) => titles.has(String(moduleTitle)))).toBe(true);
		expect(await poller.poll()).toEqual([]);
	});

	test.each([
		['a web page', { html: true }, /web page/],
		['an answer of another kind', { foreign: true }, /instead of module results/],
		['a body that breaks off', { cut: 0.7 }, /could not be reached/],
		['a body that is cut in silence', { cut: 0.7, cutMode: 'silent' as const }, /whole/],
		['a page that leads back', { repeatToken: true }, /led back/],
	])('%s on the second page: words, and the state as it was', async (_name, fault, words) => {
		const stage = await setStage(suite, { format, rows: 1500 }, { fields: { options } });
		const { simulator, poller } = stage;
		await poller.activate();
		const before = poller.state();
		for (let i = 0; i < 1500; i++) complete(stage, i);
		stage.now += MINUTE;
		simulator.faults.add({ on: { request: simulator.pageRequests + 2 }, ...fault });
		const { message, description } = await told(poller.poll());
		expect(message).toMatch(words);
		expect(description).toMatch(/Nothing is lost/);
		expect(poller.state()).toEqual(before);
		expect(await poller.poll()).toHaveLength(1500);
	});
});

describe('a state that is none', () => {
	const noState = [null, 5, 'text', [], {}, { version: 0 }, { version: 99, cursor: 'soon' }];
	const damages: IDataObject[] = [
		{ given: [7] },
		{ pass: 'none' },
		{ readAt: {} },
		{ mutedTo: '?' },
	];

	async function beginsAnew(stage: Stage, state: unknown): Promise<void> {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const { poller } = stage;
		poller.remember({ state } as IDataObject);
		expect(await poller.poll()).toEqual([]);
		expect(warn.mock.calls).toEqual([
			[
				expect.stringMatching(
					/^iSpring Learn Trigger: what this trigger remembered cannot be read/,
				),
			],
		]);
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([4]);
		expect(warn).toHaveBeenCalledTimes(1);
	}

	test.each(noState)(
		'%j: begins like an activation, is replaced, and the log says so',
		async (state) => {
			await beginsAnew(await setStage(suite, {}, { fields: { options } }), state);
		},
	);

	test.each(damages)('%j in the place of a part of one: the same', async (damage) => {
		const stage = await setStage(suite, {}, { fields: { options } });
		await stage.poller.activate();
		const { state } = stage.poller.state() as { state: IDataObject };
		await beginsAnew(stage, { ...state, ...damage });
	});

	test('does not let a message say that nothing is lost', async () => {
		jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const { simulator, poller } = await setStage(suite, {}, { fields: { options } });
		poller.remember({ state: { version: 0 } });
		simulator.faults.add({ status: 503 });
		expect((await told(poller.poll())).description).not.toMatch(/Nothing is lost/);
	});
});

describe('Overlap', () => {
	test.each([0, 43_200, '90', ' 5 '])('%j is taken', async (overlapMinutes) => {
		const fields = { options: { overlapMinutes } };
		const stage = await setStage(suite, {}, { fields });
		expect(await stage.poller.activate()).toEqual([]);
		complete(stage, 2);
		stage.now += MINUTE;
		expect(indexesOf(stage, await stage.poller.poll())).toEqual([2]);
	});

	test.each([-1, 1.5, 43_201, 'long', true])(
		'%j is refused by its name',
		async (overlapMinutes) => {
			const { poller } = await setStage(suite, {}, { fields: { options: { overlapMinutes } } });
			expect(await told(poller.activate())).toMatchObject({
				message: expect.stringMatching(/^Overlap \(Minutes\).*cannot be used$/),
				description: 'Overlap (Minutes) is a whole number, 0 to 43200.',
			});
		},
	);
});

test('names and blanks among the IDs of a filter', async () => {
	const stage = await setStage(suite);
	const { simulator, poller } = stage;
	const id = String(simulator.row(3).userId);
	poller.change({ fields: { filters: { userIds: ` ${id} ;\n ${id.toUpperCase()} ` } } });
	await poller.activate();
	complete(stage, 3);
	stage.now += MINUTE;
	expect(indexesOf(stage, await poller.poll())).toEqual([3]);
	poller.change({ fields: { filters: { enrollmentIds: 'Anna Smith' } } });
	expect((await told(poller.poll())).message).toBe(
		'Enrollment Names or IDs: "Anna Smith" is not an ID',
	);
});

describe('expressions', () => {
	test('in a filter are evaluated with each poll, and what they give is no change of filters', async () => {
		const stage = await setStage(suite);
		const { simulator, poller } = stage;
		const ids = [3, 5].map((row) => String(simulator.row(row).userId));
		const filters = { userIds: `={{ ${JSON.stringify(ids)}.join(" ") }}` };
		poller.change({ fields: { filters } });
		await poller.activate();
		complete(stage, 3);
		complete(stage, 5);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([3, 5]);
		expect(await poller.poll()).toEqual([]);
	});

	test('that cannot be evaluated stop a poll, and nothing is lost', async () => {
		const stage = await setStage(suite);
		const { poller } = stage;
		await poller.activate();
		complete(stage, 3);
		stage.now += MINUTE;
		poller.change({ fields: { filters: { userIds: '={{ [ }}' } } });
		await expect(poller.poll()).rejects.toThrow();
		poller.change({ fields: {} });
		expect(indexesOf(stage, await poller.poll())).toEqual([3]);
	});
});
