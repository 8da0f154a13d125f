/** Operations that change something, used in n8n's editor with mouse and keyboard. Some tests take a picture. */
import type { INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import type { User } from '../simulator/server';
import { signIn, VIEWPORT } from './editor/browser';
import { Canvas } from './editor/canvas';
import type { NodePanel } from './editor/nodePanel';
import { departmentName, userName } from './editor/pickNames';
import { MAX_PICTURE_BYTES, Pictures } from './editor/pictures';
import { Screenshots } from './editor/screenshots';
import type { EditorSession } from './editor/session';
import { openSession, SESSION_TIMEOUT_MS } from './editor/session';
import { OWNER } from './instance';
import { node, nodeWithCredential, NODE_TYPE, READ_NODE, workflowOf } from './workflows';

/** The account's own field with choices. */
const SITE = { id: 'USER_FIELD_xPH1D', label: 'Site & building' };
/** n8n's own operation. */
const CUSTOM = 'Custom API Call';

let session: EditorSession;
let page: Page;
const screenshots = new Screenshots();

beforeAll(async () => {
	// One enrollment for each user.
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

async function opened(
	name: string,
	parameters: INode['parameters'],
	type = NODE_TYPE,
): Promise<NodePanel> {
	const { n8n, credential } = session;
	const workflow = workflowOf(name, [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		nodeWithCredential(node(READ_NODE, type, parameters), credential),
	]);
	const canvas = new Canvas(page);
	await canvas.open(await n8n.rest.createWorkflow(workflow));
	return await canvas.openNode(READ_NODE);
}

async function pictured(name: string, panel: NodePanel): Promise<void> {
	const sizes = await Pictures.inBothThemes(page, screenshots, name, panel, 'resource');
	for (const size of sizes) expect(size).toBeLessThan(MAX_PICTURE_BYTES);
}

const userWith = (login: string): User | undefined =>
	session.simulator.world.users.find((user) => user.login === login);

const sent = (path: string): string[] =>
	session.simulator.requests
		.filter((one) => one.method === 'POST' && one.path === path)
		.map(({ body }) => body);

describe('Profile Fields', () => {
	test('have the labels of the account, know what is required, and create a user with an own field', async () => {
		const { simulator } = session;
		const { world } = simulator;
		const panel = await opened('Create', { resource: 'user', operation: 'create' });
		expect(await panel.mapping.labels()).toEqual([
			...['Profile Fields', 'Login', 'Email', 'First Name', 'Last Name', 'Job Title', 'Phone'],
			...['Country', 'About Me'],
		]);
		const optional = ['first_name', 'last_name', 'job_title', 'phone', 'country', 'about_me'];
		expect(await panel.mapping.removable()).toEqual(optional);
		const department = world.departments[4];
		const path = departmentName(world, department.id);
		await panel.fields.searchOne('departmentId', department.name, path);
		const values = {
			...{ login: 'nora.berg', email: 'nora.berg@example.com' },
			...{ first_name: 'Nora', last_name: 'Berg', job_title: 'Trainer' },
		};
		for (const [name, value] of Object.entries(values)) await panel.fields.write(name, value);
		await panel.fields.choose('country', 'Spain');
		await panel.mapping.add(SITE.label);
		expect(await panel.fields.choices(SITE.id)).toEqual(['North', '<South>']);
		await panel.fields.choose(SITE.id, 'North');
		await panel.execute();

		const user = userWith(values.login);
		expect(user).toMatchObject({
			...{ firstName: 'Nora', lastName: 'Berg', email: values.email },
			departmentId: department.id,
			profile: { [SITE.id]: 'North', COUNTRY: 'ES', JOB_TITLE: 'Trainer' },
		});
		expect(await panel.rows()).toEqual([
			expect.objectContaining({ action: 'created', userId: user?.id }),
		]);
		expect(simulator.violations).toEqual([]);
		await pictured('create-user', panel);
	});

	test('stay for Create or Update, and require nothing once the operation is Update', async () => {
		const { world } = session.simulator;
		const panel = await opened('Create, then Update', { resource: 'user', operation: 'create' });
		await panel.mapping.root.waitFor();
		await panel.fields.write('login', 'new.hire');
		await panel.fields.choose('operation', 'Create or Update');
		await panel.fields.field('matchBy').waitFor();
		expect(await panel.fields.shown('login')).toBe('new.hire');

		await panel.fields.choose('operation', 'Update');
		await panel.mapping.removeButton('login').waitFor();
		expect(await panel.mapping.removable()).toEqual(expect.arrayContaining(['login', 'email']));
		const [, user] = world.users;
		await panel.fields.searchOne('userId', user.name, userName(world, user.id));
		await panel.fields.write('job_title', 'Trainer');
		await panel.execute();
		expect(await panel.rows()).toEqual([
			expect.objectContaining({ action: 'updated', userId: user.id }),
		]);
		expect(sent(`/user/${user.id}`)).toEqual([
			JSON.stringify({ fields: { job_title: 'Trainer' } }),
		]);
	});
});

test('three people are enrolled by typing their names, and are not enrolled again', async () => {
	const { world } = session.simulator;
	const people = world.users.slice(13, 16);
	const [course] = world.courses;
	const before = world.enrollmentCount;

	const panel = await opened('Enroll', { resource: 'enrollment', operation: 'enroll' });
	for (const { name, id } of people) {
		await panel.fields.search('users', 'userId', name, userName(world, id));
	}
	await panel.fields.search('courses', 'courseId', course.title.slice(0, 4), course.title);
	await panel.execute();
	const shown = (action: string) =>
		people.map(({ name }) =>
			expect.objectContaining({ action, userName: name, courseTitle: course.title }),
		);
	expect(await panel.rows()).toEqual(shown('enrolled'));
	await pictured('enroll', panel);

	await panel.execute();
	await panel.output.getByText('alreadyEnrolled').first().waitFor();
	expect(await panel.rows()).toEqual(shown('alreadyEnrolled'));
	expect(world.enrollments.slice(before).map(({ user }) => user)).toEqual(
		people.map(({ index }) => index),
	);
	expect(sent('/enrollment')).toHaveLength(1);
	expect(session.simulator.violations).toEqual([]);
});

test('as a tool, the node describes the change, and leaves out what a model must not do', async () => {
	const panel = await opened(
		'Tool',
		{ resource: 'group', operation: 'addMembers' },
		`${NODE_TYPE}Tool`,
	);
	expect(await panel.fields.text('toolDescription')).toMatch(
		/^Change data in iSpring Learn\. Add users to a group\./,
	);
	const offered: Record<string, string[]> = {};
	for (const resource of ['Group', 'User', 'Department']) {
		await panel.fields.choose('resource', resource);
		offered[resource] = await panel.fields.choices('operation');
	}
	expect(offered).toEqual({
		Group: ['Add Members', 'Create', 'Get', 'Get Many', 'Remove Members', 'Rename', CUSTOM],
		User: [
			...['Activate', 'Create', 'Create or Update', 'Deactivate', 'Get', 'Get Many'],
			...['Terminate', 'Update', CUSTOM],
		],
		Department: [
			...['Create', 'Create or Update', 'Get', 'Get Many', 'Move Users', 'Update', CUSTOM],
		],
	});
});
