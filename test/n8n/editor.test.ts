/** The package in n8n's editor, used with mouse and keyboard. */
import type { Page } from 'playwright-core';
import type { ModuleResult, RequestRecord, Simulator } from '../simulator/server';
import { namesOf, resultKeyOf, SIMPLIFIED } from '../support/columns';
import { signIn } from './editor/browser';
import { Canvas } from './editor/canvas';
import { CredentialForm } from './editor/credentialForm';
import { everyFilter, wireOf } from './editor/everyFilter';
import { fillIn, FILTER_LABELS } from './editor/filterForm';
import type { ShownRow } from './editor/nodePanel';
import { NodePanel } from './editor/nodePanel';
import { courseName, userName } from './editor/pickNames';
import type { EditorSession } from './editor/session';
import { openSession, SESSION_TIMEOUT_MS, ZONE } from './editor/session';
import type { Instance } from './instance';
import { OWNER } from './instance';
import { rowsOf } from './running/commandLine';
import type { Credential } from './workflows';
import { CREDENTIAL_TYPE, READ_NODE, DEFAULT_OUTPUT, readWorkflow } from './workflows';

const RESULTS = '/learners/modules/results';

let session: EditorSession;
let n8n: Instance;
let simulator: Simulator;
let page: Page;
let credential: Credential;

beforeAll(async () => {
	session = await openSession({ allActive: false });
	({ n8n, simulator, credential } = session);
	page = await session.browser.page(n8n.url);
	await signIn(page, OWNER);
}, SESSION_TIMEOUT_MS);

afterAll(async () => await session?.close());

beforeEach(() => simulator.reset());

/** Creates a workflow, because the editor stores changes, and opens our node in it. */
async function openedNode(
	name: string,
	parameters: Parameters<typeof readWorkflow>[2] = {},
): Promise<{ panel: NodePanel; workflowId: string }> {
	const fields = { ...DEFAULT_OUTPUT, ...parameters };
	const workflowId = await n8n.rest.createWorkflow(readWorkflow(name, credential, fields));
	const canvas = new Canvas(page);
	await canvas.open(workflowId);
	return { panel: await canvas.openNode(READ_NODE), workflowId };
}

const asked = (): RequestRecord[] => simulator.requests.filter(({ path }) => path === RESULTS);

/** How a row of the simulator must look in the table. */
function shown(row: ModuleResult): ShownRow {
	const resultKey = resultKeyOf(row);
	const values = new Map<string, unknown>(
		Object.entries({ ...row, ...namesOf(simulator, row), resultKey }),
	);
	const sent = SIMPLIFIED.filter((name) => (values.get(name) ?? null) !== null);
	return Object.fromEntries(sent.map((name) => [name, String(values.get(name))]));
}

test('after the sign-in, the workflows are shown', async () => {
	const another = await session.browser.page(n8n.url);
	await signIn(another, OWNER);
	expect(new URL(another.url()).pathname).toBe('/home/workflows');
	await another.context().close();
});

describe('the form of the credential', () => {
	type Stored = Pick<Credential, 'id' | 'name' | 'type'>;

	async function made(): Promise<Stored[]> {
		const stored = await n8n.rest.send<Stored[]>('GET', '/rest/credentials');
		return stored.filter(({ id }) => id !== credential.id);
	}

	/** Fills in and saves the form, and returns n8n's message. */
	async function saved(clientSecret: string): Promise<string> {
		const form = await CredentialForm.openNew(page, 'iSpring Learn API');
		await form.fields.choose('authentication', 'Client ID and Secret');
		await form.fields.choose('host', 'Custom URL');
		await form.fields.write('baseUrl', simulator.url);
		await form.fields.write('clientId', simulator.clientId);
		await form.fields.write('clientSecret', clientSecret);
		return await form.save();
	}

	afterEach(async () => {
		for (const { id } of await made()) await n8n.rest.send('DELETE', `/rest/credentials/${id}`);
	});

	test('leads to the green banner', async () => {
		expect(await saved(simulator.clientSecret)).toContain('Connection tested successfully');
		expect(simulator.tokenRequests).toBe(1);
		// The credential verifies its token, then n8n sends the request of its test.
		expect(asked().map(({ status }) => status)).toEqual([200, 200]);
		expect(simulator.violations).toEqual([]);
		expect(await made()).toEqual([
			expect.objectContaining({ name: 'iSpring Learn account', type: CREDENTIAL_TYPE }),
		]);
	});

	test('shows the reason under More details if the secret is wrong', async () => {
		const said = await saved('another');
		for (const words of [
			'Couldn’t connect with these settings',
			'iSpring Learn rejected the API key',
			"Check 'Client ID' and 'Client Secret'",
		]) {
			expect(said).toContain(words);
		}
		expect(asked()).toEqual([]);
	});
});

