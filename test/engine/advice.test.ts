/** What a message advises: only fields that the form at hand has. */
import type { INodeProperties, INodeType } from 'n8n-workflow';
import type { Fault } from '../simulator/server';
import { HOUR, setStage } from './harness/stage';
import { Suite } from './harness/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const FAULTS: Array<[string, Fault]> = [
	['a page that is cut off', { cut: 0.5, cutMode: 'silent' }],
	['a request that is not accepted', { status: 400 }],
	['a request that is too long', { status: 414 }],
	['too many requests', { status: 429 }],
	['a server that is down', { status: 503 }],
];

/** Names that messages use, and the fields that they stand for. */
const FIELDS: Array<[RegExp, string]> = [
	[/\bFilters\b/, 'filters'],
	[/Page Size/, 'pageSize'],
	[/Page Token/, 'pageToken'],
	[/Skip Invalid IDs/, 'skipInvalidIds'],
	[/Max Retries/, 'maxRetries'],
];

/** The names of the fields that a form shows for a resource, those in collections included. */
function shown({ description }: INodeType, resource?: string): Set<string> {
	const isShown = ({ type, displayOptions }: INodeProperties): boolean =>
		type !== 'hidden' &&
		(resource === undefined || (displayOptions?.show?.resource ?? [resource]).includes(resource));
	const fields = description.properties.filter(isShown);
	const inside = fields.flatMap(({ type, options = [] }) => (type === 'collection' ? options : []));
	return new Set([...fields, ...inside].map(({ name }) => name));
}

const missing = (advice: string, form: Set<string>): string[] =>
	FIELDS.filter(([words, name]) => words.test(advice) && !form.has(name)).map(([, name]) => name);

const RESOURCES = ['moduleResult', 'course', 'courseModule', 'department', 'group', 'user'];

describe.each(FAULTS)('%s', (_name, fault) => {
	test.each(RESOURCES)('%s', async (resource) => {
		const simulator = await suite.simulator({ rows: 30 });
		simulator.faults.add({ ...fault, on: { times: Infinity } });
		const form = { resource, options: { maxRetries: 0 } };
		const { error } = await suite.getAll(simulator, form);
		expect(error?.description).toBeTruthy();
		expect(missing(String(error?.description), shown(suite.engine.nodeType, resource))).toEqual([]);
	});

	test('the trigger', async () => {
		const stage = await setStage(suite, {}, { fields: { options: { maxRetries: 0 } } });
		await stage.poller.activate();
		stage.simulator.faults.add({ ...fault, on: { times: Infinity } });
		stage.now += HOUR;
		const told = await stage.poller.poll().then(String, (error: unknown) => error);
		const { description } = told as { description?: string };
		expect(description).toBeTruthy();
		expect(missing(String(description), shown(suite.engine.triggerType))).toEqual([]);
	});
});
