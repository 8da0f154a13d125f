import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { complete, indexesOf, MINUTE, setStage } from '../harness/stage';
import { FORMATS, Suite } from '../harness/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

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

	test.each(noState)('%j: begins like an activation, and is replaced', async (state) => {
		const stage = await setStage(suite, {}, { fields: { options } });
		const { poller } = stage;
		poller.remember({ state } as IDataObject);
		expect(await poller.poll()).toEqual([]);
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([4]);
	});

	test('parts of one that are damaged do not stop it', async () => {
		const stage = await setStage(suite, {}, { fields: { options } });
		const { poller } = stage;
		await poller.activate();
		const { state } = poller.state() as { state: IDataObject };
		poller.remember({ state: { ...state, given: [7], pass: 'none', readAt: {}, mutedTo: '?' } });
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toContain(4);
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
				message: expect.stringMatching(/^Overlap.*cannot be used$/),
				description: 'Overlap is a whole number, 0 to 43200.',
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
	poller.change({ fields: { filters: { userIds: 'Anna Smith' } } });
	expect((await told(poller.poll())).message).toBe('User Names or IDs: "Anna Smith" is not an ID');
});
