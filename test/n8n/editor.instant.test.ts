/** The instant trigger in n8n's editor: its form, and a test event. Some tests take a picture. */
import type { Page } from 'playwright-core';
import type { ModuleResult } from '../simulator/server';
import { resultKeyOf, SIMPLIFIED } from '../support/columns';
import { signIn, VIEWPORT } from './editor/browser';
import { Canvas } from './editor/canvas';
import { NodePanel } from './editor/nodePanel';
import { userName } from './editor/pickNames';
import { MAX_PICTURE_BYTES, Pictures } from './editor/pictures';
import { Screenshots } from './editor/screenshots';
import type { EditorSession } from './editor/session';
import { openSession, SESSION_TIMEOUT_MS } from './editor/session';
import { complete, subscribersOf, waitForSubscribers } from './instant/account';
import { OWNER } from './instance';
import { INSTANT_NODE, INSTANT_TYPE, node, nodeWithCredential, workflowOf } from './workflows';

const EVENTS = [
	'Course Completed',
	'Course Status Changed',
	'Learner Enrolled',
	'Module Completed',
	'Module Status Changed',
	'Training Meeting Added',
	'Training Meeting Removed',
	'Training Meeting Updated',
	'Training Participant Added',
	'Training Participant Removed',
	'User Registered',
];

const USERS = ['Users', 'User Names, Emails or IDs'];

let session: EditorSession;
let page: Page;
const screenshots = new Screenshots();

beforeAll(async () => {
	session = await openSession({ users: 60, courses: 10, rows: 300, everyday: true });
	page = await session.browser.page(session.n8n.url);
	await signIn(page, OWNER);
}, SESSION_TIMEOUT_MS);

afterAll(async () => {
	screenshots.close();
	await session?.close();
});

beforeEach(async () => {
	session.simulator.reset();
	await page.setViewportSize(VIEWPORT);
});

/** The trigger as the node creator adds it. */
async function opened(name: string): Promise<NodePanel> {
	const { n8n, credential } = session;
	const trigger = nodeWithCredential(node(INSTANT_NODE, INSTANT_TYPE), credential);
	const canvas = new Canvas(page);
	await canvas.open(await n8n.rest.createWorkflow(workflowOf(name, [trigger])));
	return await canvas.openNode(INSTANT_NODE);
}

async function pictured(name: string, panel: NodePanel): Promise<void> {
	const sizes = await Pictures.inBothThemes(page, screenshots, name, panel, 'event');
	for (const size of sizes) expect(size).toBeLessThan(MAX_PICTURE_BYTES);
}

test('the node creator offers each of its events', async () => {
	const canvas = new Canvas(page);
	await canvas.openNew();
	await canvas.addNode();
	await canvas.search('iSpring');
	await canvas.entry('iSpring Learn Instant').click();
	for (const event of EVENTS) await canvas.entry(`On ${event.toLowerCase()}`).waitFor();
	await canvas.entry('On user registered').click();
	const panel = new NodePanel(page);
	await panel.form.waitFor();
	expect(await panel.fields.shown('event')).toBe('User Registered');
	expect(await panel.fields.choices('event')).toEqual(EVENTS);
});

test('the form has what the chosen event can be filtered by, and nothing about polls or URLs', async () => {
	const panel = await opened('Form');
	expect(await panel.offered('Add Filter')).toEqual([...USERS, 'Course Item Names or IDs']);
	const text = await panel.root.innerText();
	expect(text).toContain('Catch Up');
	for (const unwanted of ['Poll Times', 'Webhook URLs', '/webhook']) {
		expect(text).not.toContain(unwanted);
	}
	await panel.fields.choose('event', 'Learner Enrolled');
	expect(await panel.offered('Add Filter')).toEqual([...USERS, 'Course Names or IDs', 'Courses']);
	expect(await panel.form.innerText()).not.toContain('Catch Up');
	await panel.add('Add Filter', 'Courses');
	const [course] = session.simulator.world.courses;
	await panel.fields.search('courses', 'courseId', course.title.slice(0, 4), course.title);
	await pictured('instant-filters', panel);

	await panel.fields.choose('event', 'User Registered');
	await panel.form.getByPlaceholder('Add Filter').first().waitFor({ state: 'hidden' });
});

test('Execute step waits for an event, shows it, and leaves nothing behind', async () => {
	const { simulator } = session;
	const panel = await opened('Listen');
	await panel.listen();
	await waitForSubscribers(simulator, 1);
	await complete(simulator, [7]);
	await panel.output.getByTestId('node-run-status-success').waitFor();
	const row: ModuleResult = simulator.row(7);
	const [shown, ...others] = await panel.rows();
	expect(others).toEqual([]);
	expect(Object.keys(shown)).toEqual([...SIMPLIFIED, 'eventName', 'eventKey']);
	expect(shown).toMatchObject({ resultKey: resultKeyOf(row), eventName: 'moduleCompleted' });
	expect(userName(simulator.world, row.userId)).toContain(shown.userName);
	await waitForSubscribers(simulator, 0);
	expect(subscribersOf(simulator)).toEqual([]);
	expect(simulator.violations).toEqual([]);
	await pictured('instant-trigger', panel);
});
