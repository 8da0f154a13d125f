/** Any error of one input item becomes an item with the fields of that input item, paired with it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SimulatorOptions } from '../../simulator/server';
import type { Outcome } from '../../support/engine/engine';
import { Suite, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';
const UNKNOWN = '00000000-0000-0000-0000-000000000000';

interface Case {
	name: string;
	fields: INodeParameters;
	/** `{{ $json.value }}` of the second of three input items, and of the others. */
	bad: IDataObject[string];
	good: IDataObject[string];
	message: string;
}

const VALUE = '={{ $json.value }}';

const REJECTED: Case[] = [
	{
		name: 'an ID',
		fields: { filters: { userIds: VALUE } },
		bad: 'nobody',
		good: ID,
		message: `"nobody" in 'User Names, Emails or IDs' isn't an ID`,
	},
	{
		name: 'a status',
		fields: { filters: { completionStatuses: VALUE } },
		bad: 'done',
		good: 'passed',
		message: `"done" in 'Completion Statuses' isn't a status`,
	},
	{
		name: 'a date',
		fields: { filters: { dueDateStart: VALUE } },
		bad: 'soon',
		good: '2026-01-01',
		message: `"soon" in 'Due After' isn't a date`,
	},
	{
		name: 'a reversed range',
		fields: { filters: { dueDateStart: VALUE, dueDateEnd: '2026-02-01T00:00:00' } },
		bad: '2026-03-01',
		good: '2026-01-01',
		message:
			"'Due After' (2026-03-01 00:00:00) must be earlier than 'Due Before' (2026-02-01 00:00:00)",
	},
	{
		name: 'a relative range',
		fields: { filters: { dueIn: VALUE } },
		bad: 'soon',
		good: 'Last 7 Days',
		message: `"soon" in 'Due In' isn't a range of dates`,
	},
	{
		name: 'a relative range beside an exact date',
		fields: { filters: { dueIn: VALUE, dueDateEnd: '={{ $json.value && "2026-02-01" }}' } },
		bad: 'today',
		good: '',
		message: "'Due In' can't be combined with 'Due Before'",
	},
	{
		name: 'an empty expression in a text',
		fields: { resource: 'user', filters: { logins: VALUE } },
		bad: null,
		good: 'anna',
		message: "The expression in 'Logins' returns nothing for item 1",
	},
	{
		name: 'a number',
		fields: { returnAll: false, limit: VALUE },
		bad: 0,
		good: 1,
		message: "'Limit' must be a whole number of 1 or more",
	},
	{
		name: 'a boolean',
		fields: { options: { readableValues: VALUE } },
		bad: 'perhaps',
		good: true,
		message: "'Readable Values' must be true or false",
	},
	{
		name: 'an option',
		fields: { options: { pageSize: VALUE } },
		bad: 1001,
		good: 1000,
		message: "'Page Size' must be a whole number from 1 to 1000",
	},
	{
		name: 'a page token with many IDs',
		fields: { filters: { userIds: VALUE }, options: { pageToken: 'x' } },
		bad: Array.from({ length: 51 }, (_, at) => `${ID.slice(0, -2)}${at + 10}`),
		good: null,
		message: "'Page Token' can't be used with more than 50 IDs in a filter",
	},
	{
		name: 'an ID in the path',
		fields: { resource: 'courseModule', scope: 'course', courseId: VALUE },
		bad: 'Safety',
		good: ID,
		message: `"Safety" in 'Course' isn't an ID or the title of a course`,
	},
	{
		name: 'a file name',
		fields: { operation: 'export', fileName: VALUE },
		bad: 'a/b',
		good: 'a',
		message: `"a/b" in 'File Name'`,
	},
];

const SENTENCE: unknown = expect.stringMatching(/^\S.{10,}\.$/);

const input = ({ bad, good }: Case): IDataObject[] => [
	{ value: good, person: 'Anna' },
	{ value: bad, person: 'Bert', error: 'an earlier one' },
	{ value: good, person: 'Clara' },
];

async function run(
	one: Case,
	onError: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow',
	options: SimulatorOptions = {},
) {
	const simulator = await suite.simulator({ rows: 30, ...options });
	const outcome = await suite.getAll(simulator, one.fields, {
		input: input(one),
		settings: { onError },
	});
	return { simulator, outcome };
}

/** The error items of an output that belong to the second input item. */
const failures = ({ outputs }: Outcome, output: number) =>
	(outputs[output] ?? [])
		.filter(({ json }) => json.error !== undefined)
		.filter(({ json }) => json.person === 'Bert' || json.person === undefined);