test('the first step of a workflow is an event, or a schedule followed by the node', async () => {
	const canvas = new Canvas(page);
	await canvas.openNew();
	await canvas.addNode();
	await canvas.search('iSpring');
	await canvas.entry(/^iSpring Learn/).click();
	for (const event of ['assigned', 'completed', 'overdue']) {
		await canvas.entry(`On module ${event}`).waitFor();
	}
	await canvas.openNew();
	await canvas.addNode();
	await canvas.entry('On a schedule').click();
	const panel = new NodePanel(page);
	await panel.form.waitFor();
	await panel.close();
	await canvas.addNode();
	await canvas.search('iSpring');
	await canvas.entry(/^iSpring Learn/).click();
	await canvas.entry('Get many module results').click();
	await panel.execute();
	expect(await panel.output.innerText()).toContain('50 items');
	expect(await canvas.nodeNames()).toEqual(['Schedule Trigger', 'Get many module results']);
});

test('the node creator adds the node to the canvas, with its action chosen', async () => {
	const canvas = new Canvas(page);
	await canvas.openNew();
	await canvas.addNode();
	await canvas.search('Manual Trigger');
	await canvas.entry('Manual Trigger').click();
	await canvas.addNode();
	await canvas.search('iSpring');
	await canvas.entry(/^iSpring Learn/).click();
	await canvas.entry('Get many module results').click();
	const panel = new NodePanel(page);
	await panel.form.waitFor();
	expect(await panel.fields.shown('resource')).toBe('Module Result');
	expect(await panel.fields.shown('operation')).toBe('Get Many');
	expect(await canvas.nodeNames()).toContain('Get many module results');
});

test('every filter of the form is sent as entered, and the table shows the results', async () => {
	const { panel, workflowId } = await openedNode('Every filter', { returnAll: false });
	expect(await panel.offered('Add Filter')).toEqual(FILTER_LABELS);

	const filters = everyFilter(simulator, ZONE);
	await fillIn(panel, filters);
	await panel.fields.turnOn('returnAll');
	await panel.add('Add Option', 'Page Size');
	await panel.fields.write('pageSize', '1');
	await panel.add('Add Option', 'Max Retries');
	await panel.fields.write('maxRetries', '2');
	await panel.execute();

	const expected = [...simulator.expectedRows(filters.expected)];
	expect(expected.length).toBeGreaterThanOrEqual(2);
	expect(asked().length).toBeGreaterThanOrEqual(expected.length);
	for (const { query } of asked()) {
		const sent = query.filter(([name]) => name !== 'pageToken').map((pair) => pair.join('='));
		expect(sent.sort()).toEqual([...wireOf(filters.expected), 'pageSize=1'].sort());
	}
	expect(simulator.violations).toEqual([]);

	const rows = await panel.rows();
	expect(rows).toHaveLength(expected.length);
	for (const [at, row] of rows.entries()) expect(row).toMatchObject(shown(expected[at]));

	const [{ id }] = await n8n.rest.executions(workflowId);
	const { run } = await n8n.rest.finished(id);
	expect(rowsOf(run, READ_NODE).map(({ resultKey }) => resultKey)).toEqual(
		expected.map(resultKeyOf),
	);
});

