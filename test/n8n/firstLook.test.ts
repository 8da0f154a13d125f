/** What a newcomer sees in n8n's editor, in both themes. Each test takes a picture. */
import { DateTime } from 'luxon';
import type { Page } from 'playwright-core';
import type { Simulator } from '../simulator/server';
import { SIMPLIFIED } from '../support/columns';
import { signIn, THEMES, VIEWPORT } from './editor/browser';
import { Canvas } from './editor/canvas';
import type { NodePanel } from './editor/nodePanel';
import { userName } from './editor/pickNames';
import { MAX_PICTURE_BYTES, morningReport, Pictures } from './editor/pictures';
import { Screenshots } from './editor/screenshots';
import type { EditorSession } from './editor/session';
import { openSession, SESSION_TIMEOUT_MS, ZONE } from './editor/session';
import type { Instance } from './instance';
import { OWNER } from './instance';
import type { Credential, Workflow } from './workflows';
import {
	node,
	nodeWithCredential,
	NODE_TYPE,
	READ_NODE,
	TRIGGER_NODE,
	triggerWorkflow,
	workflowOf,
} from './workflows';

const RESULTS = '/learners/modules/results';
const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };

let session: EditorSession;
let n8n: Instance;
let simulator: Simulator;
let credential: Credential;
const screenshots = new Screenshots();

beforeAll(async () => {
	session = await openSession({ users: 10_000, allActive: false, everyday: true });
	({ n8n, simulator, credential } = session);
}, SESSION_TIMEOUT_MS);

afterAll(async () => {
	screenshots.close();
	await session?.close();
});

beforeEach(() => simulator.reset());

describe.each(THEMES)('in the %s theme', (theme) => {
	let page: Page;
	let canvas: Canvas;
	let pictures: Pictures;

	beforeAll(async () => {
		page = await session.browser.page(n8n.url, theme);
		canvas = new Canvas(page);
		pictures = new Pictures(page, theme, screenshots);
		await signIn(page, OWNER);
	});

	beforeEach(async () => await page.setViewportSize(VIEWPORT));

	afterAll(async () => await page.context().close());

	async function opened(workflow: Workflow, name = READ_NODE): Promise<NodePanel> {
		await canvas.open(await n8n.rest.createWorkflow(workflow));
		return await canvas.openNode(name);
	}

	/** The node as the node creator adds it: n8n stores only what was changed. */
	const untouched = (name: string, type = NODE_TYPE): Workflow =>
		workflowOf(`${name}, ${theme}`, [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			nodeWithCredential(node(READ_NODE, type, { resource: 'moduleResult' }), credential),
		]);

	/** The parameters of the first request for results. */
	function firstQuery(): URLSearchParams {
		const asked = simulator.requests.find(({ path }) => path === RESULTS);
		const parameters = new URLSearchParams();
		for (const [name, value] of asked?.query ?? []) parameters.append(name, value);
		return parameters;
	}

	test('the first execution shows people, courses and statuses, at least eight rows of them', async () => {
		const panel = await opened(untouched('First execution'));
		await panel.execute();
		const rows = await panel.rows();
		expect(rows).toHaveLength(25);
		expect(Object.keys(rows[0])).toEqual(SIMPLIFIED);
		expect(Object.keys(rows[0]).slice(0, 3)).toEqual(['userName', 'userEmail', 'courseTitle']);
		expect(await panel.visibleRows()).toBeGreaterThanOrEqual(8);
		expect(simulator.requests.length).toBeLessThanOrEqual(5);
		expect(await pictures.whole('first-execution', panel)).toBeLessThan(MAX_PICTURE_BYTES);
	});

	test('one of ten thousand users is found by part of a name', async () => {
		const { world } = simulator;
		const { id } = world.users[9_999];
		const panel = await opened(untouched('Ten thousand users'));
		await panel.add('Add Filter', 'Users');
		const people = await panel.fields.find('users', 'userId', 'smith75');
		const found = people.filter({ hasText: userName(world, id) });
		await found.waitFor();
		expect(await pictures.whole('find-people', panel)).toBeLessThan(MAX_PICTURE_BYTES);
		await found.click();
		await panel.execute();
		expect(firstQuery().getAll('userIds[]')).toEqual([id]);
	});

	test('a range that moves with the calendar is chosen, and sends its days', async () => {
		const panel = await opened(untouched('Relative date'));
		await panel.add('Add Filter', 'Completed In');
		expect(await panel.fields.shown('completedIn')).toBe('Last 7 Days');
		await panel.fields.choose('completedIn', 'Last Year');
		await panel.execute();
		const thisYear = DateTime.now().setZone(ZONE).startOf('year');
		const wire = (moment: DateTime): string => moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
		expect(firstQuery().get('completionDate[startDate]')).toBe(wire(thisYear.minus({ years: 1 })));
		expect(firstQuery().get('completionDate[endDate]')).toBe(wire(thisYear.minus({ seconds: 1 })));
		expect(await pictures.whole('relative-date', panel)).toBeLessThan(MAX_PICTURE_BYTES);
	});

	test('a tool has a description for the model, and offers neither files nor unlimited lists', async () => {
		const panel = await opened(untouched('Tool', `${NODE_TYPE}Tool`));
		expect(await panel.form.innerText()).toContain('Tool Description');
		expect(await panel.fields.shown('limit')).toBe('25');
		expect(await panel.fields.field('returnAll').count()).toBe(0);
		expect(await panel.fields.choices('operation')).toEqual(['Get Many', 'Custom API Call']);
		expect(await pictures.whole('tool', panel)).toBeLessThan(MAX_PICTURE_BYTES);
	});

	test('the icon is shown, and pictures for the README can be taken', async () => {
		await canvas.open(
			await n8n.rest.createWorkflow(morningReport(`Morning report, ${theme}`, credential)),
		);
		expect(await page.locator('body').getAttribute('data-theme')).toBe(theme);
		const file = theme === 'dark' ? 'ispringLearn.dark.svg' : 'ispringLearn.svg';
		expect(await canvas.iconOf(READ_NODE)).toEqual({ file, isDrawn: true });
		const sizes = [await pictures.canvas(canvas)];

		await canvas.addNode();
		await canvas.search('iSpring');
		await canvas.entry(/^iSpring Learn/).click();
		sizes.push(await pictures.nodeCreator(canvas));
		await page.keyboard.press('Escape');

		const panel = await canvas.openNode(READ_NODE);
		await panel.execute();
		expect((await panel.rows()).length).toBeGreaterThan(1);
		sizes.push(await pictures.panel(panel));
		sizes.push(await pictures.credential('4f1c6a52-9b0e-4c1d-8f57-2f6f7f3d9e10'));

		const trigger = triggerWorkflow(`Trigger, ${theme}`, credential, { pollTimes: EVERY_MINUTE });
		const triggerPanel = await opened(trigger, TRIGGER_NODE);
		await triggerPanel.execute();
		expect(await triggerPanel.rows()).toHaveLength(5);
		sizes.push(await pictures.beside('trigger', triggerPanel));
		for (const size of sizes) expect(size).toBeLessThan(MAX_PICTURE_BYTES);
	});
});