describe.each(REJECTED)('an invalid value: $name', (one) => {
	const expected = [
		{
			json: {
				...input(one)[1],
				error: expect.stringContaining(one.message) as string,
				errorDescription: SENTENCE,
			},
			pairedItem: { item: 1 },
		},
	];

	test('is on the error output with its input item', async () => {
		const { outcome } = await run(one, 'continueErrorOutput');
		expect(outcome.error).toBeUndefined();
		expect(failures(outcome, 0)).toEqual([]);
		expect(failures(outcome, 1)).toEqual(expected);
	});

	test('is among the results with its input item with Continue', async () => {
		const { outcome } = await run(one, 'continueRegularOutput');
		expect(outcome.error).toBeUndefined();
		expect(failures(outcome, 0)).toEqual(expected);
	});

	test('otherwise stops the workflow with the same message', async () => {
		const { outcome } = await run({ ...one, good: one.bad }, 'stopWorkflow');
		expect(outcome.error?.message).toContain(one.message.replace('item 1', 'item 0'));
		expect(outcome.error?.description).toBeTruthy();
		expect(outcome.error).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe('several failed items', () => {
	test('each have the fields of their input item, and the results of the others are paired', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const [one, two] = simulator.world.users.map(({ id }) => id);
		const people = [one, 'x', UNKNOWN, two, 'y', null];
		const settings = { onError: 'continueErrorOutput' as const };
		const outcome = await suite.getAll(
			simulator,
			{ filters: { userIds: '={{ $json.user }}' } },
			{ input: people.map((user, at) => ({ user, at })), settings },
		);
		const [rows, failed] = outcome.outputs;
		expect(rows).toHaveLength(60);
		for (const { json, pairedItem } of rows) {
			expect(pairedItem).toEqual({ item: people.indexOf(String(json.userId)) });
		}
		expect(failed.map(({ json: { at, user }, pairedItem }) => ({ at, user, pairedItem }))).toEqual(
			[1, 2, 4, 5].map((at) => ({ at, user: people[at], pairedItem: { item: at } })),
		);
		const messages = failed.map(({ json }) => json.error);
		expect(messages[0]).toBe(
			`"x" in 'User Names, Emails or IDs' isn't an ID or the name, login or email address of a user`,
		);
		expect(messages[1]).toContain(
			"An ID in 'User Names, Emails or IDs' doesn't exist (status 400)",
		);
		expect(messages[2]).toBe(
			`"y" in 'User Names, Emails or IDs' isn't an ID or the name, login or email address of a user`,
		);
		expect(messages[3]).toBe(
			"The expression in 'User Names, Emails or IDs' returns nothing for item 5",
		);
	});
});

describe.each(['continueErrorOutput', 'continueRegularOutput'] as const)('with %s', (onError) => {
	const output = onError === 'continueErrorOutput' ? 1 : 0;
	const settings = { onError };
	const items = [{ person: 'Anna' }, { person: 'Bert' }];
	const all = { options: { maxRetries: 0 } };

	test.each<[string, Parameters<Awaited<ReturnType<Suite['simulator']>>['faults']['add']>[0]]>([
		['an unavailable server', { status: 503, on: { times: Infinity } }],
		['an account without access', { status: 403, on: { times: Infinity } }],
	])('returns an error item for each input item after %s', async (_name, fault) => {
		const simulator = await suite.simulator({ rows: 30 });
		simulator.faults.add(fault);
		const outcome = await suite.getAll(simulator, all, { input: items, settings });
		expect(outcome.error).toBeUndefined();
		expect(outcome.outputs[output].map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(
			items.map((json, item) => ({
				json: {
					...json,
					error: expect.stringMatching(/\(status \d+\)$/) as string,
					errorDescription: SENTENCE,
				},
				pairedItem: { item },
			})),
		);
	});

	test('returns an error item for each input item with an unsafe base URL', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const credentials = suite.account(simulator, { baseUrl: 'http://example.com' });
		const outcome = await suite.getAll(simulator, all, { input: items, settings, credentials });
		expect(outcome.error).toBeUndefined();
		expect(outcome.outputs[output].map(({ json }) => json.person)).toEqual(['Anna', 'Bert']);
		expect(outcome.outputs[output].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
		expect(simulator.requests).toEqual([]);
	});

	test('returns an error item for each input item with an unknown filter', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const fields = { filters: { userId: ID } };
		const outcome = await suite.getAll(simulator, fields, { input: items, settings });
		expect(outcome.outputs[output].map(({ json }) => json)).toEqual(
			items.map((json) => ({
				...json,
				error: "'userId' isn't a filter of Module Result",
				errorDescription: SENTENCE,
			})),
		);
		expect(simulator.requests).toEqual([]);
	});

	test('returns an error item for each input item with skipped IDs', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const fields = { filters: { userIds: [UNKNOWN] }, options: { skipInvalidIds: true } };
		const outcome = await suite.getAll(simulator, fields, { input: items, settings });
		expect(
			outcome.outputs[output].map(({ json, pairedItem }) => ({ ...json, pairedItem })),
		).toEqual(
			items.map((json, item) => ({
				...json,
				error: expect.stringContaining(UNKNOWN) as string,
				field: 'User Names, Emails or IDs',
				skippedIds: [UNKNOWN],
				pairedItem: { item },
			})),
		);
	});
});