describe('the panel shows messages', () => {
	const NOBODY = '00000000-0000-0000-0000-000000000000';

	test('an ID that does not exist', async () => {
		const { panel } = await openedNode('Unknown ID', { filters: { userIds: NOBODY } });
		await panel.execute();
		const { headline, description } = await panel.message();
		expect(headline).toBe("An ID in 'User Names, Emails or IDs' doesn't exist (status 400)");
		expect(description).toContain('iSpring Learn rejects the whole request');
		expect(asked()).toHaveLength(1);
	});

	test('a name in place of an ID', async () => {
		const { panel } = await openedNode('A name', { filters: { enrollmentIds: '=Fire Safety' } });
		await panel.execute();
		const { headline, description } = await panel.message();
		expect(headline).toBe(`"Fire Safety" in 'Enrollment Names or IDs' isn't an ID`);
		expect(description).toContain('enter an ID instead of the name');
		expect(asked()).toEqual([]);
	});

	test('dates in the wrong order', async () => {
		const { panel } = await openedNode('Wrong way round');
		await panel.add('Add Filter', 'Completed After');
		await panel.fields.pick('completionDateStart', { day: '2026-03-20', time: '00:00:00' });
		await panel.add('Add Filter', 'Completed Before');
		await panel.fields.pick('completionDateEnd', { day: '2026-03-11', time: '12:00:00' });
		await panel.execute();
		const { headline, description } = await panel.message();
		expect(headline).toBe(
			"'Completed After' (2026-03-20 00:00:00) must be earlier than 'Completed Before' (2026-03-11 12:00:00)",
		);
		expect(headline).toContain(await panel.fields.shown('completionDateStart'));
		expect(description).toContain(ZONE);
		expect(asked()).toEqual([]);
	});

	test('no matching results', async () => {
		const { panel } = await openedNode('No rows', {
			filters: { accessDateStart: '2090-01-01T00:00:00' },
		});
		await panel.execute();
		const said = await panel.output.innerText();
		expect(said).toContain('No output data returned');
		expect(said).toContain("add the 'User Statuses' filter");
		expect(asked().map(({ status }) => status)).toEqual([200]);
	});
});

describe('a filter that n8n would ignore', () => {
	const HINT = "This node has a filter that isn't in its form";

	test('is shown before the node runs, rejected, and gone after it is replaced in the form', async () => {
		const expression = { filters: '={{ { userIds: [] } }}', returnAll: false };
		const { panel } = await openedNode('One expression', expression);
		await panel.output.getByText(HINT).waitFor();
		await panel.execute();
		const { headline } = await panel.message();
		expect(headline).toBe("'Filters' is one expression instead of a set of fields");
		expect(asked()).toEqual([]);
		await panel.add('Add Filter', 'User Statuses');
		await panel.output.getByText(HINT).waitFor({ state: 'hidden' });
		await panel.execute();
		expect((await panel.rows()).length).toBeGreaterThan(0);
		expect(asked().map(({ status }) => status)).toEqual([200]);
	});

	test('of another resource can be removed in that resource’s form', async () => {
		const leftOver = { resource: 'group', filters: { completionDateStart: '2026-03-01T00:00:00' } };
		const { panel } = await openedNode('Of another resource', leftOver);
		await panel.output.getByText(HINT).waitFor();
		await panel.execute();
		const { headline, description } = await panel.message();
		expect(headline).toBe("'completionDateStart' isn't a filter of Group");
		expect(description).toContain(
			'select Course Progress, delete the filter, and select Group again',
		);
		expect(asked()).toEqual([]);
		await panel.fields.choose('resource', 'Course Progress');
		await panel.remove('completionDateStart');
		await panel.fields.choose('resource', 'Group');
		await panel.output.getByText(HINT).waitFor({ state: 'hidden' });
		await panel.execute();
		expect((await panel.rows()).length).toBeGreaterThan(0);
	});
});

describe('picking by name', () => {
	test('two users and a course return exactly their rows', async () => {
		const { panel } = await openedNode('Two users and a course');
		const { world } = simulator;
		const [{ courseId, userId }] = [...simulator.expectedRows()];
		const other = [...simulator.expectedRows({ courseIds: [courseId] })].find(
			(row) => row.userId !== userId,
		);
		const userIds = [userId, other?.userId ?? ''];
		await panel.add('Add Filter', 'Course Names or IDs');
		await panel.fields.chooseAll('courseIds', [courseName(world, courseId)]);
		await panel.add('Add Filter', 'Users');
		for (const name of userIds.map((id) => userName(world, id))) {
			await panel.fields.search('users', 'userId', name.split(' <')[0], name);
		}
		await panel.execute();
		const expected = [...simulator.expectedRows({ userIds, courseIds: [courseId] })];
		expect(expected.length).toBeGreaterThan(2);
		const rows = await panel.rows();
		expect(rows).toHaveLength(expected.length);
		for (const [at, row] of rows.entries()) expect(row).toMatchObject(shown(expected[at]));
	});

	test('the list of modules follows the chosen course', async () => {
		const { panel } = await openedNode('Modules of a course');
		const { courses, modules } = simulator.world;
		for (const label of ['Course Names or IDs', 'Module Names or IDs']) {
			await panel.add('Add Filter', label);
		}
		// The first list has to be there: n8n shows what arrives last.
		await panel.fields.chooseAll('moduleIds', []);
		const titles = ({ id }: { id: string }) =>
			modules.filter(({ courseId }) => courseId === id).map(({ title }) => title);
		for (const course of [courses[3], courses[4]]) {
			await panel.fields.chooseAll('courseIds', [course.title]);
			const offered = await panel.fields.offered('moduleIds', titles(course).length);
			expect([...offered].sort()).toEqual([...titles(course)].sort());
			await panel.fields.unchoose('courseIds', course.title);
		}
	});

	test('a list that the account may not read shows a message', async () => {
		simulator.faults.add({ on: { path: '/enrollments', times: Infinity }, status: 403 });
		// The enrollments of one user: a list that no other test has opened, since lists are kept for a minute.
		const filters = { userIds: simulator.world.users[0].id, enrollmentIds: [] };
		const { panel } = await openedNode('No rights', { filters });
		const [entry, ...others] = await panel.fields.offered('enrollmentIds', 1);
		expect(entry).toContain("This API key isn't allowed to read enrollments (status 403)");
		expect(others).toEqual([]);
	});
});

test('the help that people need is on the form, without a tooltip', async () => {
	const { panel } = await openedNode('Help');
	for (const label of ['Assigned After', 'User Statuses']) {
		await panel.add('Add Filter', label);
	}
	// The editor shows the expression as it is.
	expect(await panel.fields.hint('accessDateStart')).toContain('{{ $now.minus({ days: 7 }) }}');
	expect(await panel.fields.hint('userStatuses')).toContain('active learners only');
});

test('the settings that messages name for busy accounts are under Settings', async () => {
	const { panel } = await openedNode('Request options');
	await panel.openSettings();
	expect(await panel.offered('Add Option')).toEqual(
		expect.arrayContaining(['Batching', 'Timeout']),
	);
});

test.each(['operation', 'resource'])(
	"n8n's Custom API Call as %s leads to the HTTP Request node, without odd text on the canvas",
	async (field) => {
		const { panel } = await openedNode(`Custom API Call as ${field}`);
		await panel.fields.choose(field, 'Custom API Call');
		await panel.form.getByText(/HTTP Request/).waitFor();
		await panel.fields.field('output').waitFor({ state: 'detached' });
		await panel.execute();
		const { headline } = await panel.message();
		expect(headline).toBe('The HTTP Request node makes custom API calls, not this node');
		expect(simulator.requests).toEqual([]);
		await panel.close();
		expect(await new Canvas(page).node(READ_NODE).innerText()).toBe(READ_NODE);
	},
);
